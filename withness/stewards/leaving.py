"""What this room holds of a person, and letting it go."""

from __future__ import annotations

from typing import Any

from withness.people.models import Person
from withness.stewards.models import Action, Appeal, Case, Look, Reporter, Unmasking, WaveHold


def export_for(person: Person) -> dict[str, Any]:
    """What was decided about this person, what they asked to be looked at again, and who asked who they are."""
    return {
        "decided_about_me": list(
            Action.objects.filter(about=person).values("kind", "rule", "reason", "at", "until", "undone_at")
        ),
        "asked_again": list(
            Appeal.objects.filter(action__about=person).values("words", "at", "answered_at", "stands", "answer")
        ),
        "asked_who_i_am": list(
            Unmasking.objects.filter(about=person).values("why", "asked_at", "life_at_risk", "opened_at")
        ),
        "looked_as_steward": list(Look.objects.filter(steward=person).values("at")),
    }


def forget(person: Person) -> None:
    """Cases about them lose them and every word; decisions they took as a steward stay without them."""
    Appeal.objects.filter(action__about=person).update(words="", answer="")
    Action.objects.filter(about=person).update(about=None, reason="")
    Unmasking.objects.filter(about=person).delete()
    Case.objects.filter(about=person).update(about=None)
    Look.objects.filter(steward=person).delete()
    Reporter.objects.filter(person=person).delete()
    WaveHold.objects.filter(face__in=person.memberships.values("id")).delete()
    for model, field in ((Action, "by"), (Action, "second_by"), (Appeal, "by"), (Case, "taken_by")):
        model._default_manager.filter(**{field: person}).update(**{field: None})
    Unmasking.objects.filter(asked_by=person).update(asked_by=None)
    Unmasking.objects.filter(second_by=person).update(second_by=None)
