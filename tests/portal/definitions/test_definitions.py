import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.template import Context, RequestContext, Template

from portal.activity.models import Activity
from portal.definitions import rules
from portal.definitions.actions import sign_definition, word
from portal.definitions.agreements import agreement_on
from portal.definitions.defaults import install_defaults
from portal.definitions.models import DefinitionVersion, Signature
from portal.shared.changes import StaleRecord
from portal.shared.dates import days_from_today, today
from portal.shared.registry import Definition, registry
from portal.users.models import User
from tests.factories.portal import UserFactory
from tests.reading import read_page

BOOK = "/definitions/"
PAGE = "/definitions/overdue/"
DAY = date(2026, 3, 1)
COST = 4


def newest(key="overdue"):
    return DefinitionVersion.objects.of(key).first()


def signed_by_both(*people):
    for person in people:
        sign_definition(newest(), actor=person, version=None)


@pytest.mark.parametrize(
    ("signed", "on", "state", "waiting"),
    [
        ({}, DAY, "unsigned", ["sales", "marketing"]),
        ({"sales": DAY}, DAY, "half", ["marketing"]),
        ({"sales": DAY, "marketing": DAY}, DAY + timedelta(days=180), "signed", []),
        ({"sales": DAY, "marketing": DAY}, DAY + timedelta(days=181), "overdue", ["sales", "marketing"]),
        # The older signature counts until that side has signed again.
        (
            {"sales": DAY, "marketing": DAY + timedelta(days=100)},
            DAY + timedelta(days=190),
            "overdue",
            ["sales"],
        ),
    ],
)
def test_both_sides_stand_by_a_version_for_a_time(signed, on, state, waiting):
    assert rules.state_of(signed, 180, on) == state
    assert rules.waits_for(signed, 180, on) == waiting


def test_every_definition_that_a_feature_registers_is_there(db):
    keys = set(DefinitionVersion.objects.newest().values_list("key", flat=True))
    assert keys == registry.definitions.keys()


