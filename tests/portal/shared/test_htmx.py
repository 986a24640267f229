import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse

from portal.shared.htmx import go_to, render_page, wants_partial
from tests.factories.portal import UserFactory


@pytest.fixture
def ask(rf, db):
    """A request as htmx's middleware leaves it: ask(boosted=True) and so on."""
    from django_htmx.middleware import HtmxMiddleware

    def request(**headers):
        made = rf.get("/", headers={f"hx-{name.replace('_', '-')}": "true" for name in headers})
        HtmxMiddleware(lambda _: HttpResponse())(made)
        made.user = UserFactory()
        made.session = {}
        made._messages = FallbackStorage(made)
        return made

    return request


def test_only_a_swap_of_a_part_wants_a_partial(ask):
    assert wants_partial(ask(request=True)) is True
    assert wants_partial(ask()) is False
    assert wants_partial(ask(request=True, boosted=True)) is False
    assert wants_partial(ask(request=True, history_restore_request=True)) is False


def test_answers_vary_by_who_asks(ask):
    response = render_page(ask(), "404.html")
    assert response["Vary"] == "HX-Request"


def test_a_browser_is_sent_on_where_htmx_gets_a_part(ask):
    assert render_page(ask(), "404.html", partial="x", otherwise="/library/").url == "/library/"


def test_leaving_the_page_is_a_header_for_htmx_and_a_redirect_for_browsers(ask):
    assert go_to(ask(request=True), "/library/")["HX-Redirect"] == "/library/"
    assert go_to(ask(), "/library/").status_code == 302
