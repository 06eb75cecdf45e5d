"""The append-only record that live pages follow. The row is the truth; a wake-up is only a hint that it is there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from withness.foundation import clock, wakeups
from withness.foundation.rows import as_time

_TAKE_NUMBER = (
    "INSERT INTO foundation_stream (name, seq, kept_from) VALUES (%s, 1, 1) "
    "ON CONFLICT (name) DO UPDATE SET seq = foundation_stream.seq + 1 RETURNING seq"
)
_WRITE = (
    "INSERT INTO foundation_event (stream, seq, kind, by, of, of_at, ids, at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
)
_COLUMNS = "stream, seq, kind, by, ids, at, of, of_at"
_SINCE = f"SELECT {_COLUMNS} FROM foundation_event WHERE stream = %s AND seq > %s ORDER BY seq LIMIT %s"  # noqa: S608 -- our own names
KEPT = timedelta(days=90)
_AT_ONCE = 1000  # names in one question; SQLite and PostgreSQL both allow many more


@dataclass(frozen=True, slots=True)
class Happened:
    """One event as a listener may hear it. `seq` counts from 1 within its stream, without a gap."""

    stream: str
    seq: int
    kind: str
    by: str
    ids: str
    at: datetime
    of: str = ""
    of_at: datetime | None = None


def record(
    *, stream: str, kind: str, by: str = "", of: str = "", of_at: datetime | None = None, **ids: str | int
) -> int:
    """Write the next event of `stream` in the caller's transaction; answers its number.

    `by` did it; `of` wrote what it was done to, and when (`of_at`): whoever must not know of one of the two hears
    nothing of it. Ids only: an event is copied to every listener, and words belong behind the door that checks who may
    read them.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An event is written in the transaction of what it tells about")
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_NUMBER, [stream])
        seq = int(cursor.fetchone()[0])
        at, then = map(connection.ops.adapt_datetimefield_value, (clock.now(), of_at))
        cursor.execute(_WRITE, [stream, seq, kind, by, of, then, json.dumps(ids, separators=(",", ":")), at])
    transaction.on_commit(lambda: wakeups.wake(stream))
    return seq


def since(stream: str, seq: int, *, most: int = 500) -> list[Happened]:
    """The events of `stream` after number `seq`, in order, at most `most` of them."""
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, [stream, seq, most])
        return [_happened(*row) for row in cursor.fetchall()]


def newest_since(marks: dict[str, int], *, kinds: tuple[str, ...], most: int = 50) -> list[Happened]:
    """For each stream its newest events of these kinds after the number in `marks`, at most `most`; one read for all."""
    if not marks:
        return []
    asked = ", ".join(["%s"] * len(kinds))
    one = (
        f"SELECT * FROM (SELECT {_COLUMNS} FROM foundation_event WHERE stream = %s AND seq > %s "  # noqa: S608 -- our own names
        f"AND kind IN ({asked}) ORDER BY seq DESC LIMIT %s) AS newest"
    )
    found: list[Happened] = []
    streams = list(marks.items())
    for some in (streams[n : n + 100] for n in range(0, len(streams), 100)):
        values: list[str | int] = []
        for stream, seq in some:
            values += [stream, seq, *kinds, most]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join([one] * len(some)), values)
            found += [_happened(*row) for row in cursor.fetchall()]
    return found


def where(streams: list[str]) -> dict[str, tuple[int, int]]:
    """For each stream its newest number and the oldest number still kept; (0, 1) where nothing ever happened."""
    found: dict[str, tuple[int, int]] = {}
    for begin in range(0, len(streams), _AT_ONCE):
        some = streams[begin : begin + _AT_ONCE]
        marks = ", ".join(["%s"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT name, seq, kept_from FROM foundation_stream WHERE name IN ({marks})", some)  # noqa: S608 -- our own names
            found.update((name, (int(seq), int(kept))) for name, seq, kept in cursor.fetchall())
    return {name: found.get(name, (0, 1)) for name in streams}


def let_go_of_old() -> None:
    """Forget events older than `KEPT`. Who resumes from before that is told to look again (`reset`)."""
    edge = connection.ops.adapt_datetimefield_value(clock.now() - KEPT)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE foundation_stream SET kept_from = COALESCE((SELECT MIN(e.seq) FROM foundation_event e WHERE "
            "e.stream = foundation_stream.name AND e.seq >= foundation_stream.kept_from AND e.at >= %s), seq + 1) "
            "WHERE name IN (SELECT stream FROM foundation_event WHERE at < %s)",
            [edge, edge],
        )
        cursor.execute(
            "DELETE FROM foundation_event WHERE at < %s AND seq < "
            "(SELECT s.kept_from FROM foundation_stream s WHERE s.name = foundation_event.stream)",
            [edge],
        )


def blank_before(stream: str) -> None:
    """Let go of what `stream` told, in the caller's transaction, and keep its numbers. The newest event stays as it is.

    Who resumes from before the newest is told to look again (`reset`). Nothing says any more who did what, or when.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM foundation_stream WHERE name = %s", [stream])
        found = cursor.fetchone()
        if found is None:
            return
        cursor.execute("UPDATE foundation_stream SET kept_from = seq WHERE name = %s", [stream])
        cursor.execute(
            "UPDATE foundation_event SET kind = 'blank', by = '', of = '', of_at = NULL, ids = '{}', "
            "at = (SELECT e.at FROM foundation_event e WHERE e.stream = %s AND e.seq = %s) WHERE stream = %s AND seq < %s",
            [stream, found[0], stream, found[0]],
        )


def _happened(
    stream: str, seq: int, kind: str, by: str, ids: str, at: datetime | str, of: str, of_at: datetime | str | None
) -> Happened:
    return Happened(stream, seq, kind, by, ids, as_time(at), of, as_time(of_at) if of_at else None)
