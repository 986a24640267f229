"""The command against a database that is not ready, as a process of its own."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "The database is not up to date. Run: uv run manage.py migrate"),
        ("postgres://nobody@127.0.0.1:1/nothing", "The database does not answer"),
    ],
)
def test_a_database_that_is_not_ready_ends_with_2_and_what_to_run(tmp_path, address, sentence):
    path = tmp_path / "assets.csv"
    path.write_text("id,title\na,One\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "manage.py", "import_assets", str(path)],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DATABASE_URL": address,
            "TANDEM_VAR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(sentence)
