"""What the pages opened most weigh, and the things a browser's own audit would ask of them: a slow line is enough for us."""

from __future__ import annotations

import gzip
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from testing.cast import Cast
from testing.house.reading import HOUSE, files
from withness.shares.sharing import share

STATIC = HOUSE / "look" / "static"
FIRST, AGAIN, MOST_PARTS = 120_000, 30_000, 1500  # bytes on the wire; elements
STRANGERS = ("/", "/about", "/help", "/welcome", "/groups", "/privacy", "/account/join", "/account/come-in")
MEMBERS = ("/today", "/listen", "/notices", "/me", "/meetings", "/skills", "{group}", "{share}", "/help")
LINKED = re.compile(r'<(?:link|script)\b[^>]*\b(?:href|src)="/static/([^"]+)"')
ASKED = re.compile(r"""\bfrom\s*"\./([\w.]+)"|\bimport\s*\(?\s*"\./([\w.]+)"|url\(["']?(?:\.\./)?([\w/.-]+)["']?\)""")
OF_LONG_AGO = re.compile(
    r"document\.write|execCommand|\.keyCode\b|\bunescape\(|\bescape\(|webkitStorageInfo|[\"'](?:before)?unload[\"']"
    r"|DOMNodeInserted|XMLHttpRequest|AppCache|showModalDialog|navigator\.(?:platform|vendor)\b"
)


class Reader(HTMLParser):
    """Every element of a page, in order, with what it says of itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One more."""
        self.found.append((tag, dict(attrs)))


def wire(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def brought(page: str) -> set[Path]:
    """Every file the page has the browser fetch, and every one that those ask for in turn."""
    found: set[Path] = set()
    ahead = [STATIC / unescape(name) for name in LINKED.findall(page)]
    while ahead:
        path = ahead.pop()
        if path in found:
            continue
        assert path.is_file(), path
        found.add(path)
        if path.suffix in {".js", ".css"}:
            names = [next(filter(None, name)) for name in ASKED.findall(path.read_text())]
            ahead += [STATIC / name if "/" in name else path.parent / name for name in names]
    return found


def wrong_with(page: str) -> list[str]:
    """What a browser's audit of good practice would say."""
    parts = Reader(page).found
    named = {(tag, name): value for tag, more in parts for name, value in more.items()}
    metas = {more.get("name") for tag, more in parts if tag == "meta"}
    checks = {
        "no doctype": not page.lower().lstrip().startswith("<!doctype html>"),
        "no charset at the beginning": 'charset="utf-8"' not in page[:1024],
        "no viewport": "viewport" not in metas,
        "no language": not named.get(("html", "lang")),
        "no direction": named.get(("html", "dir")) not in {"ltr", "rtl"},
        "no title": not re.search(r"<title>[^<]+</title>", page),
        "too many elements": len(parts) > MOST_PARTS,
        "something over http": bool(re.search(r'\b(?:src|action|poster)="http://', page)),
        "a script that makes the page wait": any(
            tag == "script" and more.get("type") != "module" and not {"defer", "async"} & set(more) for tag, more in parts
        ),
        "a link nobody can follow": any(tag == "a" and not more.get("href") for tag, more in parts),
        "a picture without its size": any(tag == "img" and not {"width", "height"} <= set(more) for tag, more in parts),
        "a form that tells in the address": any(
            tag == "input" and more.get("type") == "password" for tag, more in parts
        ) and 'method="post"' not in page,
    }  # fmt: skip
    return [what for what, is_so in checks.items() if is_so]


def looked_at(browser: Client, path: str) -> None:
    answer = browser.get(path)
    page = answer.content.decode()
    assert answer.status_code == 200, path
    assert wrong_with(page) == [], path
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert wire(answer.content) <= AGAIN, path
    assert wire(answer.content) + sum(wire(one.read_bytes()) for one in brought(page)) <= FIRST, path


@pytest.mark.parametrize("path", STRANGERS)
def test_a_page_for_everybody_is_light_and_well_made(path: str, as_: object, cast: Cast) -> None:
    looked_at(as_(None), path)


@pytest.mark.parametrize("path", MEMBERS)
def test_a_page_for_members_is_light_and_well_made(path: str, as_: object, cast: Cast) -> None:
    told = [
        share(by=cast.face(cast.ana, cast.long_nights), words="A long night. " * 20, need="just_listen")
        for _ in "12345"
    ]
    group = f"/g/{cast.long_nights.id}"
    looked_at(as_(cast.ana), path.format(group=group, share=f"{group}/s/{told[0].id}"))


def test_what_a_page_brings_is_followed_to_the_end() -> None:
    names = {
        path.name
        for path in brought('<link rel="stylesheet" href="/static/css/house.css"><script src="/static/js/house.js">')
    }
    assert {"house.css", "house.js"} < names
    assert len(names) >= 3


def test_what_is_not_well_made_is_found() -> None:
    assert wrong_with("<title>A page</title>") == [
        "no doctype", "no charset at the beginning", "no viewport", "no language", "no direction",
    ]  # fmt: skip
    bad = '<script src="/x.js"></script><a>Go</a><img src="http://x/y.png"><input type="password">' + "<i></i>" * 1500
    assert wrong_with(bad)[5:] == [
        "no title", "too many elements", "something over http", "a script that makes the page wait",
        "a link nobody can follow", "a picture without its size", "a form that tells in the address",
    ]  # fmt: skip


def test_no_script_uses_what_browsers_are_about_to_drop() -> None:
    scripts = [path for path in files(".js") if STATIC in path.parents]
    assert len(scripts) > 15
    assert [path.name for path in scripts if OF_LONG_AGO.search(path.read_text())] == []
