"""The worker process: claims tasks, runs them one at a time, shows life, takes back what others lost.

django-tasks-db's own worker leaves a killed worker's task running for ever, and dies when another process holds
SQLite's write lock for longer than the timeout; this one does neither. Only its loop is ours.
"""

import logging
import os
import socket
import threading
import uuid
from traceback import format_exception

from django.db import OperationalError, close_old_connections, connection
from django.tasks.base import TaskContext
from filelock import FileLock

from portal.jobs import actions

logger = logging.getLogger(__name__)
HEARTBEAT_SECONDS = 5
UPKEEP_SECONDS = 10


class Worker:
    """Works until `stop` is called; `batch` ends when nothing is ready."""

    def __init__(self, *, interval=0.5, batch=False):
        self.worker_id = f"{socket.gethostname()[:24]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self.interval = interval
        self.batch = batch
        self._stopping = threading.Event()

    def stop(self):
        """Finish the current task, then end."""
        self._stopping.set()

    def run(self):
        lock = FileLock(actions.lock_path(self.worker_id))
        with lock:
            heart = threading.Thread(target=self._beat, name="heartbeat", daemon=True)
            heart.start()
            keeper = threading.Thread(target=self._keep, name="upkeep", daemon=True)
            keeper.start()
            self.work()
            self._stopping.set()
            heart.join()
            keeper.join()
        actions.lock_path(self.worker_id).unlink(missing_ok=True)

    def work(self):
        """Take one task after the other; with `batch` until none is ready."""
        while not self._stopping.is_set():
            task = self._patiently(lambda: actions.claim(self.worker_id))
            if task is not None:
                self._run(task)
            elif self.batch:
                return
            else:
                self._stopping.wait(self.interval)

    def _run(self, row):
        try:
            task, result = row.task, row.task_result
            args = (TaskContext(task_result=result), *result.args) if task.takes_context else result.args
            outcome = {"status": "SUCCESSFUL", "return_value": task.call(*args, **result.kwargs)}
        except Exception as error:
            logger.exception("Task %s (%s) failed", row.task_path, row.pk)
            outcome = {
                "status": "FAILED",
                "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
                "traceback": "".join(format_exception(error)),
            }
        self._patiently(lambda: actions.finish(row, **outcome))

    def _beat(self):
        """Runs in a thread with a connection of its own, so that a long task does not silence the worker."""
        while not self._stopping.is_set():
            self._patiently(lambda: actions.show_life(self.worker_id), once=True)
            self._stopping.wait(HEARTBEAT_SECONDS)
        connection.close()

    def _keep(self):
        self._patiently(actions.plan_schedules)
        while not self._stopping.is_set():
            self._patiently(actions.take_back, once=True)
            self._patiently(actions.enqueue_due, once=True)
            self._stopping.wait(UPKEEP_SECONDS)
        connection.close()

    def _patiently(self, step, *, once=False):
        """Do `step`; while the database is locked or away, wait and try again (or let it be, with `once`)."""
        while True:
            try:
                close_old_connections()
                return step()
            except OperationalError as error:
                logger.warning("The database is busy or away: %s", error)
                connection.close()
                if once or self._stopping.wait(1):
                    return None
