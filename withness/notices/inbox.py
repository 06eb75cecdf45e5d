"""The inbox of one person: what waits, what was, and when it has been seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError
from django.db.models import Q
from django.http import HttpRequest

from withness.foundation import clock
from withness.foundation.events import where
from withness.foundation.ids import looks_like_id
from withness.foundation.rows import ask
from withness.notices.kinds import Wording, wordings_of
from withness.notices.models import Notice
from withness.people.models import Person

PAGE = 20
_ANY = "SELECT 1 FROM notices_notice WHERE person_id = %s AND seen_at IS NULL LIMIT 1"


@dataclass(frozen=True, slots=True)
class Told:
    """A notice with its words, as it is read."""

    notice: Notice
    words: Wording
    at: datetime
    is_new: bool


def something_new(request: HttpRequest) -> bool:
    """Whether something waits for whoever asks: the small mark on every page. A database in trouble takes no page with it."""
    person: Person | None = getattr(request, "person", None)
    if person is None:
        return False
    try:
        return bool(ask(_ANY, [person.id]))
    except DatabaseError:
        return False


def unseen(person: Person, *, most: int) -> list[Told]:
    """The newest `most` things this person has not seen yet, and may still see."""
    return _read(person, Notice.objects.filter(person=person, seen_at=None).order_by("-at", "-id")[:most])


def told(person: Person, *, before: str = "") -> tuple[list[Told], str]:
    """A page of the inbox, newest first, from before the notice of that id; and the id for the next page, or nothing."""
    rows = Notice.objects.filter(person=person)
    edge = rows.filter(id=before).first() if looks_like_id(before) else None
    if edge is not None:
        rows = rows.filter(Q(at__lt=edge.at) | Q(at=edge.at, id__lt=edge.id))
    found = list(rows.order_by("-at", "-id")[: PAGE + 1])
    return _read(person, found[:PAGE]), found[PAGE - 1].id if len(found) > PAGE else ""


def open_notice(*, person: Person, notice_id: str) -> str:
    """The page a notice of this person leads to, marked as seen; nothing when it leads nowhere (any more)."""
    mine = Notice.objects.filter(person=person, id=notice_id) if looks_like_id(notice_id) else Notice.objects.none()
    found = _read(person, mine)
    if not found:
        return ""
    mine.filter(seen_at=None).update(seen_at=clock.now())
    return found[0].words.href


def see_all(*, person: Person, until: datetime) -> None:
    """Mark everything as seen that had come by `until`; what came while the page was read still waits."""
    Notice.objects.filter(person=person, seen_at=None, at__lte=until).update(seen_at=clock.now())


def see_up_to(*, person: Person, notice_id: str) -> bool:
    """As `see_all`, until the moment of one notice. False when this person has none of that id."""
    newest = Notice.objects.filter(person=person, id=notice_id).first() if looks_like_id(notice_id) else None
    if newest is not None:
        see_all(person=person, until=newest.at)
    return newest is not None


def cursor_of(person: Person) -> str:
    """Where this page stands in what the person is told, so that a live page can light its mark."""
    stream = f"person:{person.id}"
    return f"me={where([stream])[stream][0]}"


def _read(person: Person, rows: Iterable[Notice]) -> list[Told]:
    rows = list(rows)
    words = wordings_of(rows, person)
    silent = [row.id for row in rows if row.seen_at is None and row.id not in words]
    if silent:  # what they spoke of is out of sight by now: they must not light the mark for ever
        Notice.objects.filter(id__in=silent).update(seen_at=clock.now())
    return [Told(row, words[row.id], row.at, row.seen_at is None) for row in rows if row.id in words]
