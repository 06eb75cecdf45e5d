"""The cast that tests are given is the one that the verbs make: the same rows, under other names, at the present hour."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection, transaction

from testing import cast_again
from testing.cast import Cast, assemble
from testing.cast_again import again, everything
from withness.foundation import clock
from withness.foundation.ids import ID_LENGTH, LETTERS

ID = re.compile(rf"(?<![\w$])[{LETTERS}]{{{ID_LENGTH}}}(?!\w)")


def seen() -> tuple[dict[str, Any], set[str]]:
    """Every row, each time as how long after the first it was, each id by where it stands; and the ids themselves.

    Rows are sorted: PostgreSQL gives them in whatever order they lie on its disk. So an id is named by all rows it is in,
    with the ids beside it named in the same way, a few times over.
    """
    found = everything()
    times = [value for _columns, rows in found.values() for row in rows for value in row if isinstance(value, datetime)]
    names = {
        one for _columns, rows in found.values() for row in rows for value in row for one in ID.findall(str(value))
    }
    called = dict.fromkeys(names, "")

    def plain(value: Any) -> str:
        if isinstance(value, datetime):
            return str(value - min(times))
        if isinstance(value, date):
            return str(value - clock.now().date())
        return ID.sub(lambda one: f"#{called[one[0]]}", str(value))

    for _ in range(4):
        stands: defaultdict[str, list[str]] = defaultdict(list)
        for table, (_columns, rows) in found.items():
            for row in rows:
                said = f"{table} {list(map(plain, row))}"
                for place, value in enumerate(row):
                    for one in ID.findall(str(value)):
                        stands[one].append(f"{place} {said}")
        called = {one: sha256("\n".join(sorted(stands[one])).encode()).hexdigest()[:8] for one in names}
    lines = {
        table: (columns, sorted(tuple(map(plain, row)) for row in rows)) for table, (columns, rows) in found.items()
    }
    return lines, names


def come(monkeypatch: pytest.MonkeyPatch, times: int) -> list[tuple[Cast, dict[str, Any], set[str]]]:
    """The cast comes so many times, each time into an empty house; the first time as the verbs make it."""
    monkeypatch.setattr(cast_again, "_kept", None)
    came = []
    for _ in range(times):
        with transaction.atomic():
            came.append((again(assemble), *seen()))
            transaction.set_rollback(True)
    return came


def test_the_copy_is_to_the_letter_what_the_verbs_made(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    (first, made, names), (second, copied, others) = come(monkeypatch, 2)
    assert copied == made
    assert len(made) >= 9
    assert len(others) == len(names) >= 40
    assert not names & others
    assert [person.nickname for person in second.everybody] == [person.nickname for person in first.everybody]
    assert sorted(face.alias for face in second.faces.values()) == sorted(face.alias for face in first.faces.values())
    assert all(face.group_id == group and face.person_id == who for (who, group), face in second.faces.items())


def test_nothing_that_the_verbs_write_is_forgotten(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also a table that no model speaks of."""
    with transaction.atomic():
        assemble()
        with connection.cursor() as cursor:
            tables = [name for name in connection.introspection.table_names(cursor) if "_fts" not in name]
            filled = {name for name in tables if _holds(cursor, name)}
        assert filled - set(everything()) <= {"django_migrations", "django_content_type", "auth_permission"}
        transaction.set_rollback(True)


def test_a_cast_of_another_day_is_made_on_that_day(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    come(monkeypatch, 1)
    assert cast_again._kept
    with clock.stopped(clock.now() - timedelta(days=400)), transaction.atomic():
        cast = again(assemble)
        assert cast.ana.joined_on == clock.now().date()
        assert cast.face(cast.ana, cast.long_nights).joined_at == clock.now()
        transaction.set_rollback(True)


def test_where_somebody_is_already_the_verbs_are_asked(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(cast_again, "_write", lambda _kept: asked.append(1))
    with pytest.raises(ValueError, match="never"):
        again(_never)
    assert asked == []


def _never() -> Cast:
    raise ValueError("never")


def _holds(cursor: Any, table: str) -> bool:
    cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')  # noqa: S608 -- our own names
    return cursor.fetchone() is not None
