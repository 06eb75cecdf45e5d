"""A push service of our own on this machine: speaks TLS, checks who sends (RFC 8292), opens what is sealed (RFC 8291)."""

from __future__ import annotations

import base64
import contextlib
import datetime
import json
import os
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import http_ece
import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HOST = "push.example"


class Browser:
    """One browser that asked to be woken: its keys, and what it was told."""

    def __init__(self) -> None:
        self.key, self.secret = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)

    @property
    def p256dh(self) -> str:
        """Its public key, as a page is given it."""
        return _text(
            self.key.public_key().public_bytes(
                serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
            )
        )

    @property
    def auth(self) -> str:
        """Its secret."""
        return _text(self.secret)

    def open(self, body: bytes) -> dict[str, str]:
        """What was sealed for it."""
        return json.loads(http_ece.decrypt(body, private_key=self.key, auth_secret=self.secret, version="aes128gcm"))


class PushService(HTTPServer):
    """Answers with `status`, and keeps what came."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.status = 201
        self.came: list[tuple[str, dict[str, str], bytes]] = []


class _Answers(BaseHTTPRequestHandler):
    server: PushService

    def do_POST(self) -> None:
        """Keep it, if it is signed as it should be."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status if _is_signed(self.headers["Authorization"]) else 403)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_all: object) -> None:
        """Nothing."""


def _is_signed(said: str) -> bool:
    parts = dict(part.strip().split("=", 1) for part in said.removeprefix("vapid ").split(","))
    raw = base64.urlsafe_b64decode(parts["k"] + "==")
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    claims = jwt.decode(parts["t"], key, algorithms=["ES256"], audience=f"https://{HOST}")
    return claims["sub"].startswith("mailto:") and claims["exp"] > 0


@contextlib.contextmanager
def push_service(folder: Path, monkeypatch: object) -> Iterator[PushService]:
    """It listens, and the name `push.example` leads to it; everything else about going out stays as it is."""
    service = PushService()
    cert = _certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert)
    service.socket = context.wrap_socket(service.socket, server_side=True)
    thread = threading.Thread(target=service.serve_forever, daemon=True)
    thread.start()
    connect, trusting = socket.create_connection, ssl.create_default_context
    port = service.server_address[1]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [(2, 1, 6, "", ("93.184.216.34", 443))])
    monkeypatch.setattr(
        socket, "create_connection",
        lambda at, *more, **named: _near(port) if at[0] == "93.184.216.34" else connect(at, *more, **named),
    )  # fmt: skip
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting(cafile=str(cert)))
    yield service
    service.shutdown()
    service.server_close()


def _near(port: int) -> socket.socket:
    line = socket.socket()
    line.settimeout(5)
    line.connect(("127.0.0.1", port))
    return line


def _certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    place = folder / "push.pem"
    place.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return place


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