def test_every_figure_in_a_template_leads_to_a_definition():
    named = {
        key
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        for key in re.findall(r'{% define "([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert named - registry.definitions.keys() == set()


def test_one_person_of_each_side_signs_and_nobody_for_both(rep, marketer):
    sign_definition(newest(), actor=rep, version=1)
    sign_definition(newest(), actor=rep, version=1)  # twice is once
    assert agreement_on(newest()).words == "Waits for marketing"
    with pytest.raises(ValidationError, match="Sales has signed this version already"):
        sign_definition(newest(), actor=UserFactory(side="sales"), version=1)
    rep.side = "marketing"
    rep.save()
    with pytest.raises(ValidationError, match="You have signed for sales"):
        sign_definition(newest(), actor=rep, version=1)
    sign_definition(newest(), actor=marketer, version=1)
    agreement = agreement_on(newest())
    assert (agreement.state, agreement.review_on) == ("signed", days_from_today(365))
    assert [line.verb for line in Activity.objects.about(newest())] == ["signed", "signed"]


def test_who_is_on_neither_side_signs_nothing(admin):
    with pytest.raises(PermissionDenied):
        sign_definition(newest(), actor=admin, version=1)


def test_an_overdue_signature_is_given_again(rep, marketer):
    signed_by_both(rep, marketer)
    Signature.objects.update(at=datetime(2020, 1, 1, tzinfo=UTC))
    assert agreement_on(newest()).state == "overdue"
    colleague = UserFactory(side="sales")
    signed_by_both(colleague, marketer)
    agreement = agreement_on(newest())
    assert (agreement.state, agreement.signatures["sales"].person) == ("signed", colleague)


def test_another_text_is_a_new_version_that_nobody_has_signed(rep, marketer):
    signed_by_both(rep, marketer)
    before = newest()
    word(before, {"text": "Late.", "effective_on": today()}, actor=marketer, version=1)
    assert (newest().number, newest().text, newest().formula) == (2, "Late.", before.formula)
    assert (agreement_on(newest()).state, agreement_on(before).state) == ("unsigned", "signed")
    assert word(newest(), {"text": "Late."}, actor=marketer, version=2).number == 2
    with pytest.raises(StaleRecord):
        word(before, {"text": "Too late."}, actor=marketer, version=1)
    with pytest.raises(StaleRecord):
        sign_definition(before, actor=rep, version=1)
    with pytest.raises(ValidationError, match="still to come"):
        word(newest(), {"text": "x", "effective_on": days_from_today(1)}, actor=marketer, version=2)


def test_a_new_formula_of_the_portal_keeps_an_editors_text(monkeypatch, marketer):
    word(newest(), {"text": "Ours."}, actor=marketer, version=1)
    for key in ("overdue", "expired"):
        known = registry.definitions[key]
        monkeypatch.setitem(
            registry.definitions, key, Definition(known.label, known.group, "Theirs.", "Counted anew.")
        )
    install_defaults()
    install_defaults()
    assert (newest().number, newest().text, newest().formula) == (3, "Ours.", "Counted anew.")
    assert (newest("expired").number, newest("expired").text) == (2, "Theirs.")


def test_the_book_is_searched_and_narrowed_to_a_state(client_for, rep, marketer):
    signed_by_both(rep, marketer)
    client = client_for(rep)
    found = read_page(client.get(BOOK, {"q": "mql gates"})).one(id="definition-table")
    assert found.texts("a") == ["Qualified lead (MQL, SAL, SQL)"]
    found = read_page(client.get(BOOK, {"state": "signed"})).one(id="definition-table")
    assert found.texts("a") == ["Overdue"]
    assert "No definition with these words" in client.get(BOOK, {"q": "zebra"}).text


def test_the_book_costs_the_same_with_any_number_of_signatures(
    client_for, rep, marketer, django_assert_num_queries
):
    client = client_for(rep)
    for people in ((), (rep, marketer)):
        signed_by_both(*people)
        with django_assert_num_queries(COST):
            client.get(BOOK)


def test_pages_ask_who_may(client_for, rep, marketer, admin):
    assert client_for(rep).get(f"{PAGE}edit/").status_code == 403
    assert client_for(admin).post(f"{PAGE}sign/", {"version": 1}).status_code == 403
    assert client_for(rep).get("/definitions/nonsense/").status_code == 404
    assert client_for(rep).post(f"{PAGE}sign/", {"version": 1}).status_code == 302
    page = read_page(client_for(rep).get(PAGE))
    assert "Waits for marketing" in page.text
    assert not [button for button in page.all("button") if button.text == "Sign for sales"]


def test_two_editors_at_once_see_both_texts(client_for, marketer):
    client = client_for(marketer)
    form = client.get(f"{PAGE}edit/").context["form"]
    seen = {name: form[name].value() for name in ("version", "seen")}
    word(newest(), {"text": "Olle's."}, actor=UserFactory(role="marketer", name="Olle"), version=1)
    sent = seen | {"text": "Mine.", "effective_on": today().isoformat()}
    answer = client.post(f"{PAGE}edit/", sent)
    assert answer.status_code == 409
    assert "Olle&#x27;s." in answer.text
    sent["version"] = answer.context["form"]["version"].value()
    assert client.post(f"{PAGE}edit/", sent | {"keep-text": "yours"}).status_code == 302
    assert (newest().number, newest().text) == (3, "Mine.")


def test_a_figure_shows_beside_itself_what_is_agreed_now(rf, rep, marketer):
    def tip():
        request = rf.get("/")
        request.user = User.objects.with_settings_stamp().get(pk=rep.pk)
        return Template('{% define "asked-for" %}').render(RequestContext(request))

    assert registry.definitions["asked-for"].formula in tip()
    word(newest("asked-for"), {"text": "What sales waits for."}, actor=marketer, version=1)
    assert "What sales waits for." in tip()


def test_a_name_that_nobody_defined_stands_as_it_is(db):
    html = Template('{% define "nonsense" words %}').render(Context({"words": "Words <b>"}))
    assert html == "Words &lt;b&gt;"
