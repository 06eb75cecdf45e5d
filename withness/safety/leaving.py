"""What this room holds of a person, and letting it go."""

from __future__ import annotations

from typing import Any

from withness.people.models import Person
from withness.safety.models import Boundary, Directive, FoldWish, Named, NotWanted, QuietWish, Report, Run


def export_for(person: Person) -> dict[str, Any]:
    """Boundaries this person drew (not whose they are: that would unmask an alias), notes they keep unfolded, and which help
    with words they do not want.
    """
    return {
        "boundaries_drawn": list(Boundary.objects.filter(drawn_by=person).values("drawn_at", "everywhere")),
        "reports": list(
            Report.objects.filter(by=person).values("kind", "reason", "words", "at", "looked_at", "closed_at", "answer")
        ),
        "quiet": list(QuietWish.objects.filter(person=person).values("kind", "what", "since")),
        "directive": list(Directive.objects.filter(person=person).values("written_at", "expires_on")),
        "named_people": list(
            Named.objects.filter(owner=person).values("place", "wait", "asked_at", "confirmed_at", "withdrawn_at")
        ),
        "named_by_others": list(Named.objects.filter(person=person).values("confirmed_at")),
        "runs": [
            {
                "begun_at": run.begun_at,
                "drill": run.drill,
                "ended_at": run.ended_at,
                "ended": run.ended,
                "steps": list(run.steps.values("number", "kind", "outcome", "at")),
            }
            for run in Run.objects.filter(person=person)
        ],
        "unfolded_notes": list(FoldWish.objects.filter(person=person).values("note", "since")),
        "not_wanted": list(NotWanted.objects.filter(person=person).values("what", "since")),
    }


def forget(person: Person) -> None:
    """Both their own boundaries and those drawn towards them."""
    Boundary.objects.filter(drawn_by=person).delete()
    Boundary.objects.filter(towards=person).delete()
    FoldWish.objects.filter(person=person).delete()
    QuietWish.objects.filter(person=person).delete()
    Report.objects.filter(by=person).update(by=None, words="")
    Report.objects.filter(about=person).update(about=None, words="")
    Named.objects.filter(person=person).delete()
    Directive.objects.filter(person=person).delete()
    Named.objects.filter(owner=person).delete()
    Run.objects.filter(person=person).delete()
    NotWanted.objects.filter(person=person).delete()
