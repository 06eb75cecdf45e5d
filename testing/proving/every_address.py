"""Every page of a house, found from the URLconf: each address filled with the ids of rows that are there, until one answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import Any

from testing.proving.addresses import _names, _pages
from testing.proving.furnishing import PASSPHRASE, TOKENS

REFUSED = ("/i/never", "/g/never")  # what one sees where there is nothing to see
# Answered before any address is looked up; nothing found; and nothing there.
ASIDE = {path: path for path in ("/help", "/help?country=GB", "/weather", "/groups?words=nothing", *REFUSED)}
MOST = 60  # tries for one address
ROWS = 40  # of one kind
KNOWN: dict[str, tuple[str, ...]] = {
    "profile": ("carers", "grief"), "pack_id": ("phq-9",), "number": ("1", "2"), "kind": ("share", "member", "group"),
    "step": ("purpose", "who", "agreement", "meeting", "words"), "signed": ("never",), "letter_key": ("never",), "slip": ("never",),
}  # fmt: skip


def pages_for(person: Any) -> dict[str, str]:
    """For each address of the URLconf that shows this person a page, one filled in: pattern to path."""
    import logging

    from django.test import Client
    from django.urls import get_resolver

    browser = Client(HTTP_HOST="127.0.0.1")
    if person is not None:
        browser.force_login(person, backend="withness.people.signing_in.ByNickname")
        browser.post("/me/key", {"secret": PASSPHRASE, "next": "/path"})
    logging.getLogger("django.request").setLevel(logging.CRITICAL)  # most tries are refused, as they should
    found = dict(ASIDE)
    for pattern in sorted(set(_pages(get_resolver(), "/"))):
        tries = (path for path in _filled(pattern) if _shows(browser, path))
        path = next(tries, "")
        if path:
            found[pattern] = path
    return found


def _shows(browser: Any, path: str) -> bool:
    answer = browser.get(path)
    page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    return bool(page and b"<html" in answer.content[:300])  # pieces of pages come without


def _filled(pattern: str) -> Iterator[str]:
    """Addresses it may stand for, likely ones first."""
    import re

    names = _names(pattern)
    if not names:
        yield pattern
        return
    for values in islice(_values(names, pattern), MOST):
        yield re.sub(r"<(?:\w+:)?(\w+)>", lambda one, values=values: str(values[one[1]]), pattern)


def _values(names: tuple[str, ...], pattern: str) -> Iterator[dict[str, str]]:
    """The last name from the rows of its kind, those before it from what such a row belongs to."""
    last = names[-1]
    if last in KNOWN or last == "token":
        others = [list(_ids(name, pattern)) for name in names]
        yield from (dict(zip(names, some, strict=True)) for some in product(*others))
        return
    for row in _rows(last, pattern):
        lists = [[row[name]] if name in row else list(_ids(name, pattern)) for name in names]
        yield from (dict(zip(names, some, strict=True)) for some in islice(product(*lists), 6))


def _ids(name: str, pattern: str) -> Iterator[str]:
    if name in KNOWN:  # no row: that some kind of row has the same word for a name (a clock's step) is an accident
        yield from KNOWN[name]
        return
    yield from TOKENS if name == "token" else ()
    yield from (row[name] for row in _rows(name, pattern))


def _rows(name: str, pattern: str) -> Iterator[dict[str, str]]:
    """Rows that `name` may stand for, as names to ids: its own, and those of what it belongs to."""
    from django.apps import apps

    if name == "thing_id":
        yield from ({"thing_id": row["share_id"], "kind": "share"} for row in _rows("share_id", pattern))
        return
    if pattern.endswith(("/waits", "/talks/with/<str:member_id>")):
        yield from _few(name)
        return
    if name in {"slug", "name", "planned"}:
        yield from _special(name, pattern)
        return
    kind = name.removesuffix("_id")
    for model in apps.get_models():
        if model.__module__.startswith("withness.") and model.__name__.lower() == kind:
            for row in model._default_manager.order_by("-pk").values()[:ROWS]:
                row[name] = row.get("id", row.get(f"{kind}_id"))
                share = row.get("share_id")
                if share and "group_id" not in row:
                    row["group_id"] = _group_of(share)
                yield {key: str(value) for key, value in row.items() if key.endswith("_id") and value}


def _few(name: str) -> Iterator[dict[str, str]]:
    """Of many rows the few that have such a page: a share that waits, and members of a group that has talks."""
    from withness.groups.models import Member
    from withness.shares.models import Wait
    from withness.talks.models import Talk

    if name == "share_id":
        yield from (
            {"share_id": one, "group_id": _group_of(one)} for one in Wait.objects.values_list("share", flat=True)
        )
        return
    groups = Talk.objects.values("group_id")
    for row in Member.objects.here().filter(group__in=groups).values("id", "group_id")[:ROWS]:
        yield (
            {"member_id": row["id"], "group_id": row["group_id"]}
            if name == "member_id"
            else {"group_id": row["group_id"]}
        )


def _group_of(share: str) -> str:
    from withness.shares.models import Share

    return str(Share.objects.values_list("group_id", flat=True).get(id=share))


def _special(name: str, pattern: str) -> Iterator[dict[str, str]]:
    """Names that are no ids: a way to sit in a circle, a duty, a file of the source, a date of a meeting."""
    if name == "planned":
        from withness.meetings.models import Series

        for one in Series.objects.exclude(group=None).order_by("-pk")[:ROWS]:
            yield {"planned": str(one.starts), "series_id": one.id, "group_id": str(one.group_id)}
    elif "formats" in pattern:
        yield from ({"name": one} for one in ("check-in", "step"))
    elif "duties" in pattern:
        yield from ({"slug": one} for one in ("privacy-notice", "risks"))
    else:
        yield {"name": "README.md"}
