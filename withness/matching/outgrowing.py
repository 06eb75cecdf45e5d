"""A group that has become too large for its circle: how it could become two. Only ever a suggestion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed
from withness.groups.models import Member
from withness.groups.profiles import way_of
from withness.groups.rules import holds
from withness.matching.knowing import under
from withness.matching.models import Lived
from withness.people.pairing.weighing import Seeker
from withness.safety.boundaries import out_of_reach

AWAKE_FROM, AWAKE_UNTIL = 8, 23  # on each one's own clock
MOST = 400


@dataclass(frozen=True, slots=True)
class Halves:
    """The members of two halves; whoever holds the group is in the first. Empty where the group is small enough."""

    one: list[Member]
    other: list[Member]
    seats: int


def suggest_halves(*, by: Member) -> Halves:
    """For who holds the group: two halves by hours and experience, where more people are here than sit in one circle.

    It reads what members said they lived through, and tells none of it. Nothing is written, nobody is moved or told.
    """
    if not holds(by):
        raise NotAllowed(_("Only who holds the group can do this."))
    seats = int(way_of(by.group, "circle_size"))
    members = list(
        Member.objects.here().filter(group_id=by.group_id, person__isnull=False).select_related("person")[:MOST]
    )
    if len(members) <= seats:
        return Halves([], [], seats)
    from withness.people.pairing.splitting import split

    members.sort(key=lambda member: (member.holds != Member.FACILITATOR, member.joined_at, member.id))
    lives: dict[str, dict[str, str]] = {}
    for tag in Lived.objects.shown_in(by.group_id).order_by("since"):
        lives.setdefault(tag.member_id, {})[under(tag.experience)] = tag.stage
    found = split([_seeker(member, lives.get(member.id, {})) for member in members])
    by_person = {member.person_id: member for member in members}
    return Halves([by_person[one] for one in found.one], [by_person[one] for one in found.other], seats)


def _seeker(member: Member, lives: dict[str, str]) -> Seeker:
    person = member.person
    assert person is not None
    return Seeker(
        person.id, lives, person.language, awake(person.zone), frozenset(far.person_id for far in out_of_reach(person))
    )


def awake(zone: str) -> int:
    """The hours of a day (UTC, a bit each) in which people of that zone are up, as a rule."""
    offset = clock.now().astimezone(clock.zone_of(zone)).utcoffset() or timedelta()
    ahead = int(offset.total_seconds() // 3600)
    return sum(1 << ((hour - ahead) % 24) for hour in range(AWAKE_FROM, AWAKE_UNTIL))
