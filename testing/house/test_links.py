"""No link of the house is dead: whoever walks from page to page, pressing everything, arrives somewhere each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from testing.cast import AGREEMENT, a_group
from withness.groups.agreeing import change_agreement
from withness.groups.inviting import invite
from withness.groups.joining import join
from withness.groups.models import Group
from withness.groups.parting import ask_to_go
from withness.matching.willing import choose_willingness
from withness.shares.being_present import be_present
from withness.shares.drafting import keep_draft
from withness.shares.keeping import keep
from withness.shares.replying import reply
from withness.shares.sharing import share

LINK = re.compile(r'<(a|form|link|script)\b[^>]*?\b(href|action|src)="([^"]*)"')
FRAME = re.compile(r'<html lang="en"')
WAY_BACK = re.compile(r'href="/light\?next=([^"]*)"')
NAMED = re.compile(r'\b(?:id|name)="([^"]+)"')
LEADS_AWAY = {"/leave", "/api/v1/live"}  # the first leaves the house, on purpose
MOST = 600


def furnish(cast) -> None:
    """Something on every page: shares, answers, a draft, notices, somebody at a door or asked to go, somebody willing."""
    teasel, wren, rowan = (cast.face(p, cast.long_nights) for p in (cast.ana, cast.ben, cast.chidi))
    first = share(by=teasel, words="A long night.", need="just_listen", note="a death")
    answer = reply(by=wren, share=first, words="Mine was at a window.")
    be_present(by=rowan, share=first, kind="hear_you")
    share(by=cast.face(cast.dana, cast.thursday), words="It is Thursday.", need="celebrate")
    keep(by=wren, share=first, on=True)
    keep_draft(by=wren, share=first, words="I wanted to say", need="")
    keep_draft(by=teasel, share=None, words="And then", need="just_listen")
    assert answer.id
    join(person=cast.eve, group=cast.thursday, alias="Dunlin", agreement_version=1)
    invite(by=rowan, for_whom="the Tuesday people")
    ask_to_go(
        by=cast.face(cast.chidi, cast.still_water), member=cast.face(cast.ben, cast.still_water), because="Too loud."
    )
    change_agreement(by=cast.face(cast.chidi, cast.thursday), words=AGREEMENT + " And we are patient.")
    choose_willingness(person=cast.ben, often="some")
    for n in range(22):  # more than a page of the list holds
        a_group(cast.eve, title=f"Group {n}", joining=Group.OPEN, alias="Tarn")


def links_on(page: str) -> Iterator[tuple[str, str]]:
    """What kind of thing leads where."""
    for tag, _attribute, to in LINK.findall(page):
        yield tag, unescape(to)


@dataclass
class Walk:
    """One walk through the house: what lies ahead, what was seen, and what was dead."""

    browser: Client
    ahead: list[tuple[str, str]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    names: dict[str, set[str]] = field(default_factory=dict)
    places: list[tuple[str, str, str]] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)

    def go(self, begin: str) -> list[str]:
        """Everything dead that is found from there."""
        self.ahead.append((begin, "where one begins"))
        while self.ahead and len(self.names) < MOST:
            self.look(*self.ahead.pop(0))
        missing = [one for one in self.places if one[1] not in self.names.get(one[0], {one[1]})]
        return self.dead + [f"{where}#{name} on {path}" for where, name, path in missing]

    def look(self, path: str, whence: str) -> None:
        """One page, and where it leads."""
        answer = self.browser.get(path, follow=True)
        if answer.status_code != 200:
            self.dead.append(f"{path} on {whence}: {answer.status_code}")
        elif answer.headers["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            self.names[path] = set(NAMED.findall(page))
            if " object (" in page:
                self.dead.append(f"{path} shows a row as Python calls it")
            if not FRAME.search(page):
                self.dead.append(f"the frame of {path} does not say its language")
            back = WAY_BACK.search(page)
            if back and unquote(back[1]) not in _where(answer, path):
                self.dead.append(f"the way back to {path} is lost")
            for tag, to in links_on(page):
                self.note(tag, to, path)

    def note(self, tag: str, to: str, path: str) -> None:
        """One link or form of a page."""
        parts = urlsplit(to)
        where = parts.path or path.partition("?")[0]
        if parts.scheme or parts.netloc or where in LEADS_AWAY or where.startswith("/static/"):
            return
        if tag == "form":
            self.dead += [] if _is_there(self.browser, where) else [f"the form {to} on {path}"]
            return
        if parts.fragment:
            self.places.append((where, parts.fragment, path))
        full = path if not parts.path else where + (f"?{parts.query}" if parts.query else "")
        if full not in self.seen and full != path and not _a_sibling(full, self.seen):
            self.seen.add(full)
            self.ahead.append((full, path))


def _where(answer, path: str) -> set[str]:
    """Where one may have arrived: the address itself, or the last one that was led on to."""
    return {urlsplit(one).path for one in (path, *(to for to, _status in answer.redirect_chain))}


def _a_sibling(path: str, seen: set[str]) -> bool:
    """The light and the language are offered on every page, with the way back to it: once is enough."""
    bare = path.partition("?")[0]
    return bare in {"/light", "/language", "/account/come-in", "/account/join"} and any(
        one.startswith(f"{bare}?") for one in seen
    )


def _is_there(browser, path: str) -> bool:
    """Whether a form sent there is received; some pages are answered before any address is looked up."""
    try:
        return resolve(path) is not None
    except Resolver404:
        return browser.get(path).status_code != 404


@pytest.mark.slow
@pytest.mark.parametrize("who", ["ana", "ben", "chidi", "dana", "sam", ""])
def test_no_link_on_any_page_is_dead(cast, as_, who):
    furnish(cast)
    walk = Walk(as_(getattr(cast, who) if who else None))
    assert walk.go("/today" if who else "/") == []
    assert len(walk.names) > (25 if who else 12)


def test_a_dead_link_would_be_found(as_, db, monkeypatch):
    from withness.home.views import plain

    monkeypatch.setattr(plain, "page", lambda *_all, **_more: _page_with_dead_ends())
    dead = Walk(as_(None)).go("/about")
    assert sorted(one.partition(" on ")[0] for one in dead) == [
        "/about shows a row as Python calls it",
        "/about#gone",
        "/nowhere",
        "the form /nothing",
    ]


def _page_with_dead_ends():
    from django.http import HttpResponse

    return HttpResponse(
        '<html lang="en"><a href="/nowhere">Row object (1)</a><form action="/nothing"></form><a href="#gone">b</a>'
    )
