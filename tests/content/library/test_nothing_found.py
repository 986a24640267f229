"""What the library offers where words and choices together find nothing."""

import pytest
from django.urls import reverse

from tests.factories.content import AssetFactory
from tests.reading import read_page

pytestmark = pytest.mark.django_db
LIST = reverse("content:asset-list")


def test_the_word_in_the_way_can_be_left_out(client_for, rep, marketer):
    AssetFactory(title="Release notes", stage="tofu")
    AssetFactory(title="Release secret", stage="tofu", status="draft", owner=marketer, created_by=marketer)
    client = client_for(rep)
    page = read_page(client.get(LIST, {"q": "release zzz", "stage": "tofu"}))
    ways = {link.text: link["href"] for link in page.one("div", css="nothing").all("a", css="btn")}
    assert ways["Without “zzz” 1 result"] == "/library/?q=release&stage=tofu"
    found = read_page(client.get(ways["Without “zzz” 1 result"]))
    assert found.texts("a", data_result_link=True) == ["Release notes"]
