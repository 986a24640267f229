"""Every check but pytest, in one command, each with its own line of outcome."""

import os
import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

RUN = ("uv", "run", "--quiet", "--group", "lint", "--group", "contract")
MANAGE = (*RUN, "python", "manage.py")
SECRET = "a-key-made-for-this-check-only-and-long-enough-for-the-rule-about-length"

CHECKS = {
    "format": (*RUN, "ruff", "format", "--check", "."),
    "lint": (*RUN, "ruff", "check", "."),
    "layout": (*RUN, "lint-imports"),
    "migrations": (*MANAGE, "makemigrations", "--check", "--dry-run"),
    "schema": (*MANAGE, "spectacular", "--validate", "--fail-on-warn", "--file", os.devnull),
    "deploy": (*MANAGE, "check", "--deploy", "--fail-level", "WARNING", "--settings", "portal.settings.prod"),
    "contract": (*RUN, "pytest", "tests/contract", "-q"),
}
# What a production installation sets; enough for `check --deploy` to judge the rest.
PRODUCTION = {
    "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": "tandem.example.com",
    "EMAIL_HOST": "mail.example.com",
    "TIME_ZONE": "UTC",
}


class Command(BaseCommand):
    help = "Run every check but the tests: format, lint, layout, migrations, schema, deployment, contract."

    def add_arguments(self, parser):
        parser.add_argument("names", nargs="*", metavar="check", help=f"some of: {', '.join(CHECKS)}")
        parser.add_argument(
            "--deep", action="store_true", help="many more examples in the contract check, for a release"
        )

    def handle(self, *, names, deep, **options):
        if unknown := set(names) - CHECKS.keys():
            raise CommandError(f"No such check: {', '.join(sorted(unknown))}.")
        failed = [name for name in (names or CHECKS) if not self._passes(name, deep)]
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}.")
        self.stdout.write("All checks passed.")

    def _passes(self, name, deep):
        started = time.monotonic()
        environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
        if name == "deploy":
            environment |= PRODUCTION
        if deep:
            environment["TANDEM_EXAMPLES"] = "100"
        done = subprocess.run(
            CHECKS[name],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        passed = done.returncode == 0
        word = "ok" if passed else "FAILED"
        self.stdout.write(f"{name:<11} {word} ({time.monotonic() - started:.0f} s)")
        if not passed:
            sys.stdout.buffer.write(done.stdout.encode("ascii", "replace") + b"\n")
        sys.stdout.flush()
        return passed
