"""Asking: for each rung of the ladder, whom, and how they are told."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from withness.foundation import clock as house_clock
from withness.groups.models import Group, Member
from withness.matching import pools, rota
from withness.matching.candidates import Candidates, candidates, leave_out, pool_of, switched_off
from withness.matching.deciding.ladder import ABOVE, DUTY, FACILITATOR, SISTERS, WAVE, Standing, how_many
from withness.matching.models import Ask, Clock, Sister
from withness.matching.notices import INVITED, ON_DUTY, UNHEARD, tell_asked
from withness.matching.paces import pace_of
from withness.matching.rules import may_be_told_of
from withness.matching.waking import awake_again

SISTERS_ASKED = 3


def invite(clock: Clock, rung: str, standing: Standing) -> int:
    """Ask whoever this rung finds, in the caller's transaction; answers how many."""
    return {WAVE: _wave, SISTERS: _sisters, DUTY: _duty, FACILITATOR: _facilitator}[rung](clock, standing)


def _wave(clock: Clock, standing: Standing) -> int:
    found = candidates(clock, only=pools.shortlist(clock))
    return _ask(clock, WAVE, INVITED, chosen(clock, found, standing))


def chosen(clock: Clock, found: Candidates, standing: Standing, most: int | None = None) -> list[Member]:
    """Whom `deciding` chooses among these, now. The chance is the share's own, so that it can be told again."""
    import numpy as np

    from withness.matching.deciding.choosing import choose, likely, may_be_asked

    now = house_clock.now()
    minute = now.hour * 60 + now.minute
    free = found.pool.part(may_be_asked(found.pool, minute))
    load = pace_of(clock.group_id).load
    wanted = most if most is not None else how_many(standing, float(likely(free).mean()) if len(free) else 0.15, load)
    chance = np.random.default_rng(zlib.crc32(f"{clock.share}:{clock.steps}".encode()))
    return [found.members[n] for n in choose(found.pool, minute=minute, most=wanted, chance=chance)]


def _sisters(clock: Clock, standing: Standing) -> int:
    """Willing people of groups close to this one, who are not in it. They are told that somebody waits, and no more."""
    if not may_be_told_of(clock.group):
        return 0
    groups = Sister.objects.filter(group_id=clock.group_id).exclude(agreed_at=None).values("other_id")
    inside = Member.objects.here().filter(group_id=clock.group_id).values("person_id")
    near = (
        Member.objects.here()
        .filter(group_id__in=groups, group__closed_at=None, person__is_demo=clock.group.is_demo)
        .filter(person__willingness__beyond=True)
        .exclude(person__willingness__often="never")
        .exclude(person_id__in=inside)
        .select_related("person__willingness", "person__wishes")
        .order_by("id")
    )
    once = {member.person_id: member for member in near}
    members = leave_out(clock, list(once.values()))
    found = Candidates(members, pool_of(clock, members))
    return _ask(clock, SISTERS, INVITED, chosen(clock, found, standing, SISTERS_ASKED), inside=False)


def _duty(clock: Clock, _standing: Standing) -> int:
    """Whoever is on the rota in this hour: they chose it, so it is asked of them in their quiet hours too."""
    return _ask(clock, DUTY, ON_DUTY, _above(clock, rota.on_duty(clock.group)))


def _facilitator(clock: Clock, _standing: Standing) -> int:
    """Those who hold the group and are awake."""
    awake = [member for member in holders(clock.group) if awake_again(member) is None]
    return _ask(clock, FACILITATOR, UNHEARD, _above(clock, awake))


def holders(group: Group) -> list[Member]:
    """The facilitator and those who hold the group with them."""
    held = Member.objects.holding().filter(group=group, person__isnull=False)
    return list(held.select_related("person__willingness", "person__wishes").order_by("joined_at", "id"))


def _above(clock: Clock, members: Iterable[Member]) -> list[Member]:
    """Without the author, and whoever must not or wants not to be asked at all."""
    others = [m for m in members if m.id != clock.author_id and not switched_off(m.person)]
    asked = Ask.objects.filter(clock=clock, rung__in=ABOVE).values_list("person_id", flat=True)
    return leave_out(clock, [m for m in others if m.person_id not in set(asked)], asked_too=True)


def _ask(clock: Clock, rung: str, kind: str, members: Iterable[Member], *, inside: bool = True) -> int:
    now, asked = house_clock.now(), 0
    for member in members:
        assert member.person_id is not None
        ask = Ask.objects.create(
            clock=clock, person_id=member.person_id, member=member if inside else None, rung=rung, at=now
        )
        tell_asked(ask, kind)
        asked += 1
    return asked
