"""Production: everything secret or public comes from the environment, and a missing value stops the start."""

from portal.settings.base import *  # noqa: F403

SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
REFUSE_UNSAFE = True
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Limits of sign-in count by the visitor's address, which the proxy appends.
    ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXIES", 1)

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Sessions and sign-in limits are shared by all processes through the database.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}}
if mail_host := env.str("EMAIL_HOST", ""):
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": mail_host,
                "port": env.int("EMAIL_PORT", 587),
                "username": env.str("EMAIL_USER", ""),
                "password": env.str("EMAIL_PASSWORD", ""),
                "timeout": 10,
                "use_tls": env.bool("EMAIL_TLS", True),
            },
        }
    }
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    limits = "-c lock_timeout=3s -c statement_timeout=15s -c idle_in_transaction_session_timeout=30s"
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = limits
