"""What this room holds of a person, and letting it go."""

from __future__ import annotations

from typing import Any

from withness.groups.happenings import Left
from withness.meetings.coming import free_places
from withness.meetings.models import CalendarKey, Coming, Hosting
from withness.people.models import Person


def export_for(person: Person) -> dict[str, Any]:
    """Which meetings this person came to or holds, and the calendars that may read along."""
    own = {"member__person": person}
    return {
        "coming": list(
            Coming.objects.filter(**own).order_by("planned").values("series__title", "planned", "state", "at")
        ),
        "hosting": list(Hosting.objects.filter(**own).order_by("since").values("series__title", "since", "until")),
        "calendars": list(CalendarKey.objects.filter(person=person).values("is_discreet", "made_at")),
    }


def forget(person: Person) -> None:
    """Nobody expects them any more, and no calendar reads along."""
    Coming.objects.filter(member__person=person).delete()
    Hosting.objects.filter(member__person=person).delete()
    CalendarKey.objects.filter(person=person).delete()


def expect_no_longer(happened: Left) -> None:
    """Who left a group comes to none of its meetings, and holds none."""
    free_places(happened.member_id)
    Coming.objects.filter(member_id=happened.member_id).delete()
    Hosting.objects.filter(member_id=happened.member_id).delete()
