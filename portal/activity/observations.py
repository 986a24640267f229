"""Observations: what somebody looked for or opened. Written after the answer, so that reading changes nothing else.

One thread a process writes them with a connection of its own. They are no history: a few may be lost when the
process ends or when more come than can be written.
"""

import logging
import queue
import threading

from django.db import connection, transaction

logger = logging.getLogger(__name__)
MOST_WAITING = 2_000

_waiting = queue.Queue(maxsize=MOST_WAITING)
_lock = threading.Lock()
_thread = None


def observe(write, *args):
    """Call `write(*args)` soon, in a transaction of its own. Inside a transaction it is called at once instead.

    Another connection would wait for that transaction on SQLite, and would not see what it wrote.
    """
    if connection.in_atomic_block:
        write(*args)
        return
    _start()
    try:
        _waiting.put_nowait((write, args))
    except queue.Full:
        logger.warning("An observation was dropped: %d are waiting.", MOST_WAITING)


def settle():
    """Wait until everything observed so far is written."""
    if _thread is not None:
        _waiting.join()


def _start():
    global _thread
    with _lock:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_work, name="observations", daemon=True)
            _thread.start()


def _work():
    while True:
        _write(*_waiting.get())
        if _waiting.empty():
            # No connection is held while nothing happens.
            connection.close()
        _waiting.task_done()


def _write(write, args):
    try:
        with transaction.atomic():
            write(*args)
    except Exception:
        logger.exception("An observation was not written.")
