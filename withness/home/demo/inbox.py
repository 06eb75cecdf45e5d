"""What waits in the inbox of those one may step in as, gathered as `notices.telling` gathers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from withness.foundation.models import Stream
from withness.groups.notices import KNOCK
from withness.home.demo.cast import BOUNDARY_BY, BOUNDARY_TOWARDS, CAST, UNSEEN_FOR
from withness.home.demo.chance import demo_id, draw
from withness.home.demo.places import Place
from withness.notices.models import Notice
from withness.shares.models import Reply, Share
from withness.shares.notices import PRESENCE, REPLY

LOOKED_AT_FOR = timedelta(days=21)  # older notices have been let go


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to tell one person."""

    person: str
    kind: str
    share: Share
    by: str
    at: datetime
    reply: str = ""


def fill_inboxes(places: Sequence[Place], now: datetime) -> list[Notice]:
    """Notices of the last weeks; those of the last hours have not been seen."""
    notices: dict[tuple[str, str, bool], Notice] = {}
    told = sorted((one for place in places for one in _told(place)), key=lambda one: (one.at, one.by))
    for one in told:
        if now - one.at < LOOKED_AT_FOR:
            unseen = now - one.at < UNSEEN_FOR
            _gather(notices, one, unseen=unseen, now=now)
    return [*notices.values(), *_at_the_door(places)]


def streams_of(notices: Iterable[Notice], before: dict[str, int]) -> list[Stream]:
    """Each inbox has a stream; its events are older than what we keep."""
    seqs: dict[str, int] = {}
    for notice in notices:
        name = f"person:{notice.person_id}"
        seqs[name] = seqs.get(name, before.get(name, 0)) + 1
    return [Stream(name=name, seq=seq, kept_from=seq + 1) for name, seq in seqs.items()]


def _told(place: Place) -> Iterator[Told]:
    person_of = {face.id: name for name in CAST if (face := place.face_of(name))}
    listeners = _listeners(place, person_of)
    for happened in place.happened:
        share, by = happened.ids.get("share", ""), person_of.get(happened.by)
        for listener, since, thread in listeners.get(share, []):
            person = person_of[listener]
            unheard = listener == happened.by or happened.at < since or {person, by} == {BOUNDARY_BY, BOUNDARY_TOWARDS}
            if unheard:
                continue
            if happened.kind == "reply" and isinstance(happened.thing, Reply):
                yield Told(person, REPLY, thread, happened.by, happened.at, happened.thing.id)
            elif happened.kind == "presence" and thread.author_id == listener:
                yield Told(person, PRESENCE, thread, happened.by, happened.at)


def _at_the_door(places: Sequence[Place]) -> list[Notice]:
    """For each of the cast who holds a group at whose door somebody waits: several ring once."""
    waiting = {
        (name, place.group.id): place for place in places for name in CAST if place.knocks and _holds(place, name)
    }
    return [
        Notice(
            id=demo_id("notice", name, KNOCK, group_id), person_id=demo_id("person", name), kind=KNOCK,
            bundle=f"{KNOCK}:{group_id}", place=group_id, ids={"by": []}, at=max(knock.at for knock in place.knocks),
        )
        for (name, group_id), place in waiting.items()
    ]  # fmt: skip


def _holds(place: Place, person: str) -> bool:
    face = place.face_of(person)
    return face is not None and bool(face.holds)


def _listeners(place: Place, cast: dict[str, str]) -> dict[str, list[tuple[str, datetime, Share]]]:
    """For each share those of the cast who hear of it: who wrote it, and who follows, since when."""
    listening: dict[str, list[tuple[str, datetime, Share]]] = {}
    for share in place.shares:
        if share.author_id in cast:
            listening.setdefault(share.id, []).append((share.author_id, share.at, share))
    for following in place.followings:
        if following.member_id in cast:
            entry = (following.member_id, following.since, following.share)
            listening.setdefault(following.share_id, []).append(entry)
    return listening


def _gather(notices: dict[tuple[str, str, bool], Notice], one: Told, *, unseen: bool, now: datetime) -> None:
    bundle = f"{one.kind}:{one.share.id}"
    notice = notices.get((one.person, bundle, unseen))
    if notice is None:
        notice = notices[(one.person, bundle, unseen)] = Notice(
            id=demo_id("notice", one.person, bundle, unseen), person_id=demo_id("person", one.person), kind=one.kind,
            bundle=bundle, place=one.share.group_id, ids={"share": one.share.id, "by": []},
        )  # fmt: skip
    who = [name for name in notice.ids["by"] if name != one.by]
    notice.ids = {**notice.ids, "by": [*who, one.by][-12:], **({"reply": one.reply} if one.reply else {})}
    notice.at = one.at
    if not unseen:
        edge = now - UNSEEN_FOR
        notice.seen_at = one.at + (edge - one.at) * draw("seen", notice.id) ** 2
