"""The Listen page: who waits, for somebody who could answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from withness.foundation import clock as house_clock
from withness.foundation.ids import looks_like_id
from withness.groups.belonging import membership, memberships
from withness.groups.models import Member
from withness.groups.rules import may_write
from withness.matching import seams
from withness.matching.beginning import is_urgent
from withness.matching.deciding.offering import OFFERED, Waiting, offer
from withness.matching.happenings import Glimpse
from withness.matching.models import Ask, Clock, Hold, Pass
from withness.matching.rules import may_be_told_of
from withness.people.models import Person

SINCE = timedelta(days=30)  # after a month no share is pressed on anybody; it stays where it is
LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Heard:
    """A share that waits, as one listener sees it: `replies` so far (0 or 1), `mine`: held by the listener until then;
    `held`: somebody else is writing.
    """

    share: Glimpse
    replies: int
    first_ever: bool
    mine: datetime | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody waits in a group close to one's own. No word of theirs is here."""

    share_id: str
    group_id: str
    group_title: str
    waited_since: datetime
    open: bool


def waiting_for(person: Person, *, members: Sequence[Member] | None = None, most: int = OFFERED) -> list[Heard]:
    """The shares this person could answer now, the one that needs them most first. None of their own, none passed,
    answered, muted, held by others or behind a boundary; from no group more than half, or a busy one would hide the
    others. `members`: the person's own, where they are at hand.
    """
    faces = [member for member in (memberships(person) if members is None else members) if may_write(member)]
    clocks = _clocks(faces)
    held = {hold.clock_id: hold for hold in Hold.objects.filter(clock__in=clocks, until__gt=house_clock.now())}
    passed = set(Pass.objects.filter(clock__in=clocks, member__in=faces).values_list("clock_id", flat=True))
    mine, now = {face.id for face in faces}, house_clock.now()
    offered = offer(
        (
            Waiting(
                one.share, (now - one.begun_at).total_seconds() / 60, one.replies, urgent=is_urgent(one),
                held=one.share in held and held[one.share].member_id not in mine,
            )
            for one in clocks.values()
            if one.share not in passed
        ),
        listener=person.id, most=LOOKED_AT,
    )  # fmt: skip
    ids = _spread([clocks[one.share_id] for one in offered], most)
    seen = {share.id: share for share in seams.glimpses(person, faces, ids)}
    found = [_heard(clocks[one], seen[one], held.get(one), mine) for one in ids if one in seen]
    return _a_few(found, most)


def waiting_share(person: Person, share_id: str) -> Heard | None:
    """One share that waits, if this person may see and answer it; nothing else."""
    running = Clock.objects.waiting().filter(share=share_id).first() if looks_like_id(share_id) else None
    me = membership(person, running.group_id) if running is not None else None
    if running is None or me is None or not may_write(me) or running.author_id == me.id:
        return None
    seen = seams.glimpses(person, [me], [share_id])
    hold = Hold.objects.filter(clock=running, until__gt=house_clock.now()).first()
    return _heard(running, seen[0], hold, {me.id}) if seen else None


def near_share(person: Person, share_id: str) -> Near | None:
    """Somebody of a group close to this person's, whom they were asked about and who still waits."""
    asks = Ask.objects.filter(clock_id=share_id, person=person, member=None, clock__ended_at=None)
    ask = asks.select_related("clock__group").first()
    if ask is None or not may_be_told_of(ask.clock.group):
        return None
    group = ask.clock.group
    return Near(share_id, group.id, group.title, ask.clock.begun_at, group.joining == group.OPEN)


def _spread(offered: Sequence[Clock], most: int) -> list[str]:
    """The first of each group, a few more than are shown: some may be out of sight."""
    taken: Counter[str] = Counter()
    found = []
    for one in offered:
        taken[one.group_id] += 1
        if taken[one.group_id] <= most * 3:
            found.append(one.share)
    return found


def _a_few(found: Sequence[Heard], most: int) -> list[Heard]:
    """No group more than half of them, unless there is only one group."""
    groups = {one.share.group_id for one in found}
    a_group = most if len(groups) < 2 else most // 2
    taken: Counter[str] = Counter()
    chosen: list[Heard] = []
    for one in found:
        taken[one.share.group_id] += 1
        if taken[one.share.group_id] <= a_group and len(chosen) < most:
            chosen.append(one)
    return chosen


def _clocks(faces: Sequence[Member]) -> dict[str, Clock]:
    groups = [face.group_id for face in faces]
    since = house_clock.now() - SINCE
    waiting = Clock.objects.waiting().filter(group_id__in=groups, begun_at__gt=since)
    others = waiting.exclude(author_id__in=[face.id for face in faces])
    return {one.share: one for one in others.order_by("-begun_at")[:LOOKED_AT]}


def _heard(running: Clock, share: Glimpse, hold: Hold | None, mine: set[str]) -> Heard:
    own = hold is not None and hold.member_id in mine
    return Heard(
        share, running.replies, running.first_ever,
        mine=hold.until if hold is not None and own else None, held=hold is not None and not own,
    )  # fmt: skip
