#!/usr/bin/env python
"""Tandem's command line: `manage.py demo`, `verify`, `benchmark` and Django's own commands."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError
    from environs import EnvError

    try:
        execute_from_command_line(sys.argv)
    except EnvError as error:
        sys.exit(f"The settings are not complete: {error}")
    except DatabaseError as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"The database is not ready: {str(error).strip()}\nRun: python manage.py migrate")


if __name__ == "__main__":
    main()
