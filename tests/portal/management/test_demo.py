"""The demo as a newcomer meets it, and how well its library answers a rep's words."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management.base import CommandError
from django.http import QueryDict

from content.library.filters import read_query, write_query
from content.library.found import counts_of
from content.library.models import Asset
from content.search import engine
from content.search.query import Query, Viewer
from portal.management.commands.demo import check_port
from portal.management.sample import loading
from portal.saved_views.models import SavedView
from portal.users.models import User

GOLDEN = loading.read("golden_queries")


def run_demo(folder, *arguments):
    """`manage.py demo` in a process of its own, with its database in `folder`."""
    return subprocess.run(
        [sys.executable, "manage.py", "demo", *arguments],
        cwd=settings.BASE_DIR,
        env={
            "PATH": "/usr/bin:/bin",
            "TANDEM_VAR": str(folder),
            "DEBUG": "true",
            "PYTHONIOENCODING": "ascii",
        },
        capture_output=True,
        text=True,
    )


@pytest.fixture
def demo(db):
    """The sample company. Loading it takes a quarter of a minute, so that one test looks at all of it."""
    return list(loading.load())


# It has an SQLite database of its own.
@pytest.mark.one_database
def test_the_demo_prepares_itself_and_a_second_run_adds_nothing(tmp_path):
    first = run_demo(tmp_path, "--no-serve")
    assert first.returncode == 0, first.stderr
    assert "259 assets" in first.stdout
    for email in loading.LOGINS:
        assert email in first.stdout
    assert loading.PASSWORD in first.stdout

    second = run_demo(tmp_path, "--no-serve")
    assert second.returncode == 0, second.stderr
    assert "nothing was added" in second.stdout


def test_the_demo_refuses_a_port_that_is_taken_before_it_does_anything(tmp_path, live_server):
    port = live_server.url.rsplit(":", 1)[1]
    ended = run_demo(tmp_path, "--port", port)
    assert ended.returncode == 1
    assert f"Port {port} is not free" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "tandem.sqlite3").exists()


def test_the_demo_leaves_foreign_data_alone(admin):
    assert "leaves it alone" in loading.foreign_data()


def test_the_company_opens_its_doors_shows_its_views_and_answers_its_reps(demo, client):
    _logins_open_the_door(client)
    _views_are_written_as_the_library_writes_them_and_show_something()
    _reps_find_the_expected_asset_for_at_least_47_of_50_queries()


def _logins_open_the_door(client):
    for email, role in loading.LOGINS.items():
        assert client.login(email=email, password=loading.PASSWORD)
        assert User.objects.get(email=email).get_role_display().lower() == role


def _views_are_written_as_the_library_writes_them_and_show_something():
    rep = User.objects.get(email="rep@example.com")
    views = SavedView.objects.visible_to(rep)
    readings = [read_query(QueryDict(view.query), rep) for view in views]
    assert [write_query(reading.criteria) for reading in readings] == [view.query for view in views]
    assert all(counts_of([view.query for view in views], rep))


def _reps_find_the_expected_asset_for_at_least_47_of_50_queries():
    references = dict(Asset.objects.values_list("pk", "reference"))
    viewer = Viewer(user_id=User.objects.get(email="rep@example.com").pk, sees_all=False)
    missed = []
    for entry in GOLDEN:
        answer = engine.run(Query(words=entry["query"], limit=3), viewer)
        found = [references[pk] for pk in answer.ids]
        if entry["expected"] not in found:
            missed.append(f"{entry['kind']}: {entry['query']} -> {found}, not {entry['expected']}")
    assert len(GOLDEN) == 50
    assert len(missed) <= 3, missed


@pytest.mark.parametrize("port", [0, 99999])
def test_a_port_that_there_is_not_is_refused_with_one_that_there_is(port):
    with pytest.raises(CommandError, match=f"There is no port {port}. Choose one from 1024 to 65535"):
        check_port(port)
