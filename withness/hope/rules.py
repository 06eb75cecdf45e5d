"""May they? Questions only."""

from __future__ import annotations

from withness.groups.models import Member
from withness.groups.rules import may_read_first, may_write
from withness.hope.models import Letter, Story
from withness.people.consenting import has_consented
from withness.people.models import Person


def may_keep(person: Person) -> bool:
    """Whether this house may keep what they write about their health."""
    return has_consented(person, "health")


def places_to_write(person: Person) -> list[Member]:
    """The members through whom this person may write letters and stories."""
    mine = (
        Member.objects.here().filter(person=person, group__closed_at=None).select_related("group").order_by("joined_at")
    )
    return [member for member in mine if may_write(member)]


def reads_for_the_group(person: Person, words: Letter | Story) -> Member | None:
    """The member through whom this person reads a letter or a story before others do, if any."""
    member = Member.objects.here().filter(person=person, group_id=words.group_id).select_related("group").first()
    return member if member is not None and may_read_first(member, words) else None
