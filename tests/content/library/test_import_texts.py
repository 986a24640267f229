"""Letters and signs of a file: their encoding, and titles that are not what they seem."""

import pytest
from django.core.exceptions import ValidationError

from content.library.actions import create_asset
from content.library.term_use import counts
from content.vocabularies.actions import add_term
from tests.content.library.import_files import asset, csv_file, json_file, run
from tests.factories.content import AssetFactory, FormatFactory, LanguageFactory
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


def test_a_record_without_names_is_refused_in_words(tmp_path):
    code, _out, err = run(json_file(tmp_path, {}))
    assert (code, "The file holds no names and values." in err) == (2, True)


@pytest.mark.parametrize(("name", "content"), [("a.csv", "id,title\n"), ("a.json", "[]")])
def test_a_file_without_rows_ends_with_two(tmp_path, name, content):
    code, _out, err = run(csv_file(tmp_path, content, name))
    assert (code, "The file holds no rows" in err) == (2, True)


def test_titles_with_other_signs_are_other_titles(tmp_path):
    AssetFactory(title="C++ guide")
    path = csv_file(tmp_path, "title,format\nC# guide,Webinar\n😀,Webinar\n🚀,Webinar\nC guide,Webinar\n")
    code, out, _err = run(path)
    assert (code, "4 created" in out, "has the same" in out) == (0, True, False)
    assert "4 unchanged" in run(path)[1]


@pytest.mark.parametrize("title", ["\u200b\u200b", "\u2060", "\u3164"])
def test_a_title_of_which_nothing_is_seen_is_refused(tmp_path, title):
    code, out, _err = run(csv_file(tmp_path, f"id,title,format\na,{title},Webinar\n"), "--verbose")
    assert (code, "It has nothing that can be seen." in out) == (1, True)
    assert "A new asset needs a title" not in out


def test_a_title_or_a_word_that_turns_the_writing_round_is_refused(tmp_path):
    path = csv_file(tmp_path, "id,title,format,tags\na,Guide\u202efdp,Webinar,\nb,Guide,Webinar,a\u202eb\n")
    code, out, _err = run(path, "--create-terms")
    assert (code, out.count("It holds a hidden sign that turns the writing round.")) == (1, 2)


def test_a_title_refused_for_its_length_is_not_asked_for_again(tmp_path):
    _code, out, _err = run(csv_file(tmp_path, f"id,title\na,{'x' * 301}\n"))
    assert "a title has at most 300" in out
    assert "A new asset needs a title" not in out


@pytest.mark.parametrize("title", ["\u200b\u200b", "Guide\u202efdp"])
def test_a_hidden_title_is_refused_wherever_it_is_written(boss, title):
    with pytest.raises(ValidationError) as refusal:
        create_asset({"title": title, "format": FormatFactory(), "language": LanguageFactory()}, actor=boss)
    assert list(refusal.value.message_dict) == ["title"]
    with pytest.raises(ValidationError) as refusal:
        add_term("persona", {"label": title}, actor=boss)
    assert "label" in refusal.value.message_dict


def test_a_term_counts_what_the_library_lists(boss):
    kept = AssetFactory(personas=1)
    persona = kept.personas.get()
    AssetFactory(status="archived").personas.add(persona)
    assert counts("persona", boss)[persona.pk] == 1
