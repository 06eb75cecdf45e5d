"""What is done with a tap: presences beside a share, and what a reader keeps, follows or mutes for themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from withness.groups.models import Member
from withness.home.demo.cast import BOUNDARY_BY, BOUNDARY_PLACE, BOUNDARY_TOWARDS
from withness.home.demo.chance import draw, minutes
from withness.home.demo.places import Happening, Place
from withness.shares.models import Following, Keepsake, Mute, Presence, Share

HEAR, BEEN, WITH, THANKS = Presence.HEAR_YOU, Presence.BEEN_THERE, Presence.WITH_YOU, Presence.THANK_YOU
_KINDS = {
    Share.JUST_LISTEN: (HEAR, HEAR, HEAR, WITH, WITH, BEEN),
    Share.BEEN_THERE: (BEEN, BEEN, BEEN, HEAR, WITH),
    Share.ADVICE: (BEEN, BEEN, HEAR, WITH),
    Share.CELEBRATE: (WITH, WITH, THANKS, THANKS, HEAR),
}


def stand_beside(place: Place) -> None:
    """Presences: most shares have a few within a day, some none."""
    for share in place.shares:
        for member in _nearby(place, share):
            kinds = _KINDS[share.need]
            kind = kinds[int(draw("kind", share.id, member.id) * len(kinds))]
            at = share.at + timedelta(minutes=minutes("tap", share.id, member.id, middle=110, spread=1.4))
            if at < place.now:
                tap = Presence(share=share, member=member, kind=kind, at=at)
                place.presences.append(tap)
                place.happened.append(Happening(at, "presence", member.id, tap, {"share": share.id}, of=share))


def keep_for_oneself(place: Place) -> None:
    """Keepsakes, followings and mutes, more of them for those one may step in as."""
    answered = {(reply.share_id, reply.author_id): reply.at for reply in place.replies}
    often = {member.id: 4 if place.is_cast(member) else 1 for member in place.members.values()}
    for share in place.shares:
        for member in _readers(place, share):
            chance = draw("marks", share.id, member.id)
            replied = answered.get((share.id, member.id))
            if chance < 0.012 * often[member.id]:
                place.keepsakes.append(Keepsake(share=share, member=member, since=_later(place, share, member)))
            elif replied and chance > 0.75:
                place.followings.append(Following(share=share, member=member, since=replied))
            elif 0.1 < chance < 0.1 + 0.004 * often[member.id]:
                place.followings.append(Following(share=share, member=member, since=_later(place, share, member)))
            elif 0.2 < chance < 0.202:
                place.mutes.append(Mute(share=share, member=member, since=_later(place, share, member)))


def _nearby(place: Place, share: Share) -> Iterator[Member]:
    """Those who tap: nobody to six of the readers."""
    readers = sorted(_readers(place, share), key=lambda member: draw("near", share.id, member.id))
    yield from readers[: int(7 * draw("how many", share.id) ** 1.5)]


def _readers(place: Place, share: Share) -> list[Member]:
    """Who had joined by then, can see the share and did not write it."""
    apart = _apart(place)
    hidden = apart if share.author_id in apart else {share.author_id}
    return [m for m in place.members.values() if m.joined_at < share.at and m.id not in hidden]


def _later(place: Place, share: Share, member: Member) -> datetime:
    return share.at + (place.now - share.at) * draw("later", share.id, member.id) ** 3


def _apart(place: Place) -> set[str]:
    """The two members here between whom a boundary stands."""
    names = (BOUNDARY_BY, BOUNDARY_TOWARDS) if place.story.slug == BOUNDARY_PLACE else ()
    return {face.id for name in names if (face := place.face_of(name))}
