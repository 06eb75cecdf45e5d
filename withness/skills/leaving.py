"""What this room holds of a person, and letting it go."""

from __future__ import annotations

from typing import Any

from withness.foundation import timers
from withness.groups.happenings import Left
from withness.people.models import Person
from withness.skills.models import Change, Note, Strategy, Tool, Trial, Wording


def export_for(person: Person) -> dict[str, Any]:
    """What they wrote, keep at hand, and tried."""
    return {
        "strategies": list(
            Strategy.objects.filter(author__person=person).order_by("written_at", "id").values(
                "group__title", "author__alias", "based_on__title", "title", "steps", "moments", "minutes", "costs",
                "cautions", "not_for", "language", "version", "written_at", "approved_at", "pulled_at", "withdrawn_at",
            )
        ),
        "said_before": list(
            Wording.objects.filter(strategy__author__person=person).order_by("until", "id")
            .values("strategy__title", "version", "title", "steps", "until", "approved_at")
        ),
        "changes": list(
            Change.objects.filter(strategy__author__person=person).order_by("at").values(
                "strategy__title", "title", "steps", "moments", "minutes", "costs", "cautions", "not_for", "at"
            )
        ),
        "notes": list(Note.objects.filter(person=person).order_by("at", "id").values("strategy__title", "words", "at")),
        "toolkit": list(Tool.objects.filter(person=person).order_by("since", "id").values("strategy__title", "since", "for_now")),
        "tried": list(
            Trial.objects.filter(person=person).order_by("began_at", "id")
            .values("strategy__title", "moment", "began_at", "before", "after", "went", "told_at")
        ),
    }  # fmt: skip


def take_strategies_along(happened: Left) -> None:
    """Who leaves with their words takes what they wrote in that group along."""
    if happened.with_words:
        Strategy.objects.filter(author_id=happened.member_id).delete()


def forget(person: Person) -> None:
    """What they wrote goes too: it was theirs to give."""
    for trial in Trial.objects.filter(person=person):
        timers.drop_timers(about=trial.id)
    Strategy.objects.filter(author__person=person).delete()
    Note.objects.filter(person=person).delete()
    Tool.objects.filter(person=person).delete()
    Trial.objects.filter(person=person).delete()
