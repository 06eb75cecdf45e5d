"""Telling one person something, gently: gathered with what is already waiting about the same thing."""

from __future__ import annotations

import json

from django.db import connection, transaction

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.events import record
from withness.foundation.ids import new_id
from withness.foundation.rows import ask, ask_one, columns, do, for_database
from withness.notices.happenings import Told
from withness.notices.kinds import may_be_off
from withness.notices.models import Notice, Wishes
from withness.people.models import Person
from withness.safety.quieting import is_quiet

_MOST_NAMES = 12


def tell(*, person_id: str, kind: str, bundle: str, place: str = "", by: str = "", **ids: str) -> None:
    """Put a notice in somebody's inbox, or add to the one that still waits there. `by` is the member who did it.

    Ids only; what it says is made when it is read, through the same doors as everything else. Nothing is written for
    somebody who has switched this kind off, where it is one of those that may be.
    """
    if _unwanted(person_id, kind) or (may_be_off(kind) and is_quiet(person_id, faces=[by] if by else (), place=place)):
        return
    with transaction.atomic(savepoint=False):
        waiting = _waiting(person_id, bundle)
        if waiting:
            who = [name for name in waiting.ids.get("by", []) if name != by]
            gathered = {**waiting.ids, **ids, "by": ([*who, by] if by else who)[-_MOST_NAMES:]}
            do("UPDATE notices_notice SET ids = %s, at = %s WHERE id = %s", [
                json.dumps(gathered), for_database(clock.now()), waiting.id,
            ])  # fmt: skip
        else:
            _write(person_id, kind, bundle, place, {**ids, "by": [by] if by else []})
        record(stream=f"person:{person_id}", kind="notice")
        announce(Told(person_id=person_id, kind=kind))


def _waiting(person_id: str, bundle: str) -> Notice | None:
    """The notice about the same thing that has not been seen yet, held until we have added to it."""
    held = "FOR UPDATE" if connection.vendor == "postgresql" else ""
    sentence = f"SELECT {columns(Notice, 'n').sql} FROM notices_notice n "  # noqa: S608 -- our own names
    found = ask_one(
        f"{sentence} WHERE n.person_id = %s AND n.bundle = %s AND n.seen_at IS NULL {held}", [person_id, bundle]
    )
    return columns(Notice, "n").row(found) if found else None


def see(*, person: Person, bundles: list[str]) -> None:
    """The person has seen what these notices are about. Writes only when one was waiting."""
    marks = ", ".join(["%s"] * len(bundles))
    sentence = f"SELECT id FROM notices_notice WHERE person_id = %s AND seen_at IS NULL AND bundle IN ({marks})"  # noqa: S608 -- our own names
    waiting = [row[0] for row in ask(sentence, [person.id, *bundles])]
    if waiting:
        Notice.objects.filter(id__in=waiting).update(seen_at=clock.now())


def _write(person_id: str, kind: str, bundle: str, place: str, ids: dict[str, object]) -> None:
    do(
        "INSERT INTO notices_notice (id, person_id, kind, bundle, place, ids, at) VALUES (%s, %s, %s, %s, %s, %s, %s)"
        " ON CONFLICT DO NOTHING",  # two tellers at once: the other's notice says it too
        [new_id(), person_id, kind, bundle, place, json.dumps(ids), for_database(clock.now())],
    )


def _unwanted(person_id: str, kind: str) -> bool:
    found = ask_one(f"SELECT {columns(Wishes, 'w').sql} FROM notices_wishes w WHERE w.person_id = %s", [person_id])  # noqa: S608 -- our own names
    return found is not None and kind in columns(Wishes, "w").row(found).off and may_be_off(kind)
