"""Bringing the demo into the house, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from withness.foundation import clock, wakeups
from withness.foundation.models import Event, HouseNote, Stream
from withness.foundation.refusing import NotAllowed
from withness.home.demo.cast import CAST
from withness.home.demo.circles import circle_under_way
from withness.home.demo.days import own_days
from withness.home.demo.gatherings import gatherings
from withness.home.demo.households import boundary, households, stewardship
from withness.home.demo.inbox import fill_inboxes, streams_of
from withness.home.demo.letting_in import begin_drafts, knock_on_doors
from withness.home.demo.listening import listening
from withness.home.demo.places import Place, come_in, open_place, what_for
from withness.home.demo.reading import stories
from withness.home.demo.removing import GONE, clear_demo
from withness.home.demo.streams import count_versions, number
from withness.home.demo.taps import keep_for_oneself, stand_beside
from withness.home.demo.words import write_words
from withness.people.models import ApiToken, Person, Session
from withness.shares.models import Findable, Reply, Share
from withness.shares.searching import flat

_YEAR_ONE = datetime(2020, 1, 1, tzinfo=UTC)


def demo_is_loaded() -> bool:
    """Whether the demo community is here."""
    return Person.objects.filter(is_demo=True, nickname__in=CAST).exists()


def may_load_demo() -> bool:
    """Whether it may be: only where nobody but this machine can come, and only before the first real person; once it
    is here it may be refreshed.
    """
    return bool(settings.LOOPBACK) and (demo_is_loaded() or not Person.objects.filter(is_demo=False).exists())


def demo_is_wanted() -> bool:
    """Whether a starting server should load it: allowed, asked for by the settings, not here, and never taken away."""
    taken_away = HouseNote.objects.filter(name=GONE).exists()
    return settings.DEMO and may_load_demo() and not demo_is_loaded() and not taken_away


def load_demo() -> None:
    """Load the demo, or put a fresh one in the place of the old. Raises `NotAllowed` where it may not be loaded.

    Every id is the same each time, and every hour is counted back from now. Who has stepped in stays signed in.
    """
    if not may_load_demo():
        raise NotAllowed(_("The demo is only for a new data folder on your own machine. Nothing was changed."))
    now = clock.now()
    places = [_lived(open_place(story, now)) for story in stories()]
    with transaction.atomic():
        before = dict(Stream.objects.values_list("name", "seq"))
        ways_in: list[Session | ApiToken] = [*Session.objects.filter(person__is_demo=True)]
        ways_in += ApiToken.objects.filter(person__is_demo=True)
        clear_demo()
        _write(chain.from_iterable(_rows(places, before, now)))
        here = set(Person.objects.filter(is_demo=True).values_list("id", flat=True))
        _write(way for way in ways_in if way.person_id in here)
        HouseNote.objects.filter(name=GONE).delete()
    for place in places:
        wakeups.wake(f"group:{place.group.id}")


def _lived(place: Place) -> Place:
    write_words(place)
    come_in(place)
    stand_beside(place)
    keep_for_oneself(place)
    knock_on_doors(place)
    begin_drafts(place)
    return place


def _rows(places: list[Place], before: dict[str, int], now: datetime) -> Iterator[Iterable[Model]]:
    """All rows, in an order in which each finds what it leans on."""
    start = int((now - _YEAR_ONE).total_seconds())
    streams: list[Stream] = []
    events: list[Event] = []
    for place in places:
        stream, young = number(place, after=before.get(f"group:{place.group.id}", 0))
        count_versions(place, start=start)
        streams.append(stream)
        events += young
    everybody, consents = households(places, now)
    notices = fill_inboxes(places, now)
    yield from (everybody, consents, [stewardship(now)], [boundary(places, now)])
    for kind in ("group", "agreements", "members", "acceptances", "knocks", "shares", "replies", "edits"):
        yield _all(places, kind)
    for kind in ("presences", "drafts", "followings", "mutes", "keepsakes"):
        yield _all(places, kind)
    yield [what_for(place) for place in places]
    yield from gatherings(places, now)
    yield from listening(places, now)
    yield from own_days(places, now)
    yield from (_findable(places), notices, streams, streams_of(notices, before), events, circle_under_way(places))


def _all(places: list[Place], kind: str) -> list[Model]:
    found: list[Model] = []
    for place in places:
        rows = getattr(place, kind)
        found += rows.values() if isinstance(rows, dict) else rows if isinstance(rows, list) else [rows]
    return found


def _findable(places: list[Place]) -> list[Findable]:
    """The letters of everything, the youngest last: the search shows the highest number first."""
    things: list[Share | Reply] = []
    for place in places:
        things += [*place.shares, *place.replies]
    rows = []
    for thing in sorted(things, key=lambda thing: thing.at):
        share, note = (thing.share, "") if isinstance(thing, Reply) else (thing, thing.note)
        letters = flat(f"{note} {thing.words}")
        rows.append(Findable(thing=thing.id, share_id=share.id, place=share.group_id, words=letters))
    return rows


def _write(rows: Iterable[Model]) -> None:
    """Rows of one kind go together."""
    kinds: dict[type[Model], list[Model]] = {}
    for row in rows:
        kinds.setdefault(type(row), []).append(row)
    for kind, those in kinds.items():
        kind._default_manager.bulk_create(those)
