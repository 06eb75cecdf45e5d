"""Answers that are given before any page is asked for: refusals as RFC 9457 problems, dressed like every page.

A thing that never was and one that must not be known are answered with the same bytes: `not_here`.
"""

from __future__ import annotations

import json
from http import HTTPStatus

from withness.foundation.headers import CONTENT, PERMISSIONS

PROBLEM = "application/problem+json"
KINDS_AT = "/api/v1/problems/"  # where a program, or who writes it, can read what a kind means
_DRESS = (
    "cache-control: no-store\r\n"
    f"content-security-policy: {CONTENT}\r\n"
    "cross-origin-opener-policy: same-origin\r\n"
    "cross-origin-resource-policy: same-origin\r\n"
    f"permissions-policy: {PERMISSIONS}\r\n"
    "referrer-policy: no-referrer\r\n"
    "x-content-type-options: nosniff\r\n"
    "x-frame-options: DENY\r\n"
    "x-robots-tag: noindex, nofollow\r\n"
)
DRESS = _DRESS.encode()
DRESSED = [(name, value) for name, _, value in (line.partition(b": ") for line in DRESS.splitlines())]  # for ASGI


def problem(status: int, kind: str, detail: str) -> dict[str, str | int]:
    """A problem as RFC 9457 writes it. `kind` is for programs (`foundation.problems` knows them all), `detail` a
    sentence for people.
    """
    return {"type": f"{KINDS_AT}{kind}", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}


def not_here() -> dict[str, str | int]:
    """Nothing is here, or it is for others only; the answer does not say which."""
    return problem(404, "not-here", "There is nothing here, or it is for members only.")


def refusal(problem: dict[str, str | int], *more: str) -> bytes:
    """A whole HTTP response that refuses and ends the connection. `more` are further header lines."""
    body = json.dumps(problem, separators=(",", ":")).encode()
    extra = "".join(line + "\r\n" for line in more)
    head = (
        f"HTTP/1.1 {problem['status']} {problem['title']}\r\ncontent-type: {PROBLEM}\r\n"
        f"content-length: {len(body)}\r\nconnection: close\r\n{extra}"
    )
    return head.encode() + DRESS + b"\r\n" + body
