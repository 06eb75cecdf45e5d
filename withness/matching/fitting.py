"""How near somebody is to a share, from what is there in any group: language, and having answered before.

Lived experience, where people have told it in this group, brings them nearer. `config/wiring.py` says which fit is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from withness.foundation import clock as house_clock
from withness.groups.models import Member
from withness.matching.models import Ask, Clock, Lived

LOOKED_BACK = timedelta(days=90)
_STEPS = [stage for stage, _word in Lived.STAGES]


def first_fit(clock: Clock, members: Sequence[Member]) -> list[float]:
    """0.3 for anybody; 0.3 more in the author's language; up to 0.4 more for having answered this author when asked
    (0.25) or anybody here (0.15). Needs `person` at hand.
    """
    author = clock.author.person
    since = house_clock.now() - LOOKED_BACK
    answered = Ask.objects.filter(clock__group_id=clock.group_id, answered_at__gte=since)
    here = set(answered.values_list("person_id", flat=True))
    theirs = set(answered.filter(clock__author_id=clock.author_id).values_list("person_id", flat=True))
    found = []
    for member in members:
        same = author is not None and member.person is not None and member.person.language == author.language
        answers = 0.25 * (member.person_id in theirs) + 0.15 * (member.person_id in here)
        found.append(0.3 + 0.3 * same + answers)
    return found


def lived_fit(clock: Clock, members: Sequence[Member]) -> list[float]:
    """As `first_fit`, and nearer for who has lived through what the author has, as each chose to say here.

    The result is half of `first_fit` and half of the nearest experience the two share, with a little more for who is one
    step further along. Where the author said nothing of themselves, it is `first_fit` alone.
    """
    plain = first_fit(clock, members)
    theirs = _lived(clock.group_id, [clock.author_id]).get(clock.author_id)
    if not theirs:
        return plain
    lives = _lived(clock.group_id, [member.id for member in members])
    return [
        0.5 * one + 0.5 * _near(theirs, lives.get(member.id, {})) for one, member in zip(plain, members, strict=True)
    ]


def _lived(group_id: str, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """Experience to stage, for each member who said any."""
    found: dict[str, dict[str, str]] = {}
    for one in Lived.objects.shown_in(group_id).filter(member_id__in=ids):
        found.setdefault(one.member_id, {})[one.experience] = one.stage
    return found


def _near(author: dict[str, str], other: dict[str, str]) -> float:
    """0 to 1: 0.8 for the same experience, 1.0 where the other is one step further along in it."""
    same = author.keys() & other.keys()
    ahead = any(_STEPS.index(other[one]) - _STEPS.index(author[one]) == 1 for one in same)
    return (1.0 if ahead else 0.8) if same else 0.0
