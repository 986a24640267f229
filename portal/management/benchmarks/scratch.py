"""Databases made for measuring and thrown away: migrated like any other, and never anybody's own."""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

PREFIX = "tandem_benchmark_"


@contextmanager
def scratch_database(server_url, name, keep=None):
    """The environment of a process that works on an empty scratch database.

    server_url: a PostgreSQL address whose user may create databases, or "" for an SQLite file. keep: a directory in
    which the SQLite file stays for the next run; on PostgreSQL the database then stays too.
    """
    with tempfile.TemporaryDirectory(prefix="tandem-benchmark-") as folder:
        place = Path(keep or folder)
        place.mkdir(parents=True, exist_ok=True)
        if server_url:
            with _postgres_database(server_url, PREFIX + name, keep) as url:
                yield _environment(place, url)
        else:
            yield _environment(place, f"sqlite:///{place / (PREFIX + name)}.sqlite3")


def _environment(place, url):
    # Debug mode would keep every statement in memory.
    return os.environ | {
        "DATABASE_URL": url,
        "TANDEM_VAR": str(place),
        "DEBUG": "0",
        "PYTHONPATH": str(settings.BASE_DIR),
    }


@contextmanager
def _postgres_database(server_url, name, keep):
    import psycopg
    from psycopg import sql

    with psycopg.connect(server_url, autocommit=True) as server:
        there = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if there and not keep:
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
        if not (there and keep):
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
        finally:
            if not keep:
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def run_inside(environment, part, size, out):
    """Run `measuring_process` on the scratch database; raises CalledProcessError with what it printed."""
    module = "portal.management.benchmarks.measuring_process"
    command = [sys.executable, "-m", module, part, str(size), str(out)]
    subprocess.run(command, env=environment, cwd=settings.BASE_DIR, check=True)
