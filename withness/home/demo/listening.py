"""Being heard, in the demo: a clock on every share, who said that they may be asked, and who is on duty when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Model

from withness.home.demo.chance import draw
from withness.home.demo.places import Place
from withness.matching.beginning import is_night
from withness.matching.deciding.limits import HEARD_BY
from withness.matching.models import Clock, Duty, Willingness
from withness.shares.models import Share

WILLING, PRACTISED, A_WEEK = 0.5, 0.4, 3


def listening(places: Iterable[Place], now: datetime) -> tuple[list[Model], list[Model], list[Model]]:
    """Clocks, willingness, duties. The clocks of the demo stand as they are: no timer climbs for what is only told."""
    clocks: list[Model] = []
    duties: list[Model] = []
    willing: dict[str, Willingness] = {}
    for place in places:
        clocks += _clocks(place)
        for member in place.members.values():
            said = _willingness(str(member.person_id), now)
            if said is None or member.left_at is not None:
                continue
            willing[said.person_id] = said
            if said.practised_at is not None and place.group.closed_at is None:
                duties += _duties(member.id, place.group.id, now)
    return clocks, list(willing.values()), duties


def _clocks(place: Place) -> list[Clock]:
    seen: set[str] = set()
    found = []
    for share in sorted(place.shares, key=lambda share: share.at):
        first: dict[str, datetime] = {}
        for reply in sorted(place.replies, key=lambda reply: reply.at):
            if reply.share_id == share.id and reply.author_id != share.author_id and reply.taken_back_at is None:
                first.setdefault(str(reply.author_id), reply.at)
        found.append(_clock(place, share, sorted(first.values()), first_ever=share.author_id not in seen))
        seen.add(str(share.author_id))
    return found


def _clock(place: Place, share: Share, came: list[datetime], *, first_ever: bool) -> Clock:
    at, gone = share.at, share.taken_back_at is not None
    clock = Clock(
        share=share.pk, group_id=place.group.id, author_id=share.author_id, begun_at=at, replies=len(came),
        first_ever=first_ever, at_night=is_night(at, place.zone), heavy=bool(share.note),
        first_at=came[0] if came else None, second_at=came[1] if len(came) >= HEARD_BY else None,
    )  # fmt: skip
    if gone or clock.second_at is not None or place.group.closed_at is not None:
        clock.ended_at = clock.second_at or at + timedelta(hours=1)
        clock.ended_because = Clock.HEARD if clock.second_at is not None and not gone else Clock.GONE
    return clock


def _willingness(person_id: str, now: datetime) -> Willingness | None:
    chance = draw("willing", person_id)
    if chance > WILLING:
        return None
    often = [Willingness.LITTLE, Willingness.SOME, Willingness.SOME, Willingness.MORE][
        min(3, int(4 * chance / WILLING))
    ]
    since = now - timedelta(days=40 * draw("since", person_id) + 1)
    practised = since + timedelta(minutes=6) if draw("practised", person_id) < PRACTISED else None
    return Willingness(person_id=person_id, often=often, since=since, practised_at=practised)


def _duties(member_id: str, group_id: str, now: datetime) -> list[Duty]:
    slots = {int(168 * draw("duty", member_id, n)) for n in range(A_WEEK)}
    return [Duty(group_id=group_id, member_id=member_id, slot=slot, since=now) for slot in sorted(slots)]
