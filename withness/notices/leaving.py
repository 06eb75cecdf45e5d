"""What this room holds of a person, and letting it go."""

from __future__ import annotations

from typing import Any

from withness.foundation.timers import drop_timers
from withness.notices.models import Device, Notice, Wishes
from withness.people.models import Person


def export_for(person: Person) -> dict[str, Any]:
    """The inbox, and how this person wants to be told."""
    return {
        "notices": list(Notice.objects.filter(person=person).values("kind", "at", "seen_at")),
        "wishes": list(
            Wishes.objects.filter(person=person).values(
                "by_mail",
                "words_by_mail",
                "quiet_from",
                "quiet_until",
                "off",
                "weekly_at",
                "look_in_every",
                "look_in_at",
            )
        ),
        "devices": list(Device.objects.filter(person=person).values("name", "since")),
    }


def forget(person: Person) -> None:
    """Everything, also a letter that was planned."""
    drop_timers(about=person.id)
    Notice.objects.filter(person=person).delete()
    Wishes.objects.filter(person=person).delete()
    Device.objects.filter(person=person).delete()
