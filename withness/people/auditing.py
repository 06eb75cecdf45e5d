"""What somebody did to, or saw of, another person's account or words, and why. Each entry seals the one before it.

Three marks, salted digests of who acted, whom it is about and the words, are what is sealed, not the things
themselves. So an entry can be emptied when a person erases their account, and the chain still closes; that it was
emptied is an entry of its own, so nobody can empty one quietly. The chain that anybody may take home (`chain_lines`)
holds only numbers and digests, and a person can open the entries about themselves in it (`opening_of`).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.models import Stream
from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean_line
from withness.people.happenings import AccountOpened
from withness.people.models import AuditEntry, Person

OPERATOR, STEWARD, HOUSE = "operator", "steward", "house"
EMPTIED = "emptied"
_NUMBERS_AT_ONCE = 30


def write_down(
    *, role: str, what: str, why: str, about: Person | None = None, by: Person | None = None, thing: str = ""
) -> AuditEntry:
    """Add an entry: in which `role` somebody acted (`by`, when it is a person), what they did, about whom, to which
    `thing` (an id, never words), and why.

    Raises `NotUnderstood` without a reason.
    """
    why = clean_line(why, longest=300)
    if not why:
        raise NotUnderstood("why", _("Give a reason. It is kept, and the person may read it."))
    with transaction.atomic():
        last = _hold_the_end()
        entry = AuditEntry(
            seq=last.seq + 1 if last else 1, at=clock.now(), role=role, what=what, by=by, about=about, why=why,
            thing=thing[:60], salt=secrets.token_hex(16),
        )  # fmt: skip
        entry.by_mark, entry.about_mark, entry.why_mark = _marks_of(entry)
        entry.seal = seal_of(last.seal if last else "", entry.seq, body_of(entry))
        entry.save(force_insert=True)
        Stream.objects.filter(name="audit").update(seq=entry.seq)
    return entry


def _hold_the_end() -> AuditEntry | None:
    """The last entry, with the end of the chain held: one at a time, so that it never forks."""
    Stream.objects.get_or_create(name="audit")
    Stream.objects.select_for_update().get(name="audit")
    return AuditEntry.objects.order_by("-seq").first()


def open_account(*, person: Person, way: str, why: str) -> AuditEntry | None:
    """Write down that the operator makes a way (`link` or `token`) into an account, and tell its owner.

    Nothing is written for the demo's people, who have no owner. Raises `NotUnderstood` without a reason.
    """
    if person.is_demo:
        return None
    with transaction.atomic():
        entry = write_down(role=OPERATOR, what=f"made_{way}", why=why, about=person)
        announce(AccountOpened(person_id=person.id, way=way))
    return entry


def entries_about(person: Person) -> list[AuditEntry]:
    """Everything that was ever written down about this person and can still be read, the newest first."""
    return list(AuditEntry.objects.filter(about=person).order_by("-seq"))


def first_broken() -> int | None:
    """The number of the first entry that is missing or was changed afterwards; nothing when the chain closes."""
    emptied = _numbers_emptied()
    seal, expected = "", 1
    for entry in AuditEntry.objects.order_by("seq").iterator():
        if (
            entry.seq != expected
            or not _is_whole(entry, emptied)
            or entry.seal != seal_of(seal, entry.seq, body_of(entry))
        ):
            return expected
        seal, expected = entry.seal, expected + 1
    written = Stream.objects.filter(name="audit").values_list("seq", flat=True).first() or 0
    return None if expected == written + 1 else expected


def how_many() -> int:
    """How many entries the chain has."""
    return AuditEntry.objects.count()


def chain_lines() -> Iterator[str]:
    """The chain as anybody may take it home and check it: number, digest and seal of each entry. No person in it."""
    for entry in AuditEntry.objects.order_by("seq").iterator():
        yield f"{entry.seq} {body_of(entry)} {entry.seal}\n"


def opening_of(entry: AuditEntry) -> dict[str, str]:
    """What a person needs to see with their own means that an entry about them is the one in the chain."""
    return {
        "number": str(entry.seq), "at": _instant(entry.at), "role": entry.role, "what": entry.what, "why": entry.why,
        "thing": entry.thing, "salt": entry.salt, "by_mark": entry.by_mark, "about_mark": entry.about_mark,
    }  # fmt: skip


def empty_entries_about(person: Person) -> None:
    """Take a person out of every entry: who, and the words about them. That something was done then, and as what, stays."""
    theirs = AuditEntry.objects.filter(about=person)
    by_them = AuditEntry.objects.filter(by=person)
    numbers = sorted({*theirs.values_list("seq", flat=True), *by_them.values_list("seq", flat=True)})
    theirs.update(about=None, why="", thing="")
    by_them.update(by=None)
    for n in range(0, len(numbers), _NUMBERS_AT_ONCE):
        said = " ".join(map(str, numbers[n : n + _NUMBERS_AT_ONCE]))
        write_down(role=HOUSE, what=EMPTIED, why=said)


def body_of(entry: AuditEntry) -> str:
    """The digest that stands for an entry in the chain."""
    return _digest(_instant(entry.at), entry.role, entry.what, entry.by_mark, entry.about_mark, entry.why_mark)


def seal_of(before: str, seq: int, body: str) -> str:
    """The seal of the entry of that number, over the seal before it: SHA-256 of the three, a line each."""
    return _digest(before, str(seq), body)


def _numbers_emptied() -> set[int]:
    said = AuditEntry.objects.filter(what=EMPTIED, role=HOUSE).values_list("why", flat=True)
    return {int(number) for line in said for number in line.split() if number.isascii() and number.isdigit()}


def _is_whole(entry: AuditEntry, emptied: set[int]) -> bool:
    """Whether who, whom and why are what was sealed, or were let go of and that is written down."""
    by, about, why = _marks_of(entry)
    left = entry.seq in emptied
    return (
        (entry.by_mark == by or (left and entry.by_id is None))
        and (entry.about_mark == about or (left and entry.about_id is None))
        and (entry.why_mark == why or (left and not entry.why and not entry.thing))
    )


def _marks_of(entry: AuditEntry) -> tuple[str, str, str]:
    return (
        _digest(entry.salt, "by", entry.by_id or ""),
        _digest(entry.salt, "about", entry.about_id or ""),
        _digest(entry.salt, "why", entry.thing, entry.why),
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
