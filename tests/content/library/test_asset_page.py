"""The page of one asset: what it says, whether to trust it, what one may do."""

import pytest

from content.library import actions
from tests.factories.content import AssetFactory, PersonaFactory, TagFactory
from tests.reading import read_page


def test_the_asset_page_leads_on_by_every_term(client_for, rep, story):
    story.tags.add(TagFactory(label="cloud"))
    page = read_page(client_for(rep).get(story.get_absolute_url()))
    links = {link.text: link["href"] for link in page.one("dl", css="quiet").all("a")}
    assert links == {
        "Decision": "/library/?stage=bofu",
        "CFO": "/library/?persona=cfo",
        "CTO": "/library/?persona=cto",
        "DevOps Engineer": "/library/?persona=devops-engineer",
        "Case study": "/library/?format=case-study",
        "Quarrymoor": "/library/?competitor=quarrymoor",
        "English": "/library/?language=en",
        str(story.owner): f"/library/?owner={story.owner_id}",
        "cloud": "/library/?tag=cloud",
    }
    said = page.one("dl", css="trust").texts("dt")
    assert [label.partition(" Fresh ")[0] for label in said] == [
        "State",
        "Owner",
        "Published",
        "Review due",
        "Audience",
    ]


def test_a_rep_reads_and_an_editor_also_acts(client_for, rep, marketer, story):
    assert (
        read_page(client_for(rep).get(story.get_absolute_url())).all(
            "form", method="post", action="/library/case-study-042/archive/"
        )
        == []
    )
    page = read_page(client_for(marketer).get(story.get_absolute_url()))
    forms = {form["action"] for form in page.one("header", css="page-head").all("form", method="post")}
    assert forms == {"/library/case-study-042/duplicate/", "/library/case-study-042/archive/"}


def test_a_draft_says_what_publishing_asks_for(client_for, marketer):
    draft = AssetFactory(status="draft", stage=None)
    page = read_page(client_for(marketer).get(draft.get_absolute_url()))
    assert page.texts("p", css="banner") == ["To publish it, add a stage, at least one persona."]


def test_the_body_is_text_in_paragraphs(client_for, rep, marketer, story):
    actions.change_asset(story, {"body": "One.\n\n<b>Two</b>"}, actor=marketer, version=story.version)
    response = client_for(rep).get(story.get_absolute_url())
    assert "<p>One.</p>\n<p>&lt;b&gt;Two&lt;/b&gt;</p>" in response.text


def test_history_says_what_was_before(client_for, rep, marketer, story):
    changes = {
        "title": "Migration in six weeks",
        "personas": [PersonaFactory(label="CFO"), PersonaFactory(label="COO")],
    }
    actions.change_asset(story, changes, actor=marketer, version=story.version)
    page = read_page(client_for(rep).get(story.get_absolute_url()))
    line = page.one("ol", css="history").all("li")[0]
    assert line.one("p").text == "Marketer changed it"
    assert sorted(line.one("ul").texts("li")) == [
        "Personas: CTO; DevOps Engineer → COO",
        "Title: Migration without a release freeze → Migration in six weeks",
    ]


def test_a_long_history_has_a_page_of_its_own(client_for, rep, marketer, story):
    for number in range(22):
        story = actions.change_asset(
            story, {"summary": f"Number {number}"}, actor=marketer, version=story.version
        )
    client = client_for(rep)
    page = read_page(client.get(story.get_absolute_url()))
    assert len(page.one("ol", css="history").all("p")) == 20
    link = next(link for link in page.all("a") if link.text == "Show the whole history")
    assert len(read_page(client.get(link["href"])).one("ol", css="history").all("p")) == 22


@pytest.mark.parametrize("count", [1, 12])
def test_the_asset_page_costs_the_same_at_any_size(client_for, rep, django_assert_num_queries, count):
    asset = AssetFactory(personas=count, tags=count, competitors=count, talking_points=count)
    client = client_for(rep)
    client.get(asset.get_absolute_url())
    with django_assert_num_queries(16):
        client.get(asset.get_absolute_url())
