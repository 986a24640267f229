"""Log lines without secrets: links that let somebody in, and API tokens."""

import re

from django.utils.log import ServerFormatter

SECRETS = re.compile(r"(/join/|/auth/password/reset/key/|tdm_)[^/\s\"'?]+")


def masked(text):
    """`text` with the secret part of every link and token replaced.

    masked("GET /join/eyJ0.x:sig/ 200") == "GET /join/***/ 200"
    """
    return SECRETS.sub(r"\1***", text)


class MaskingFormatter(ServerFormatter):
    """Formats a line, traceback included, and then masks it."""

    def format(self, record):
        return masked(super().format(record))
