import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from filelock import FileLock

from portal.jobs import actions
from portal.jobs.models import Schedule, WorkerSeen
from portal.shared.registry import registry
from tests.portal.jobs.sample_tasks import append_line

SAMPLES = "tests.portal.jobs.sample_tasks"


@pytest.fixture
def queue(settings):
    """Tasks wait in the database, as in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


def run_worker(*arguments):
    """A real worker process on the test's database, until nothing is left to do."""
    script = (
        "import django; from django.conf import settings; django.setup();"
        f"settings.DATABASES['default']['NAME'] = {str(connection.settings_dict['NAME'])!r};"
        "settings.TASKS = {'default': {'BACKEND': 'django_tasks_db.DatabaseBackend', 'QUEUES': []}};"
        "from django.core.management import call_command; call_command('worker', batch=True)"
    )
    return subprocess.run(
        [sys.executable, "-c", script], cwd=settings.BASE_DIR, capture_output=True, text=True
    )


def of_the_test():
    """The test's own tasks; a worker also runs what the schedule asks for."""
    return DBTaskResult.objects.filter(task_path__startswith=SAMPLES)


@pytest.mark.django_db(transaction=True)
def test_a_worker_process_runs_what_was_enqueued_and_keeps_its_failures(queue, tmp_path):
    actions.enqueue(f"{SAMPLES}.append_line", str(tmp_path / "out"), "done")
    actions.enqueue(f"{SAMPLES}.fail", "no such thing")

    ended = run_worker()

    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "out").read_text(encoding="utf-8") == "done\n"
    by_status = {task.status: task for task in of_the_test()}
    assert by_status["SUCCESSFUL"].return_value == "done"
    assert "no such thing" in by_status["FAILED"].traceback


@pytest.mark.django_db(transaction=True)
def test_the_task_of_a_killed_worker_runs_again(queue, tmp_path):
    actions.enqueue(f"{SAMPLES}.kill_own_worker_once", str(tmp_path / "out"))
    assert run_worker().returncode == -9
    if connection.vendor != "sqlite":  # there, the lock file tells at once
        long_ago = timezone.now() - timedelta(minutes=5)
        DBTaskResult.objects.update(started_at=long_ago)
        WorkerSeen.objects.update(seen_at=long_ago)

    actions.take_back()
    assert run_worker().returncode == 0

    assert (tmp_path / "out").read_text(encoding="utf-8") == "survived\n"
    assert [len(task.worker_ids) for task in of_the_test()] == [2]


@pytest.mark.django_db(transaction=True)
def test_a_task_of_a_living_worker_is_left_alone(queue, tmp_path):
    append_line.enqueue(str(tmp_path / "out"), "x")
    with FileLock(actions.lock_path("alive")):
        actions.show_life("alive")
        task = actions.claim("alive")
        actions.take_back()
        task.refresh_from_db()
    assert task.status == "RUNNING"


@pytest.mark.django_db(transaction=True)
def test_an_end_that_comes_after_the_task_was_taken_back_is_not_written(queue, tmp_path):
    append_line.enqueue(str(tmp_path / "out"), "x")
    first = actions.claim("first")
    DBTaskResult.objects.update(status="READY", started_at=None)
    second = actions.claim("second")

    assert actions.finish(first, status="SUCCESSFUL", return_value="late") is False
    assert actions.finish(second, status="SUCCESSFUL", return_value="in time") is True
    assert DBTaskResult.objects.get().return_value == "in time"


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_change_that_was_rolled_back_never_runs(queue, tmp_path):
    with transaction.atomic():
        actions.enqueue(f"{SAMPLES}.append_line", str(tmp_path / "out"), "x")
        transaction.set_rollback(True)
    assert DBTaskResult.objects.count() == 0


@pytest.mark.django_db
def test_a_due_schedule_is_enqueued_once(queue, monkeypatch, tmp_path):
    monkeypatch.setitem(registry.schedules, "sample", (f"{SAMPLES}.nightly", timedelta(days=1)))
    actions.plan_schedules()
    now = timezone.now()
    assert set(Schedule.objects.values_list("name", flat=True)) == set(registry.schedules)
    assert "sample" in actions.enqueue_due(now)
    assert "sample" not in actions.enqueue_due(now)
    assert "sample" in actions.enqueue_due(now + timedelta(days=1))
