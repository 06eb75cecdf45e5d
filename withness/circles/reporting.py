"""How a circle can be reported, and what a steward sees of it: what it is called, and the last five things said."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as later

from withness.circles.models import Circle, Said, Seat, circle_for
from withness.people.models import Person
from withness.safety.reportable import Kind, Piece, Target, reportable

AROUND = 5


def declare_reportable() -> None:
    """For the wiring."""
    reportable(Kind("circle", later("a circle"), find=find_circle, look=look_at_circle))


def find_circle(person: Person, circle_id: str) -> Target | None:
    """A circle this person may know of: it is nobody's own."""
    circle = circle_for(person, circle_id)
    if circle is None:
        return None
    return Target(
        kind="circle", thing=circle.id, place=circle.group_id, face="", person=None, is_demo=circle.group.is_demo,
        back=f"/g/{circle.group_id}/c/{circle.id}",
    )  # fmt: skip


def look_at_circle(circle_id: str) -> list[Piece]:
    """Words that have been let go of meanwhile are not there any more."""
    circle = Circle.objects.filter(id=circle_id).first()
    if circle is None:
        return []
    names = {seat.number: _name(seat) for seat in Seat.objects.filter(circle=circle).select_related("member")}
    said = list(Said.objects.filter(circle=circle, seq__gt=0).order_by("-seq")[:AROUND])[::-1]
    return [
        Piece(circle.plan.name, "", circle.opened_at, is_it=True),
        *(Piece(names.get(one.seat, ""), one.html, circle.opened_at, is_it=False) for one in said),
    ]


def _name(seat: Seat) -> str:
    return seat.member.alias if seat.member else seat.name
