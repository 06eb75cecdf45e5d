"""What this room holds of a person, and letting it go."""

from __future__ import annotations

from typing import Any

from withness.groups.models import (
    Beginning,
    Departure,
    Invitation,
    Knock,
    Member,
    Proposal,
    SeatWaiting,
    Voice,
    WordsAlong,
)  # fmt: skip
from withness.groups.parting import vanish
from withness.people.happenings import ConsentWithdrawn
from withness.people.models import Person

NOBODY = "—"


def export_for(person: Person) -> dict[str, Any]:
    """Where this person belongs or belonged, under which face, what they agreed to, and what they were told on leaving."""
    return {
        "memberships": [
            {
                "group": member.group.title, "alias": member.alias, "holds": member.holds,
                "joined_at": member.joined_at, "left_at": member.left_at,
                "agreed": list(member.acceptances.values("agreement__version", "at")),
            }
            for member in Member.objects.filter(person=person).select_related("group").order_by("joined_at", "id")
        ],
        "asked_to_go": list(
            Departure.objects.filter(member__person=person).exclude(because="")
            .values("member__group__title", "at", "because", "asked_again_at", "asked_again_words")
        ),
        "beginning": list(Beginning.objects.filter(person=person).values("kept", "at")),
        "words_along": list(
            WordsAlong.objects.filter(member__person=person).order_by("answered_at", "id")
            .values("member__group__title", "yes", "answered_at")
        ),
        "knocks": list(Knock.objects.filter(person=person).values("group__title", "alias", "words", "at", "let_in")),
        "proposals": list(
            Proposal.objects.filter(by__person=person)
            .values("group__title", "words", "why", "opened_at", "closes_at", "closed_at", "withdrawn_at", "passed")
        ),
        "had_a_say": list(
            Voice.objects.filter(member__person=person).values("proposal__group__title", "says", "worry", "at")
        ),
        "invitations": list(
            Invitation.objects.filter(by__person=person).values("group__title", "for_whom", "made_at", "expires_at")
        ),
    }  # fmt: skip


def leave_without_consent(happened: ConsentWithdrawn) -> None:
    """Who no longer wants their words about health kept cannot stay: they leave every group, words and all."""
    if happened.about != "health":
        return
    for member in Member.objects.here().filter(person_id=happened.person_id).order_by("joined_at"):
        vanish(member)
    Knock.objects.filter(person_id=happened.person_id, answered_at=None).delete()
    Beginning.objects.filter(person_id=happened.person_id).delete()


def forget(person: Person) -> None:
    """Leave every group; the rows that others' words still lean on lose alias, stone and person."""
    for member in Member.objects.here().filter(person=person).order_by("joined_at"):
        vanish(member)
    Departure.objects.filter(member__person=person).update(because="", asked_again_words="")
    Invitation.objects.filter(by__person=person).delete()
    WordsAlong.objects.filter(member__person=person).delete()
    Beginning.objects.filter(person=person).delete()
    SeatWaiting.objects.filter(member__person=person).delete()
    Knock.objects.filter(person=person).delete()
    Voice.objects.filter(member__person=person).delete()
    Proposal.objects.filter(by__person=person).exclude(passed=True).delete()
    Proposal.objects.filter(by__person=person).update(by=None, why="")
    for member in Member.objects.filter(person=person):
        member.alias, member.alias_shape, member.stone, member.person = NOBODY, member.id, "", None
        member.save(update_fields=["alias", "alias_shape", "stone", "person"])
