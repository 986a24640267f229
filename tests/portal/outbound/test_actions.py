import socket
import threading
from contextlib import contextmanager

import pytest

from portal.outbound import actions
from portal.outbound.actions import OutboundProblem, post_json

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@contextmanager
def receiver(answer):
    """A server on this machine: answers what `answer` says, byte pieces; yields (port, list of requests)."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(5)
    heard = []

    def serve():
        while True:
            try:
                link, _ = listener.accept()
            except OSError:
                return
            with link:
                link.settimeout(5)
                try:
                    heard.append(request_on(link))
                    for piece in answer:
                        link.sendall(piece)
                except OSError:
                    pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1], heard
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def request_on(link):
    """The bytes of one request: up to the end of its JSON, which may come in a packet of its own."""
    heard = link.recv(65536)
    while heard.startswith(b"POST") and not heard.endswith(b"}"):
        heard += link.recv(65536)
    return heard


@pytest.fixture
def at_home(settings):
    settings.OUTBOUND_ALLOWED_PRIVATE_NETS = ["127.0.0.0/8"]


def names(monkeypatch, *answers):
    """Let host names lead to these addresses, one list for each look-up, the last for ever; returns the look-ups."""
    asked = []

    def look_up(host, port, type):
        found = answers[min(len(asked), len(answers) - 1)]
        asked.append(host)
        return [(socket.AF_INET, type, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(actions.socket, "getaddrinfo", look_up)
    return asked


def test_json_is_posted_with_the_name_of_the_host(at_home, monkeypatch):
    asked = names(monkeypatch, ["127.0.0.1"], ["10.9.9.9"])
    with receiver([OK]) as (port, heard):
        assert post_json(f"http://hooks.example.com:{port}/a?b=c", {"text": "Hello"}) == 200
    head, _, body = heard[0].partition(b"\r\n\r\n")
    assert body == b'{"text": "Hello"}'
    assert head.startswith(b"POST /a?b=c HTTP/1.1\r\n")
    assert f"Host: hooks.example.com:{port}".encode() in head
    # The address that was checked is the one that was connected to: nobody looked it up again.
    assert asked == ["hooks.example.com"]


def test_tls_names_the_host_and_asks_for_its_certificate(at_home, monkeypatch):
    names(monkeypatch, ["127.0.0.1"])
    alert = b"\x15\x03\x01\x00\x02\x02\x28"
    with receiver([alert]) as (port, heard), pytest.raises(OutboundProblem, match="certificate"):
        post_json(f"https://hooks.example.com:{port}/", {})
    assert b"hooks.example.com" in heard[0]


@pytest.mark.parametrize("found", [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["169.254.169.254"]])
def test_no_name_leads_inside(monkeypatch, found):
    names(monkeypatch, found)
    with pytest.raises(OutboundProblem, match="private network"):
        post_json("https://hooks.example.com/", {})


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "[::ffff:127.0.0.1]"])
def test_no_writing_of_a_private_address_helps(host):
    with pytest.raises(OutboundProblem, match="private network"):
        post_json(f"https://{host}/", {})


def test_a_network_of_ones_own_opens_nothing_else(at_home, monkeypatch):
    names(monkeypatch, ["10.0.0.1"])
    with pytest.raises(OutboundProblem, match="private network"):
        post_json("https://hooks.example.com/", {})
    with pytest.raises(OutboundProblem, match="begin with https"):
        post_json("http://hooks.example.com/", {})


def test_redirects_are_not_followed_and_proxies_not_used(at_home, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    away = b"HTTP/1.1 302 Found\r\nLocation: /else\r\nContent-Length: 0\r\n\r\n"
    with receiver([away]) as (port, heard), pytest.raises(OutboundProblem, match="answered 302"):
        post_json(f"http://127.0.0.1:{port}/", {})
    assert len(heard) == 1


def test_an_endless_refusal_is_read_only_so_far(at_home):
    def refuse():
        yield b"HTTP/1.1 500 No\r\n\r\n"
        yield from (b"<script>\x00" * 1000 for _ in range(1000))

    with receiver(refuse()) as (port, _), pytest.raises(OutboundProblem) as refused:
        post_json(f"http://127.0.0.1:{port}/", {})
    assert len(str(refused.value)) < 260
    assert "\x00" not in str(refused.value)


def test_a_trickle_of_bytes_is_cut_off(at_home, monkeypatch):
    monkeypatch.setattr(actions, "TOTAL_SECONDS", 0.2)
    stop = threading.Event()

    def trickle():
        yield b"HTTP/1.1 200 OK\r\nX: "
        while not stop.wait(0.05):
            yield b"x"

    with receiver(trickle()) as (port, _):
        with pytest.raises(OutboundProblem, match="in time"):
            post_json(f"http://127.0.0.1:{port}/", {})
        stop.set()


def test_nobody_there_is_said(at_home):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(OutboundProblem, match="Nobody answers"):
        post_json(f"http://127.0.0.1:{port}/", {})
