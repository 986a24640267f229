"""The web process's entry: `granian --interface wsgi portal.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.prod")
application = get_wsgi_application()

from portal.checks import refuse_unsafe  # noqa: E402 (needs the settings)

refuse_unsafe()
