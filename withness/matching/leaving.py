"""What this room holds of a person, and letting it go."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from withness.groups.happenings import Left
from withness.matching.ending import end
from withness.matching.models import (
    Addition,
    Ask,
    BuddyWish,
    Clock,
    Duty,
    HandOver,
    Hold,
    Introduction,
    Lived,
    Pair,
    Pass,
    Sister,
    Wanting,
    Willingness,
)
from withness.people.happenings import ConsentWithdrawn
from withness.people.models import Person


def export_for(person: Person) -> dict[str, Any]:
    """Listening and being heard; what they have lived through, what they wait for, and whom they met."""
    return _export_of_listening(person) | _export_of_what_was_lived(person)


def forget(person: Person) -> None:
    """Both."""
    _forget_listening(person)
    _forget_what_was_lived(person)


def _export_of_listening(person: Person) -> dict[str, Any]:
    """What they said about being asked, when they were asked, their duties and notes, and how long they waited."""
    own = {"member__person": person}
    return {
        "willingness": list(
            Willingness.objects.filter(person=person).values(
                "often", "since", "from_hour", "until_hour", "beyond", "rest_until", "practised_at"
            )
        ),
        "asked": list(Ask.objects.filter(person=person).values("at", "rung", "answered_at")),
        "passed": list(Pass.objects.filter(**own).values("at")),
        "held": list(Hold.objects.filter(**own).values("until")),
        "duties": list(Duty.objects.filter(**own).values("group__title", "slot", "since")),
        "notes_for_the_next": list(HandOver.objects.filter(by__person=person).values("group__title", "words", "at")),
        "waited": list(
            Clock.objects.filter(author__person=person).values(
                "share",
                "group__title",
                "begun_at",
                "first_at",
                "second_at",
                "sisters_from",
                "ended_at",
                "ended_because",
            )
        ),
    }


def _forget_listening(person: Person) -> None:
    """Their asks, duties, notes and wishes; the clocks of their shares stop, and stay as figures without a face."""
    for running in Clock.objects.waiting().filter(author__person=person):
        end(running, Clock.GONE)
    for rows in (Pass.objects, Hold.objects, Duty.objects):
        rows.filter(member__person=person).delete()
    HandOver.objects.filter(by__person=person).delete()
    Sister.objects.filter(asked_by__person=person).update(asked_by=None)
    Ask.objects.filter(person=person).delete()
    Willingness.objects.filter(person=person).delete()


def _export_of_what_was_lived(person: Person) -> dict[str, Any]:
    """What they said they have lived through, what they wait for, words they added, and their introductions."""
    offered = Introduction.objects.filter(to__person=person).values(
        "experience", "at", "offered_at", "met_at", "ended_at"
    )
    return {
        "lived": list(Lived.objects.filter(member__person=person).values(
            "member__group__title", "experience", "stage", "since",
        )),
        "waiting_for": list(Wanting.objects.filter(person=person).values(
            "experience", "since", "told_at", "group__title",
        )),
        "words_added": list(Addition.objects.filter(by=person).values(
            "name", "words", "under", "language", "at", "answered_at", "taken_in",
        )),
        "introductions_asked": list(Introduction.objects.filter(by__person=person).values("share", "experience", "at")),
        "introductions_offered": list(offered),
        "buddy_wishes": list(BuddyWish.objects.filter(member__person=person).values("member__group__title", "since")),
        "buddies_suggested": [_pair(pair, person) for pair in _pairs(person)],
    }  # fmt: skip


def _forget_what_was_lived(person: Person) -> None:
    """All of it. Words the vocabulary has taken in stay, with nobody's name on them."""
    _forget_inside(member__person=person)
    _forget_buddies(person=person)
    Introduction.objects.filter(by__person=person).delete()
    Introduction.objects.filter(to__person=person).delete()
    Wanting.objects.filter(person=person).delete()
    Addition.objects.filter(by=person).exclude(taken_in=True).delete()
    Addition.objects.filter(by=person).update(by=None)
    Addition.objects.filter(answered_by=person).update(answered_by=None)


def _pairs(person: Person) -> list[Pair]:
    mine = Pair.objects.filter(Q(one__person=person) | Q(other__person=person))
    return list(mine.select_related("one__group").order_by("made_at", "id"))


def _pair(pair: Pair, person: Person) -> dict[str, Any]:
    said = pair.one_said if pair.one.person_id == person.id else pair.other_said
    return {"group": pair.one.group.title, "made_at": pair.made_at, "until": pair.until, "i_said": said}


def _forget_buddies(**whose: object) -> None:
    BuddyWish.objects.filter(**{f"member__{key}": value for key, value in whose.items()}).delete()
    for side in ("one", "other"):
        Pair.objects.filter(**{f"{side}__{key}": value for key, value in whose.items()}).delete()


def forget_where_left(happened: Left) -> None:
    """Whoever leaves a group takes along what they said of themselves there."""
    _forget_buddies(id=happened.member_id)
    _forget_inside(member_id=happened.member_id)
    Introduction.objects.filter(by_id=happened.member_id).delete()
    Introduction.objects.filter(to_id=happened.member_id).delete()


def forget_without_consent(happened: ConsentWithdrawn) -> None:
    """What one lived through and waits for is about one's health."""
    if happened.about == "health":
        _forget_inside(member__person_id=happened.person_id)
        _forget_buddies(person_id=happened.person_id)
        Wanting.objects.filter(person_id=happened.person_id).delete()


def _forget_inside(**whose: object) -> None:
    Lived.objects.filter(**whose).delete()
