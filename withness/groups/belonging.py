"""Finding one's place: the membership through which a person reaches everything inside a group."""

from __future__ import annotations

from functools import cache

from withness.foundation.ids import looks_like_id
from withness.foundation.rows import ask_one, columns
from withness.groups.models import Group, Member
from withness.people.models import Person


def membership(person: Person | None, group_id: str) -> Member | None:
    """The member this person is in that group, its group at hand; nothing for a stranger or a name of nothing."""
    if person is None or not looks_like_id(group_id):
        return None
    found = ask_one(_seat_sentence(), [person.id, group_id])
    if found is None:
        return None
    faces = columns(Member, "m")
    member = faces.row(found[: faces.width])
    member.group = columns(Group, "g").row(found[faces.width :])
    member.person = person
    return member


@cache
def _seat_sentence() -> str:
    """Asked for every page inside a group, so it is written out once."""
    return (
        f"SELECT {columns(Member, 'm').sql}, {columns(Group, 'g').sql} FROM groups_member m "  # noqa: S608 -- our own names
        "JOIN groups_group g ON g.id = m.group_id WHERE m.person_id = %s AND m.group_id = %s AND m.left_at IS NULL"
    )


def memberships(person: Person) -> list[Member]:
    """Everywhere this person belongs, the newest belonging last; groups at hand."""
    return list(
        Member.objects.here().select_related("group").filter(person=person, group__closed_at=None).order_by("joined_at")
    )


def about_group(person: Person | None, group_id: str) -> Group | None:
    """A group whose about page this person may read; by-invitation groups are for their members only."""
    if not looks_like_id(group_id):
        return None
    return Group.objects.visible_to(person).filter(id=group_id).first()


def a_few(number: int) -> int | None:
    """A number about people as it may be shown outside a group: nothing under ten, and only tens above."""
    return None if number < 10 else number - number % 10
