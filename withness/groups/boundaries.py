"""The boundaries somebody drew, by the names they know; and the ways to one from the page of a member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from withness.groups.models import Group, Member
from withness.groups.nearby import Way
from withness.people.models import Person
from withness.people.overview import Line
from withness.safety.models import Boundary


@dataclass(frozen=True, slots=True)
class Drawn:
    """A boundary as who drew it sees it. `alias` is empty for one towards everybody they are there."""

    id: str
    alias: str
    title: str
    everywhere: bool
    at: datetime


def boundaries_of(person: Person) -> list[Drawn]:
    """Newest first. The face is named as it was met, in the place where it was met; never who stands behind it, nor from
    when on it acts elsewhere: both would tell more than was known.
    """
    drawn = list(Boundary.objects.filter(drawn_by=person).order_by("-drawn_at"))
    faces = dict(Member.objects.filter(id__in=[one.face for one in drawn if one.face]).values_list("id", "alias"))
    titles = dict(Group.objects.filter(id__in=[one.place for one in drawn]).values_list("id", "title"))
    return [
        Drawn(one.id, faces.get(one.face, ""), titles.get(one.place, ""), one.everywhere, one.drawn_at) for one in drawn
    ]


def ways_from_a_member(me: Member, other: Member) -> Sequence[Way]:
    """Hearing less of somebody, meeting them no more, and asking a steward to look."""
    if me.id == other.id:
        return ()
    quiet = _("No notice and no letter tells you of them. You still read them.")
    look = _("When something is not right. They are not told who asked.")
    return (
        Way(f"/me/quiet?member={other.id}", _("Hear less of them"), quiet),
        Way(f"members/{other.id}/boundary", _("Draw a boundary"), _("You no longer meet. They are never told.")),
        Way(f"/report/member/{other.id}", _("Ask a steward to look"), look),
    )


def boundaries_line() -> Line:
    """For the page “Me”."""
    return Line("/me/boundaries", _("Boundaries I drew"))
