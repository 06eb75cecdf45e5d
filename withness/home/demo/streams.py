"""Numbers in the order things happened, and the events of the last days, as if all had been lived here."""

from __future__ import annotations

from bisect import bisect_right
from datetime import timedelta

from withness.foundation.models import Event, Stream
from withness.home.demo.cast import UNSEEN_FOR
from withness.home.demo.chance import draw
from withness.home.demo.places import Happening, Place
from withness.shares.models import Reply, Share

KEPT = timedelta(days=7)


def number(place: Place, *, after: int) -> tuple[Stream, list[Event]]:
    """Give every happening its number from `after` + 1 on; answers the stream and the events young enough to keep.

    Numbers go on from those of an earlier loading, so that whoever still listens is told to look again and misses
    nothing.
    """
    name = f"group:{place.group.id}"
    place.happened.sort(key=lambda happened: (happened.at, happened.kind != "joined", happened.letters))
    events: list[Event] = []
    for seq, happened in enumerate(place.happened, start=after + 1):
        if isinstance(happened.thing, Share | Reply) and happened.kind in {"share", "reply"}:
            happened.thing.seq = seq
        if place.now - happened.at < KEPT:
            events.append(_event(name, seq, happened))
    last = after + len(place.happened)
    _look(place, after)
    return Stream(name=name, seq=last, kept_from=last - len(events) + 1), events


def _event(stream: str, seq: int, happened: Happening) -> Event:
    of, of_at = (happened.of.author_id, happened.of.at) if happened.of else ("", None)
    return Event(
        stream=stream, seq=seq, kind=happened.kind, by=happened.by, of=of, of_at=of_at, ids=happened.letters,
        at=happened.at,
    )  # fmt: skip


def _look(place: Place, after: int) -> None:
    """How far everybody has read: the cast until what is new in their inbox, the others until some day of this week."""
    times = [happened.at for happened in place.happened]
    for member in place.members.values():
        ago = UNSEEN_FOR if place.is_cast(member) else KEPT * draw("looked", member.id)
        member.looked_seq = after + bisect_right(times, max(member.joined_at, place.now - ago))


def count_versions(place: Place, *, start: int) -> None:
    """Versions rise with every change beneath a share. `start` grows from loading to loading: a page that a running
    server made of an earlier loading must not be shown again.
    """
    place.group.version = start
    for share in place.shares:
        share.version = start
    by_id = {share.id: share for share in place.shares}
    for happened in place.happened:
        if "share" in happened.ids and happened.kind != "share":
            by_id[happened.ids["share"]].version += 1
