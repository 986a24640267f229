import os
import signal
import sys
import threading

from django.core.management.base import BaseCommand

from portal.jobs.worker import Worker


class Command(BaseCommand):
    help = "Run background work: imports, reminders, upkeep. Stop it with Ctrl-C or SIGTERM."

    def add_arguments(self, parser):
        parser.add_argument("--batch", action="store_true", help="end when nothing is left to do")
        parser.add_argument(
            "--with-parent", action="store_true", help="end when standard input closes (used by demo)"
        )

    def handle(self, **options):
        worker = Worker(batch=options["batch"])
        for name in ("SIGINT", "SIGTERM"):
            signal.signal(getattr(signal, name), lambda *_: worker.stop())
        if options["with_parent"]:
            # A closed pipe is the one sign of a parent's death that every system gives.
            threading.Thread(target=self._watch_parent, args=[worker], daemon=True).start()
        self.stdout.write(f"Worker {worker.worker_id} is running.")
        worker.run()

    def _watch_parent(self, worker):
        # os.read, not sys.stdin: a buffered reader would hold its lock while the interpreter shuts down.
        while os.read(sys.stdin.fileno(), 1):
            pass
        worker.stop()
