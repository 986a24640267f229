from portal.editing.forms import Versioned
from portal.users.models import Team
from tests.factories.portal import TeamFactory


class TeamForm(Versioned):
    class Meta:
        model = Team
        fields = ["name"]


def posted(**values):
    form = TeamForm({"version": 1, "seen": ""} | values, instance=TeamFactory(name="EMEA"))
    assert form.is_valid(), form.errors
    return form


def test_new_record_needs_no_version(db):
    assert TeamForm({"name": "EMEA"}).is_valid()


def test_existing_record_does(db):
    assert list(TeamForm({"name": "DACH"}, instance=TeamFactory()).errors) == ["version"]


def test_line_ends_of_browsers_are_one_character(db):
    assert posted(name="a\r\nb").changes == {"name": "a\nb"}


def test_what_was_left_to_somebody_else_is_no_change(db):
    assert posted(name="DACH", **{"keep-name": "theirs"}).changes == {}


def test_conflict_offers_both_values_and_the_version_of_now(db):
    form = posted(name="DACH")
    rows = form.conflict_with(Team(pk=form.instance.pk, name="Nordics", version=4))
    assert rows == [{"name": "name", "label": "Name", "theirs": "Nordics", "yours": "DACH", "keep": "yours"}]
    assert form["version"].value() == "4"
