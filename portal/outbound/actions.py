"""Send to the outside. Nothing here writes the database, and nobody calls it inside a transaction.

Python's own HTTP connection is used on a socket that this module has connected itself: so the address that was
checked is the one that is talked to, and there are no redirects, proxies or unpacking to be switched off.
"""

import json
import socket
import ssl
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from threading import Timer
from urllib.parse import urlsplit

from django.conf import settings

from portal.outbound.rules import is_in, is_public, url_problem

CONNECT_SECONDS = 5
TOTAL_SECONDS = 15
MOST_BYTES = 64 * 1024
SHOWN = 200


class OutboundProblem(Exception):
    """Why something was not sent, or not taken: one sentence without the address, which may hold a secret."""


def post_json(url, payload):
    """POST `payload` as JSON; returns the status (200 to 299). Raises OutboundProblem."""
    parts, places = _checked(url)
    body = json.dumps(payload).encode()
    host = parts.netloc
    headers = {
        "Host": host,
        "Content-Type": "application/json",
        "User-Agent": "Tandem",
        "Connection": "close",
    }
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        with _connected(parts, places) as link:
            connection = HTTPConnection(parts.hostname)
            connection.sock = link
            connection.request("POST", target, body, headers)
            with connection.getresponse() as answer:
                if 200 <= answer.status < 300:
                    return answer.status
                problem = f"The other side answered {answer.status}{_words(answer.read(MOST_BYTES))}."
    except TimeoutError as error:
        raise OutboundProblem("The other side did not answer in time.") from error
    except ssl.SSLError as error:
        raise OutboundProblem("The other side has no certificate that can be trusted.") from error
    except (OSError, HTTPException) as error:
        raise OutboundProblem("The connection broke off.") from error
    raise OutboundProblem(problem)


def _checked(url):
    """The parts of `url` and the socket addresses of its host, every one of them checked."""
    inside = settings.OUTBOUND_ALLOWED_PRIVATE_NETS
    _refuse(url_problem(url, inside=bool(inside)))
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise OutboundProblem("No host has this name.") from error
    at_home = bool(inside) and all(is_in(place[0], inside) for *_, place in found)
    if not at_home:
        _refuse(url_problem(url))
        if not found or not all(is_public(place[0]) for *_, place in found):
            raise OutboundProblem("The address leads into a private network.")
    return parts, [(family, place) for family, _, _, _, place in found]


def _refuse(problem):
    if problem:
        raise OutboundProblem(problem)


@contextmanager
def _connected(parts, places):
    """A socket to the first checked place that answers, with TLS in the name of the host where asked for."""
    link = _socket(places)
    try:
        if parts.scheme == "https":
            tls = ssl.create_default_context()
            link = tls.wrap_socket(link, server_hostname=parts.hostname, do_handshake_on_connect=False)
        with _deadline(link):
            if parts.scheme == "https":
                link.do_handshake()
            yield link
    finally:
        link.close()


def _socket(places):
    error = None
    for family, place in places[:4]:
        link = socket.socket(family, socket.SOCK_STREAM)
        link.settimeout(CONNECT_SECONDS)
        try:
            link.connect(place)
            return link
        except OSError as refused:
            link.close()
            error = refused
    if isinstance(error, TimeoutError):
        raise error
    raise OutboundProblem("Nobody answers at this address.") from error


@contextmanager
def _deadline(link):
    """Cut the connection after TOTAL_SECONDS: a timeout counts from byte to byte, and bytes may trickle for ever."""
    cut = []

    def shut():
        cut.append(True)
        with suppress(OSError):
            link.shutdown(socket.SHUT_RDWR)

    timer = Timer(TOTAL_SECONDS, shut)
    timer.daemon = True
    timer.start()
    error = None
    try:
        yield
    except (OSError, HTTPException) as broken:
        error = broken
        if not cut:
            raise
    finally:
        timer.cancel()
    # What was cut off half-way may read like an answer.
    if cut:
        raise TimeoutError from error


def _words(text):
    """The beginning of an answer, on one line and without what does not show."""
    words = "".join(sign if sign.isprintable() else " " for sign in text.decode("utf-8", "replace"))
    words = " ".join(words.split())[:SHOWN]
    return f": {words}" if words else ""
