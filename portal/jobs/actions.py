"""Ask for background work, and keep the queue honest."""

import os
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult
from filelock import FileLock, Timeout

from portal.jobs.models import Schedule, WorkerSeen
from portal.jobs.rules import MAX_ATTEMPTS, SILENT_AFTER, fate_of_lost, next_run
from portal.shared.registry import registry


def enqueue(task_path, *args):
    """Run the task at `task_path` (dotted, such as "portal.imports.jobs.run_import") in the background.

    Inside a transaction the task's row is written in it, so that the job stands or falls with the change.
    """
    task = import_string(task_path)
    if isinstance(task.get_backend(), DatabaseBackend):
        task.enqueue(*args)
    else:
        transaction.on_commit(lambda: task.enqueue(*args))


def claim(worker_id):
    """Take the next ready task for this worker, by one UPDATE that only one worker can win; None if none is ready."""
    task = DBTaskResult.objects.ready().first()
    if task is None:
        return None
    attempt = [*task.worker_ids, worker_id]
    taken = DBTaskResult.objects.filter(pk=task.pk, status="READY").update(
        status="RUNNING", started_at=timezone.now(), worker_ids=attempt
    )
    if not taken:
        return None
    task.refresh_from_db()
    return task


def finish(task, **outcome):
    """Write a task's end, unless it was taken back meanwhile and runs again elsewhere. True if written."""
    mine = DBTaskResult.objects.filter(pk=task.pk, status="RUNNING", started_at=task.started_at)
    return bool(mine.update(finished_at=timezone.now(), **outcome))


def take_back():
    """Return tasks of silent workers to the queue; give up on those that killed MAX_ATTEMPTS workers."""
    for task in DBTaskResult.objects.running():
        if task.worker_ids and is_alive(task.worker_ids[-1], task.started_at):
            continue
        fate = fate_of_lost(len(task.worker_ids))
        lost = DBTaskResult.objects.filter(pk=task.pk, status="RUNNING", started_at=task.started_at)
        if fate == "READY":
            lost.update(status="READY", started_at=None)
        else:
            note = f"Its worker stopped without a word {MAX_ATTEMPTS} times."
            lost.update(status="FAILED", finished_at=timezone.now(), traceback=note)


def is_alive(worker_id, started_at):
    """Whether a worker still shows life: its lock file is held (SQLite), or its row is recent (else)."""
    if connection.vendor == "sqlite":
        return _is_locked(lock_path(worker_id))
    since = timezone.now() - SILENT_AFTER
    return started_at > since or WorkerSeen.objects.filter(worker_id=worker_id, seen_at__gt=since).exists()


def lock_path(worker_id):
    folder = settings.VAR_DIR / "workers"
    folder.mkdir(exist_ok=True)
    return folder / f"{worker_id}.lock"


def _is_locked(path):
    if not os.path.exists(path):
        return False
    try:
        with FileLock(path, timeout=0):
            return False
    except Timeout:
        return True


def show_life(worker_id):
    """Renew this worker's row and forget those that were silent for a day."""
    now = timezone.now()
    WorkerSeen.objects.update_or_create(worker_id=worker_id, defaults={"seen_at": now})
    WorkerSeen.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()


def plan_schedules():
    """Make the schedule's rows follow `registry.schedules`: {name: (task path, timedelta)}."""
    now = timezone.now()
    for name, (task, every) in registry.schedules.items():
        values = {"task": task, "every_seconds": int(every.total_seconds())}
        Schedule.objects.update_or_create(
            name=name, defaults=values, create_defaults=values | {"next_at": now}
        )
    Schedule.objects.exclude(name__in=registry.schedules).delete()


def enqueue_due(now=None):
    """Enqueue what is due, each due run once however many workers ask. Returns the names."""
    now = now or timezone.now()
    names = []
    for row in Schedule.objects.filter(next_at__lte=now):
        later = next_run(row.next_at, timedelta(seconds=row.every_seconds), now)
        with transaction.atomic():
            if Schedule.objects.filter(pk=row.pk, next_at=row.next_at).update(next_at=later):
                enqueue(row.task)
                names.append(row.name)
    return names


def forget_finished(before):
    """Delete the rows of tasks that ended before the moment `before`; returns how many."""
    return DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()[0]
