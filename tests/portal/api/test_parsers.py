import pytest

PERSONAS = "/api/v1/personas/"


@pytest.fixture
def send(bearer_for, marketer):
    client = bearer_for(marketer)
    return lambda body, kind="application/json": client.post(PERSONAS, body, content_type=kind)


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"{", "The body is not JSON: line 1, column 2."),
        (b"\xff\xfe", "The body is not UTF-8."),
        (b"[]", "The body must be one JSON object."),
        (b'"CFO"', "The body must be one JSON object."),
        (b'{"label": "a", "label": "b"}', 'The field "label" is there twice.'),
        (b'{"position": NaN}', "NaN is not a JSON number."),
        (b'{"position": -Infinity}', "-Infinity is not a JSON number."),
        (b'{"position": 1e999}', "A number is too large."),
        (b'{"position": 9223372036854775808}', "A whole number is larger than 64 bits."),
        (b'{"position": ' + b"9" * 5000 + b"}", "A whole number is larger than 64 bits."),
        (b'{"label": ' + b"[" * 11 + b"]" * 11 + b"}", "The body is nested deeper than 10 levels."),
        (b'{"label": ' + b"[" * 90_000 + b"]" * 90_000 + b"}", "The body is nested deeper than 10 levels."),
        (b'{"label": "\\ud800"}', "A text holds half a surrogate pair."),
        (b'{"\\udfff": 1}', "A text holds half a surrogate pair."),
    ],
    ids=lambda value: value[:30] if isinstance(value, bytes) else "",
)
def test_a_body_that_two_readers_could_take_differently_is_refused(send, body, detail):
    answer = send(body)
    assert (answer.status_code, answer.json()["detail"]) == (400, detail)


def test_a_nul_character_is_a_refused_value(send):
    answer = send(b'{"label": "a\\u0000b"}')
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/label")


def test_a_byte_order_mark_does_no_harm(send):
    assert send(b'\xef\xbb\xbf{"label": "CFO"}').status_code == 201


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_only_json_is_read(send, kind):
    answer = send(b"label=CFO", kind)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


def test_a_huge_body_is_not_read(send, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = send(b'{"label": "' + b"x" * 200 + b'"}')
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
