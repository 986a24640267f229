"""`uv run manage.py demo`: a sample company's portal in one command, on this machine only."""

import socket
import subprocess
import sys
import threading

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from filelock import FileLock, Timeout

from portal.management.sample import loading

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Serve the portal with a sample company's library, at http://127.0.0.1:8000/."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="port to serve at (8000)")
        parser.add_argument("--no-serve", action="store_true", help="only prepare the database")

    def handle(self, *, port, no_serve, **options):
        if not settings.DEBUG:
            raise CommandError(
                "The demo runs with development settings only (DJANGO_SETTINGS_MODULE is set)."
            )
        where = settings.VAR_DIR / "demo.where"
        lock = FileLock(settings.VAR_DIR / "demo.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            address = where.read_text(encoding="utf-8").strip() if where.exists() else "another window"
            raise CommandError(f"The demo already runs: {address}") from None
        with lock:
            if not no_serve:
                check_port(port)
            where.write_text(
                "it is being prepared" if no_serve else f"http://{HOST}:{port}/", encoding="utf-8"
            )
            self._prepare()
            if not no_serve:
                self._serve(port)

    def _prepare(self):
        self.stdout.write("Preparing the database ...")
        call_command("migrate", verbosity=0, interactive=False)
        problem = loading.foreign_data()
        if problem:
            raise CommandError(problem)
        for line in loading.load():
            self.stdout.write(line)
        self.stdout.write("")
        for email, role in loading.LOGINS.items():
            self.stdout.write(f"  {email:<24} {role}")
        self.stdout.write(f"  Password of all four: {loading.PASSWORD}")

    def _serve(self, port):
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "worker", "--with-parent"],
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        threading.Thread(target=self._watch, args=[worker], daemon=True).start()
        # Whoever tries the demo meets the portal's own error pages, as in production, and no stack.
        settings.DEBUG = False
        self.stdout.write(f"\nTandem is at http://{HOST}:{port}/  (Ctrl-C stops it)\n")
        self.stdout.flush()
        try:
            call_command("runserver", f"{HOST}:{port}", use_reloader=False, skip_checks=True, verbosity=0)
        finally:
            worker.stdin.close()
            worker.wait(timeout=30)

    def _watch(self, worker):
        if worker.wait() not in (0, -15):
            self.stderr.write(
                "The background worker stopped. Imports will wait until the demo is started again."
            )


def check_port(port):
    """Raise CommandError if there is no such port, or something already answers or listens there."""
    if not 0 < port < 65536:
        raise CommandError(
            f"There is no port {port}. Choose one from 1024 to 65535 with --port, such as --port 8000."
        )
    with socket.socket() as probe:
        try:
            probe.bind((HOST, port))
        except OSError as error:
            other = port + 1 if 1024 <= port < 65535 else 8001
            raise CommandError(
                f"Port {port} is not free ({error}). Choose another one with --port, such as --port {other}."
            ) from None
