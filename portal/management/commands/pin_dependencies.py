"""Write down the exact version of every package, direct or not, in the two places that say so."""

import re
import subprocess
import tomllib

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

EXPORT = [
    *("uv", "export", "--quiet", "--no-default-groups", "--extra", "postgres", "--extra", "server"),
    *("--no-emit-project", "--no-header", "--no-annotate", "--format", "requirements-txt"),
]


class Command(BaseCommand):
    help = "Resolve anew and write constraint-dependencies (pyproject.toml) and requirements.lock."

    def handle(self, **options):
        pyproject = settings.BASE_DIR / "pyproject.toml"
        text = pyproject.read_text(encoding="utf-8")
        self._run("uv", "lock", "--quiet")
        pyproject.write_text(with_constraints(text, self._locked()), encoding="utf-8", newline="\n")
        self._run("uv", "lock", "--quiet")
        lock = settings.BASE_DIR / "requirements.lock"
        lock.write_text(self._run(*EXPORT), encoding="utf-8", newline="\n")
        self.stdout.write(
            "Wrote pyproject.toml and requirements.lock. Run `uv sync` and the tests, then commit."
        )

    def _run(self, *command):
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, capture_output=True, text=True, encoding="utf-8"
        )
        if done.returncode:
            raise CommandError(done.stderr)
        return done.stdout

    def _locked(self):
        lock = tomllib.loads((settings.BASE_DIR / "uv.lock").read_text(encoding="utf-8"))
        pins = {}
        for package in lock["package"]:
            if "registry" in package.get("source", {}):
                pins.setdefault(package["name"], []).append(package)
        # A package locked at several versions (by platform or Python) cannot be pinned to one here.
        return [f"{name}=={found[0]['version']}" for name, found in sorted(pins.items()) if len(found) == 1]


def with_constraints(text, pins):
    """The text of pyproject.toml with `pins` as its constraint-dependencies."""
    block = "constraint-dependencies = [\n" + "".join(f'  "{pin}",\n' for pin in pins) + "]\n"
    if "constraint-dependencies" in text:
        return re.sub(r"constraint-dependencies = \[\n.*?\]\n", lambda _: block, text, flags=re.DOTALL)
    return text.replace("[tool.uv]\n", f"[tool.uv]\n{block}", 1)
