"""What this room holds of a person, and letting it go."""

from __future__ import annotations

from typing import Any

from withness.people.models import Person
from withness.recovery.models import Entry


def export_for(person: Person) -> dict[str, Any]:
    """The entries as they are kept: sealed. Who has their key open takes them along readable, from the path itself."""
    return {"entries": list(Entry.objects.filter(person=person).order_by("on", "n").values("kind", "on", "sealed"))}


def forget(person: Person) -> None:
    """All of it. The key goes with the account, so that a copy somewhere is noise."""
    Entry.objects.filter(person=person).delete()
