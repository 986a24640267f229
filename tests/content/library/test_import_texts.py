"""Letters and signs of a file: their encoding, and titles that are not what they seem."""

import pytest

from tests.content.library.import_files import asset, run
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def boss():
    return UserFactory(role="admin", email="boss@example.com", name="The Boss")


def test_a_guessed_encoding_is_warned_of_and_can_be_named(tmp_path):
    path = tmp_path / "assets.csv"
    path.write_bytes("id,title,format\na,Praca w chmurze i gęste sieci,Webinar\n".encode("cp1250"))
    _code, out, _err = run(path, "--dry-run")
    assert "was read as Windows-1252. Look at the titles" in out
    assert run(path, "--encoding", "cp1250")[0] == 0
    assert asset("a").title == "Praca w chmurze i gęste sieci"


def test_an_encoding_that_cannot_be_told_ends_with_two_and_says_what_to_name(tmp_path):
    path = tmp_path / "assets.csv"
    path.write_bytes("id,title\na,Сеть для облаков\n".encode("cp1251"))
    code, _out, err = run(path)
    assert (code, "name its encoding with --encoding" in err) == (2, True)
