"""Taking the demo away, to the last row. Real people and their groups are not touched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from withness.circles.models import Circle
from withness.foundation import clock
from withness.foundation.models import Event, HouseNote, Stream, Timer
from withness.groups.models import Group, Knock, Member
from withness.meetings.models import Series, Venue
from withness.people.models import Person
from withness.shares.models import Reply, Share

GONE = "demo.removed"  # a house note: whoever took the demo away does not want it back at the next start


def remove_demo() -> None:
    """Remove every person and group of the demo and all that hangs on them, for good."""
    with transaction.atomic():
        clear_demo()
        HouseNote.objects.update_or_create(name=GONE, defaults={"at": clock.now(), "note": {}})


def clear_demo() -> None:
    """Every row of the demo, in the caller's transaction. Rows that are tied by name and not by key go by name."""
    groups, people = Group.objects.filter(is_demo=True), Person.objects.filter(is_demo=True)
    names = {id_ for rows in _named(groups, people) for id_ in _ids(rows)}
    kinds = ((groups, "group"), (people, "person"), (Circle.objects.filter(group__in=groups), "circle"))
    streams = [f"{what}:{id_}" for rows, what in kinds for id_ in _ids(rows)]
    Event.objects.filter(stream__in=streams).delete()
    Stream.objects.filter(name__in=streams).delete()
    Timer.objects.filter(id__in=[timer.id for timer in Timer.objects.iterator() if _tells_of(timer, names)]).delete()
    Venue.objects.filter(meetings__group__in=groups).delete()
    groups.delete()
    people.delete()


def _named(groups: QuerySet[Group], people: QuerySet[Person]) -> Iterator[QuerySet[Any]]:
    """Everything of the demo that something without a foreign key may be about."""
    yield from (groups, people, Member.objects.filter(group__in=groups), Knock.objects.filter(group__in=groups))
    yield Series.objects.filter(group__in=groups)
    yield Circle.objects.filter(group__in=groups)
    yield from (Share.objects.filter(group__in=groups), Reply.objects.filter(share__group__in=groups))


def _ids(rows: QuerySet[Any]) -> list[str]:
    return list(rows.values_list("id", flat=True))


def _tells_of(timer: Timer, names: set[str]) -> bool:
    said = {*timer.about.split(":"), *(str(id_) for id_ in timer.ids.values())}
    return not said.isdisjoint(names)
