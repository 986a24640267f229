"""Rows for tests, made the short way. Import from here."""

from tests.factories.content import *  # noqa: F403
from tests.factories.portal import *  # noqa: F403
