"""Fetching without being sent into our own house. No test here goes out: names and answers are made up."""

from __future__ import annotations

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from withness.meetings.importing import fetching
from withness.meetings.importing.fetching import fetch, open_address_of
from withness.meetings.importing.listing import Unreadable

CLOSED = [
    "127.0.0.1", "10.0.0.5", "192.168.1.1", "172.16.3.4", "169.254.169.254", "0.1.2.3", "100.64.0.1", "224.0.0.1", "::1",
    "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::", "255.255.255.255",
]  # fmt: skip


def named(monkeypatch, **numbers):
    """Names that lead to these numbers, and to nobody else."""
    asked, really, here = [], socket.getaddrinfo, threading.get_ident()

    def look_up(host, port, *more, **named):
        if threading.get_ident() != here:  # somebody else's thread, still at work
            return really(host, port, *more, **named)
        asked.append(host)
        if host not in numbers:
            raise socket.gaierror
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize("number", CLOSED)
def test_no_name_leads_into_a_network_that_is_not_open(monkeypatch, number):
    named(monkeypatch, **{"list.example": ["93.184.216.34", number]})
    with pytest.raises(Unreadable) as no:
        open_address_of("list.example", 443)
    assert "not open to all" in no.value.sentence


@pytest.mark.parametrize("address", [
    "file:///etc/passwd", "ftp://example.org/x", "https://user:word@example.org/", "https://example.org:22/", "https:///x",
    "gopher://example.org", "https://example.org:99999/", "http://[::1]/", "http://127.0.0.1/", "http://2130706433/",
])  # fmt: skip
def test_only_plain_addresses_of_the_web_are_fetched(address):
    with pytest.raises(Unreadable):
        fetch(address)


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        """As its path says."""
        self.server.asked.append((self.path, self.headers["Host"]))
        where = {"/in": "http://127.0.0.1:8080/list", "/meta": "http://inside.example/latest", "/file": "file:///etc/passwd",
                 "/round": "/round", "/on": "/list", "/odd": "http://[", "/port": "http://list.example:x/",
                 "/nowhere": ""}.get(self.path)  # fmt: skip
        self.send_response(302 if where is not None else 304 if self.headers["If-None-Match"] else 200)
        if where:
            self.send_header("Location", where)
        self.send_header("ETag", '"one"')
        body = b"" if where else b"x" * 5000 if self.path == "/long" else b'[{"name": "A"}]'
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing."""


@pytest.fixture
def far_away(monkeypatch):
    """A server that seems to be far away: its number is of the open internet, and the connection is bent to ours."""
    server = HTTPServer(("127.0.0.1", 0), _Answers)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    connected, we = [], threading.get_ident()
    for_real = socket.create_connection

    def connect(to, timeout=None, **more):
        if threading.get_ident() != we:  # what another test left running goes its own way, and is not counted as ours
            return for_real(to, timeout, **more)
        connected.append(to[0])
        line = socket.socket()
        line.settimeout(timeout)
        line.connect(("127.0.0.1", server.server_port))
        return line

    monkeypatch.setattr(socket, "create_connection", connect)
    server.connected = connected
    server.names = named(monkeypatch, **{"list.example": ["93.184.216.34"], "inside.example": ["169.254.169.254"],
                                         "127.0.0.1": ["127.0.0.1"]})  # fmt: skip
    yield server
    server.shutdown()
    server.server_close()


def test_the_connection_goes_to_the_number_that_was_checked(far_away):
    found = fetch("http://list.example/on")
    assert (found.body, found.etag) == (b'[{"name": "A"}]', '"one"')
    assert far_away.connected == ["93.184.216.34"] * 2
    assert far_away.names == ["list.example"] * 2  # once for each hop: nobody may answer differently the second time
    assert far_away.asked[-1] == ("/list", "list.example")
    assert fetch("http://list.example/list", etag='"one"').is_same


@pytest.mark.parametrize("path", ["/odd", "/port", "/nowhere"])
def test_who_is_sent_on_to_what_is_no_address_reads_a_sentence(far_away, path):
    with pytest.raises(Unreadable) as no:
        fetch(f"http://list.example{path}")
    assert no.value.sentence
    assert len(far_away.asked) == 1


@pytest.mark.parametrize("path", ["/in", "/meta", "/file", "/round"])
def test_no_redirect_leads_inside(far_away, path):
    with pytest.raises(Unreadable):
        fetch(f"http://list.example{path}")
    assert set(far_away.connected) == {"93.184.216.34"}
    assert len(far_away.asked) == (fetching.MOST_HOPS + 1 if path == "/round" else 1)


def test_what_is_too_long_is_refused(far_away, monkeypatch):
    monkeypatch.setattr(fetching, "LARGEST", 1000)
    with pytest.raises(Unreadable) as no:
        fetch("http://list.example/long")
    assert "larger" in no.value.sentence
