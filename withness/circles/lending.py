"""What other rooms lend to a circle: something for one member alone, and skills that may be done together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from withness.circles.formats.plan import SKILL
from withness.circles.machine.deciding import holds
from withness.circles.models import Circle, Seat
from withness.circles.telling import hold
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean
from withness.groups.models import Member

OPENING_PHASES = 2  # the opening, and the first round after it
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Piece:
    """A template and what it is told, as `piece` there. Seen by one member alone."""

    template: str
    told: dict[str, Any] = field(default_factory=dict)


Lends = Callable[[Member, Circle], Piece | None]
_for_me: dict[str, Lends] = {}
_skills: list[tuple[Callable[[Member], Sequence[tuple[str, str]]], Callable[[Member, str], str]]] = []


def for_me_at_the_opening(name: str, lends: Lends) -> None:
    """Let a room next door show a member something while a circle opens (the wiring says which)."""
    _for_me[name] = lends


def skills_from(choices: Callable[[Member], Sequence[tuple[str, str]]], words_of: Callable[[Member, str], str]) -> None:
    """Where skills come from: (id, title) for a member to choose from, and the steps of one, a line each."""
    _skills[:] = [(choices, words_of)]


def pieces_for(me: Member, circle: Circle) -> list[Piece]:
    """What there is for this member while the circle gathers and opens; nothing later."""
    state = circle.now
    if circle.closed_at is not None or state.phase >= OPENING_PHASES:
        return []
    return [piece for lends in _for_me.values() if (piece := lends(me, circle)) is not None]


def skill_choices(me: Member, circle: Circle, seat: int) -> list[tuple[str, str]]:
    """What this member may bring into the skill phase: only who holds the circle, only before it is over."""
    if not _may_bring(circle, seat) or not _skills:
        return []
    return list(_skills[0][0](me))


def bring_skill(*, by: Member, circle: Circle, skill_id: str) -> None:
    """Lay this skill in the middle: its steps take the place of the format's own, in this circle only."""
    with transaction.atomic():
        circle = hold(circle)
        seat = Seat.objects.filter(circle=circle, member=by).values_list("number", flat=True).first() or 0
        if not _may_bring(circle, seat) or not _skills:
            raise NotAllowed(_("Who holds the circle brings the skill, before its part is over."))
        words = clean(_skills[0][1](by, skill_id), longest=LONGEST)
        if not words:
            raise NotUnderstood("skill", _("Choose one of these."))
        Circle.objects.filter(id=circle.id).update(skill=words)


def _may_bring(circle: Circle, seat: int) -> bool:
    last = max((n for n, phase in enumerate(circle.plan.phases) if phase.kind == SKILL), default=-1)
    return circle.closed_at is None and bool(seat) and holds(circle.now, seat) and circle.now.phase <= last
