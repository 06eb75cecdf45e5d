"""Who may hear what happens in a group: its members, and nothing of anybody across a boundary."""

from __future__ import annotations

from withness.foundation.live.doors import View, look_again
from withness.groups.belonging import membership
from withness.groups.happenings import Joined, Left
from withness.groups.models import Member
from withness.people.models import Person
from withness.safety.boundaries import out_of_reach
from withness.safety.happenings import BoundaryDrawn, BoundaryLifted
from withness.shares.reading import sight_of


def hear_group(person: Person, group_id: str) -> View | None:
    """The stream of a group as this person hears it; nothing for who is no member of it, or for what is no group."""
    member = membership(person, group_id)
    if member is None:
        return None
    return View(f"group:{member.group_id}", sight_of(member, person).hidden)


def hear_less(left: Left) -> None:
    """Who leaves a group, or is asked to, hears nothing more of it."""
    for person_id in Member.objects.filter(id=left.member_id).values_list("person_id", flat=True):
        if person_id is not None:
            look_again(person_id)


def hear_around_newcomer(joined: Joined) -> None:
    """Somebody across a boundary has come into the group under a new face: those who must not meet it hear nothing of it."""
    person = Person.objects.get(memberships__id=joined.member_id)
    for other in {far.person_id for far in out_of_reach(person)}:
        look_again(other)


def hear_across_no_boundary(drawn: BoundaryDrawn | BoundaryLifted) -> None:
    """From now on (or no longer) neither hears the other. Neither is told why."""
    look_again(drawn.by_id)
    look_again(drawn.towards_id)
