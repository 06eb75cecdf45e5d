"""Rows read with a plain query, as the models they are. For the few pages that are opened most.

The ORM spends about ten times longer on composing a query than the database on answering it; here the sentence is
written once and the columns follow the model, so that a new field is never forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import AutoField, BooleanField, DateTimeField, Field, JSONField, Model

Row = TypeVar("Row", bound=Model)


class Columns(Generic[Row]):
    """The columns of a model in a query, and the way back from what the database answers."""

    def __init__(self, model: type[Row], table: str) -> None:
        fields: list[Field[Any, Any]] = list(model._meta.concrete_fields)
        self._model = model
        self._names = [field.attname for field in fields]
        self._turns = [(n, turn) for n, field in enumerate(fields) if (turn := _turn(field)) is not None]
        self.width = len(fields)
        self.sql = ", ".join(f"{table}.{connection.ops.quote_name(str(field.column))}" for field in fields)

    def row(self, values: Sequence[Any]) -> Row:
        """One model from the `width` values that stand for it."""
        kept = list(values)
        for n, turn in self._turns:
            if kept[n] is not None:
                kept[n] = turn(kept[n])
        return self._model.from_db("default", self._names, kept)


def columns(model: type[Row], table: str) -> Columns[Row]:
    """The columns of `model`, named through the alias `table`. Made once a process."""
    known: Columns[Row] | None = _known.get((model, table))
    if known is None:
        known = _known[(model, table)] = Columns(model, table)
    return known


_known: dict[tuple[type[Model], str], Columns[Any]] = {}


def write(row: Model) -> None:
    """Insert one row as it stands: what `save(force_insert=True)` does, for rows that need no more than that."""
    sentence = _inserts.get(type(row))
    if sentence is None:
        fields = [field for field in row._meta.concrete_fields if not isinstance(field, AutoField)]
        names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        text = f"INSERT INTO {row._meta.db_table} ({names}) VALUES ({marks})"  # noqa: S608 -- our own names
        sentence = _inserts[type(row)] = (text, [(field.attname, _way_down(field)) for field in fields])
    text, ways = sentence
    do(text, [way(getattr(row, name)) for name, way in ways])
    row._state.adding, row._state.db = False, "default"


_inserts: dict[type[Model], tuple[str, list[tuple[str, Callable[[Any], Any]]]]] = {}


def do(sql: str, values: Sequence[Any]) -> int:
    """Change rows; answers how many."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def ask(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """All rows that answer."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def ask_one(sql: str, values: Sequence[Any]) -> tuple[Any, ...] | None:
    """The first row that answers, if any."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row


def as_time(value: datetime | str) -> datetime:
    """A time as the database gave it: SQLite keeps text, in UTC."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def for_database(at: datetime) -> Any:
    """A time as this database wants to be asked for it."""
    return connection.ops.adapt_datetimefield_value(at)


def _way_down(field: Field[Any, Any]) -> Callable[[Any], Any]:
    if isinstance(field, DateTimeField):
        return for_database
    if isinstance(field, JSONField):
        return lambda value: json.dumps(value)
    return lambda value: value


def _turn(field: Field[Any, Any]) -> Callable[[Any], Any] | None:
    if isinstance(field, DateTimeField):
        return as_time
    if isinstance(field, BooleanField):
        return bool
    if isinstance(field, JSONField):
        return lambda value: json.loads(value) if isinstance(value, str) else value
    return None
