"""JSON as RFC 8259 and I-JSON have it: what two readers could take differently is refused."""

import json
import math

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

DEEPEST = 10
LARGEST_INTEGER = 2**63 - 1


class StrictJSONParser(JSONParser):
    """One object in UTF-8, each name once, at most 10 deep, numbers that a column can hold."""

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            text = stream.read().decode("utf-8-sig")
            value = json.loads(
                text,
                object_pairs_hook=_object,
                parse_constant=_no_constant,
                parse_int=_integer,
                parse_float=_float,
            )
        except UnicodeDecodeError:
            raise ParseError("The body is not UTF-8.") from None
        except RecursionError:
            raise ParseError(f"The body is nested deeper than {DEEPEST} levels.") from None
        except json.JSONDecodeError as error:
            raise ParseError(f"The body is not JSON: line {error.lineno}, column {error.colno}.") from None
        if not isinstance(value, dict):
            raise ParseError("The body must be one JSON object.")
        _check(value, DEEPEST)
        return value


def _object(pairs):
    value = dict(pairs)
    if len(value) < len(pairs):
        seen = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))
        raise ParseError(f"The field {json.dumps(twice)} is there twice.")
    return value


def _no_constant(name):
    raise ParseError(f"{name} is not a JSON number.")


def _integer(digits):
    if len(digits) > 20 or abs(number := int(digits)) > LARGEST_INTEGER:
        raise ParseError("A whole number is larger than 64 bits.")
    return number


def _float(digits):
    if not math.isfinite(number := float(digits)):
        raise ParseError("A number is too large.")
    return number


def _check(value, levels):
    """Refuse deep nesting, and text that no encoding can carry (lone surrogates)."""
    if isinstance(value, dict | list):
        if not levels:
            raise ParseError(f"The body is nested deeper than {DEEPEST} levels.")
        for item in (*value, *value.values()) if isinstance(value, dict) else value:
            _check(item, levels - 1)
    elif isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ParseError("A text holds half a surrogate pair.") from None
