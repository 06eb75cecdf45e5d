"""What whoever looks after the house should see at one glance. Never a name, and no number below ten."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from withness.foundation.models import HouseNote, Letterbox
from withness.groups.models import Group, Member
from withness.home.examining import Finding, examine_quickly
from withness.meetings.models import Feed
from withness.notices.models import Device
from withness.people.models import Person

LEAST = 10  # fewer than this could be somebody


@dataclass(frozen=True, slots=True)
class Console:
    """The page of the house. A count of nothing: fewer than ten, and no more is said."""

    findings: list[Finding]
    counts: dict[str, int | None]
    backup: HouseNote | None
    letters: int
    feeds: int
    feeds_in_trouble: list[str]
    version: str


def look_over() -> Console:
    """All of it, as it is now."""
    people = Person.objects.filter(is_demo=False)
    return Console(
        findings=sorted(examine_quickly(), key=lambda finding: finding.well),
        counts={
            "people": _careful(people.count()),
            "groups": _careful(Group.objects.filter(is_demo=False, closed_at=None).count()),
            "members": _careful(Member.objects.here().filter(group__is_demo=False).count()),
            "devices": _careful(Device.objects.count()),
        },
        backup=HouseNote.objects.filter(name="backup").first(),
        letters=Letterbox.objects.count(),
        feeds=Feed.objects.count(),
        feeds_in_trouble=list(
            Feed.objects.exclude(trouble="").order_by("address").values_list("address", flat=True)[:20]
        ),
        version=settings.VERSION,
    )


def _careful(count: int) -> int | None:
    return count if count >= LEAST else None
