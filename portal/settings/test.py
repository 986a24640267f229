"""Tests: fast hashing, tasks in place, a file database per worker on SQLite."""

from portal.settings.dev import *  # noqa: F403

DEBUG = False
# No collected files in tests: without this WhiteNoise would look for their folder and warn.
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

database = DATABASES["default"]
if database["ENGINE"] == "portal.sqlite":
    # A file, not memory: several connections must see one database, as in production.
    database["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    database["OPTIONS"] = SQLITE_OPTIONS | {"init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;"}
