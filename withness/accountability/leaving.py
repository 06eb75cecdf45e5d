"""What this room holds of a person, and letting it go."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from withness.accountability.models import CheckIn, Commitment, Goal, Line, Remembered, Return, Walk
from withness.accountability.walking import part
from withness.foundation import timers
from withness.groups.happenings import Left
from withness.people.models import Person


def export_for(person: Person) -> dict[str, Any]:
    """What they mean to do, day by day, and with whom they walk."""
    return {
        "goals": list(
            Goal.objects.filter(person=person).order_by("began_at", "id")
            .values("words", "why", "frame", "began_at", "remind_at", "paused_at", "ended_at")
        ),
        "days": list(Line.objects.filter(goal__person=person).order_by("id").values("goal__words", "kind", "on", "written_on")),
        "check_ins": list(
            CheckIn.objects.filter(goal__person=person).order_by("on", "id")
            .values("goal__words", "on", "went", "words", "difficulty")
        ),
        "returns": list(
            Return.objects.filter(goal__person=person).order_by("on", "id")
            .values("goal__words", "on", "tell", "what_happened", "next_hour")
        ),
        "dates": list(Remembered.objects.filter(person=person).order_by("on", "id").values("on", "words")),
        "commitments": list(
            Commitment.objects.filter(member__person=person).order_by("named_at", "id")
            .values("member__group__title", "words", "named_at", "how", "how_words", "told_at", "let_go_at")
        ),
        "walks": _export_of_walks(person),
    }  # fmt: skip


def _export_of_walks(person: Person) -> list[dict[str, Any]]:
    seen = set(Walk.objects.visible_to(person).open().values_list("id", flat=True))
    walks = _walks(person).select_related("one__group").order_by("since", "id")
    return [_walk(walk, person, seen) for walk in walks]


def _walk(walk: Walk, person: Person, seen: set[str]) -> dict[str, Any]:
    """`ended` and not when: a moment at which a boundary was drawn, perhaps under another name, is the other's to keep."""
    mine, ended = walk.one.person_id == person.id, walk.ended_at is not None or walk.id not in seen
    return {
        "group": walk.one.group.title, "i_agreed": walk.one_agreed if mine else walk.other_agreed,
        "because": walk.because, "since": walk.since, "paused_at": None if ended else walk.paused_at, "ended": ended,
    }  # fmt: skip


def _walks(person: Person) -> Any:
    return Walk.objects.filter(Q(one__person=person) | Q(other__person=person))


def part_who_left(happened: Left) -> None:
    """Who leaves a group no longer walks with anybody there, and is asked about nothing they named there."""
    for walk in Walk.objects.open().filter(Q(one=happened.member_id) | Q(other=happened.member_id)):
        part(walk=walk)


def forget(person: Person) -> None:
    """Nothing of it stays, not even with a buddy."""
    for goal in Goal.objects.filter(person=person):
        timers.drop_timers(about=goal.id)
    for walk in _walks(person):
        timers.drop_timers(about=walk.id)
    _walks(person).delete()
    Goal.objects.filter(person=person).delete()
    Remembered.objects.filter(person=person).delete()
    Commitment.objects.filter(member__person=person).delete()
