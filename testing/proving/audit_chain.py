"""Flip any one bit of what the audit keeps: the chain no longer closes."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from django.db import transaction

from testing.proofs import Figures, proof
from withness.foundation import clock
from withness.foundation.ids import new_id
from withness.foundation.models import Stream
from withness.people.auditing import STEWARD, empty_entries_about, first_broken, write_down
from withness.people.models import AuditEntry, Person

WORDS = ("role", "what", "by_id", "about_id", "thing", "why", "salt", "by_mark", "about_mark", "why_mark", "seal")


@proof("chain", "flip any bit of the audit chain, and it is found")
def any_bit_that_is_flipped_is_found(seed: int, full: bool) -> Figures:
    """A chain with somebody in it who has left; then bits, one at a time, each put back again."""
    chance, tries = random.Random(seed), 10_000 if full else 150
    with transaction.atomic():
        _build(chance, entries=14)
        assert first_broken() is None
        found = sum(_flip_and_look(chance) for _try in range(tries))
        assert first_broken() is None, "a bit was not put back"
        transaction.set_rollback(True)
    assert found == tries, f"{tries - found} were not found"
    return {"bits flipped": tries, "found": found}


def _build(chance: random.Random, entries: int) -> None:
    people = [Person.objects.create(nickname=new_id(), joined_on=clock.now().date()) for _n in range(5)]
    for n in range(entries):
        by, about = chance.sample(people, 2)
        write_down(
            role=STEWARD, what="read_words", by=by, about=about, thing=f"share:{new_id()}", why=f"Reason {n}, ø."
        )
        if n == entries // 2:
            gone = people.pop()
            empty_entries_about(gone)


def _flip_and_look(chance: random.Random) -> bool:
    """Flip one bit of one value of one row, look, and put it back. Values the database would refuse are drawn again."""
    if chance.random() < 0.02:
        return _with(Stream.objects.filter(name="audit"), "seq", lambda seq: seq ^ (1 << chance.randrange(16)))
    rows = AuditEntry.objects.filter(pk=chance.choice(list(AuditEntry.objects.values_list("pk", flat=True))))
    if chance.random() < 0.1:
        return _with(rows, "at", lambda at: at + timedelta(microseconds=1 << chance.randrange(40)))
    if chance.random() < 0.1:
        return _seq_flipped(rows, chance)
    name = chance.choice([name for name in WORDS if rows.values_list(name, flat=True).get()])
    return _with(rows, name, lambda text: _flipped(text, chance))


def _with(rows: Any, name: str, change: Any) -> bool:
    before = rows.values_list(name, flat=True).get()
    rows.update(**{name: change(before)})
    broken = first_broken() is not None
    rows.update(**{name: before})
    return broken


def _seq_flipped(rows: Any, chance: random.Random) -> bool:
    before = rows.values_list("seq", flat=True).get()
    after = before ^ (1 << chance.randrange(6, 20))  # a number nobody has
    rows.update(seq=after)
    broken = first_broken() is not None
    AuditEntry.objects.filter(seq=after).update(seq=before)
    return broken


def _flipped(text: str, chance: random.Random) -> str:
    raw = bytearray(text.encode())
    while True:
        changed = bytearray(raw)
        changed[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        if 0 not in changed:
            try:
                return changed.decode()
            except UnicodeDecodeError:
                continue
