import logging

import pytest

from portal.users.logs import MaskingFormatter, masked


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('"GET /join/WzEsImFh:sig-nature/ HTTP/1.1" 200', '"GET /join/***/ HTTP/1.1" 200'),
        ("Not Found: /auth/password/reset/key/1-abc-123/", "Not Found: /auth/password/reset/key/***/"),
        ("Bearer tdm_AbC-_9 was sent", "Bearer tdm_*** was sent"),
        ("GET /people/?q=join 200", "GET /people/?q=join 200"),
    ],
)
def test_secrets_are_masked_and_the_rest_stays(line, shown):
    assert masked(line) == shown


def test_arguments_and_tracebacks_are_masked_too():
    try:
        raise ValueError("/join/secret/")
    except ValueError as error:
        record = logging.LogRecord(
            "x", logging.ERROR, "x.py", 1, "GET %s", ("/join/secret/",), (type(error), error, None)
        )
    assert "secret" not in MaskingFormatter("{message}", style="{").format(record)
