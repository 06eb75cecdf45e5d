"""Every answer of the house, to members and strangers, whole pages and errors alike, wears the same careful headers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

CONTENT = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'", "connect-src": "'self'",
    "manifest-src": "'self'", "worker-src": "'self'", "form-action": "'self'", "frame-ancestors": "'none'",
    "base-uri": "'none'",
}  # fmt: skip
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\bsrc=)[^>]*>|href=[\"']javascript:", re.IGNORECASE
)
ELSEWHERE = re.compile(
    r"<(?:script|img|iframe|source|audio|video)\b[^>]*\bsrc=[\"'](?:https?:)?//|<link\b[^>]*\bhref=[\"'](?:https?:)?//"
)


def addresses() -> list[str]:
    """Every address the house knows, with ids that name nothing in the place of ids."""
    return sorted({"/" + address for address in _below(get_resolver(), "")})


def _below(resolver: URLResolver, before: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        here = before + _filled(str(one.pattern))
        if isinstance(one, URLPattern):
            yield here.lstrip("/")
        else:
            yield from _below(one, here)


def _filled(pattern: str) -> str:
    pattern = re.sub(r"<int:\w+>", "7", re.sub(r"<(?:\w+:)?\w+>", "2" * 17, pattern))
    return (
        re.sub(r"\(\?P<\w+>[^)]*\)", "2" * 17, pattern)
        .replace("^", "")
        .replace("$", "")
        .replace("\\Z", "")
        .replace("\\", "")
    )


def faults(answer: HttpResponse) -> list[str]:
    """What is wrong with an answer's headers, or inside its page."""
    head = answer.headers
    said = dict(
        part.strip().split(" ", 1) for part in head.get("Content-Security-Policy", "").split(";") if part.strip()
    )
    wrong = {
        "content": said != CONTENT,
        "referrer": head.get("Referrer-Policy") != "no-referrer",
        "sniffing": head.get("X-Content-Type-Options") != "nosniff",
        "frames": head.get("X-Frame-Options", "DENY") != "DENY",
        "robots": "noindex" not in head.get("X-Robots-Tag", ""),
        "others": head.get("Cross-Origin-Resource-Policy") != "same-origin",
        "opener": head.get("Cross-Origin-Opener-Policy") != "same-origin",
        "senses": "camera=()" not in head.get("Permissions-Policy", ""),
        "kept": "no-store" not in head.get("Cache-Control", "") and "public" not in head.get("Cache-Control", ""),
        "cookies": any(_careless(cookie) for cookie in answer.cookies.values()),
    }
    return [what for what, is_wrong in wrong.items() if is_wrong] + _inside(answer)


def _careless(cookie: object) -> bool:
    """A cookie that scripts could read or that travels from other sites. The choice of light or language is no secret."""
    ours = cookie.key in {"light", "language"}
    return cookie["samesite"] not in {"Lax", "Strict"} or not (ours or cookie["httponly"] or cookie["max-age"] == 0)


def _inside(answer: HttpResponse) -> list[str]:
    if answer.streaming or "html" not in answer.headers.get("Content-Type", ""):
        return []
    text = answer.content.decode()
    found = [f"inline: {match[0]}" for match in INLINE.finditer(text)]
    return found + [f"from elsewhere: {match[0]}" for match in ELSEWHERE.finditer(text)]


@pytest.fixture
def browsers(cast: object, as_: object) -> list[Client]:
    """Those who may come to a door: somebody unknown, and Ana."""
    found = [as_(None), as_(cast.ana)]
    for browser in found:
        browser.raise_request_exception = False
    return found


def test_a_careless_answer_would_be_noticed() -> None:
    bare = HttpResponse('<p style="x" onclick="y"><script>1</script><img src="//elsewhere/x.png">')
    assert {"content", "referrer", "robots", "kept"} <= set(faults(bare))
    assert len([fault for fault in faults(bare) if ":" in fault]) == 4


def test_the_house_knows_its_own_addresses() -> None:
    known = addresses()
    assert {"/", "/search", "/today", "/g/22222222222222222/s/22222222222222222"} <= set(known)
    assert [address for address in known if "(" in address or "<" in address] == []


@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_every_address_answers_carefully(browsers: list[Client], method: str) -> None:
    wrong = {}
    for browser in browsers:
        for address in [
            *addresses(),
            "/help",
            "/leave",
            "/weather",
            "/nothing/here",
            "/g/x/y/z",
            "/static/nothing.css",
        ]:
            answer = getattr(browser, method)(address)
            if faults(answer):
                wrong[f"{method} {address} {answer.status_code}"] = faults(answer)
    assert wrong == {}


def test_pages_of_ana_answer_carefully_in_every_language(cast: object, as_: object) -> None:
    browser, group = as_(cast.ana), cast.long_nights.id
    for language in ("en", "es", "ar"):
        browser.cookies["language"] = language
        for address in ("/today", "/search", f"/g/{group}", f"/g/{group}/shares/new"):
            answer = browser.get(address)
            assert answer.status_code == 200, address
            assert faults(answer) == [], address
    translation.deactivate()


def test_a_form_from_elsewhere_is_refused_carefully(cast: object) -> None:
    stranger = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answer = stranger.post(
        f"/g/{cast.long_nights.id}/shares/new", {"words": "x"}, headers={"Origin": "https://elsewhere.example"}
    )
    assert answer.status_code == 403
    assert faults(answer) == []


def test_a_page_that_breaks_still_answers_carefully(cast: object, as_: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("on purpose")

    browser = as_(cast.ana)
    browser.raise_request_exception = False
    monkeypatch.setattr("withness.shares.views.reading.seat", breaks)
    answer = browser.get(f"/g/{cast.long_nights.id}")
    assert answer.status_code == 500
    assert faults(answer) == []
    assert b"on purpose" not in answer.content
