"""Reading a format as people write it. Whatever cannot be read is refused with its line and the reason.

    name: Check-in circle
    people: 12

    [How we are]
    kind: round
    minutes: 30
    turn: 3 minutes
    prompt: How are you arriving today?

A line that begins with a space goes on with the one before. `#` begins a note that nobody sees.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from withness.circles.formats.plan import DOORS, KINDS, ORDERS, SPEAKS, Phase, Plan
from withness.foundation.numbers import whole
from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean

LONGEST = 20_000
MOST_PHASES = 20
LONGEST_WORDS = 6000
UNITS = {"second": 1, "seconds": 1, "minute": 60, "minutes": 60}


class BadFormat(NotUnderstood):
    """A line that cannot be read. `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__("text", _("Line %(line)s: %(reason)s") % {"line": line, "reason": reason})
        self.line = line
        self.reason = reason


@dataclass
class _Part:
    """The head of a format, or one phase, while it is read: each key with its line and what stands behind it."""

    line: int
    title: str = ""
    found: dict[str, tuple[int, str]] = field(default_factory=dict)


def read_format(text: str) -> Plan:
    """The plan that `text` describes. Raises `BadFormat`."""
    if len(text) > LONGEST:
        raise BadFormat(1, _("This is longer than 20,000 letters. A circle needs fewer words."))
    head, *parts = _parts(text)
    if not parts:
        raise BadFormat(
            head.line, _("There is no phase yet. Begin one with its name in brackets, such as [How we are].")
        )
    if len(parts) > MOST_PHASES:
        raise BadFormat(parts[MOST_PHASES].line, _("A circle has at most 20 phases."))
    known = _take(head, _HEAD, needs=("name",))
    return Plan(phases=tuple(_phase(part) for part in parts), **known)


def _parts(text: str) -> list[_Part]:
    parts, last = [_Part(1)], ""
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        line = clean(raw)
        if not line or raw.startswith("#"):
            continue
        if raw[0] in " \t":
            _go_on(parts[-1], last, number, line)
        elif line.startswith("["):
            if not line.endswith("]") or not line[1:-1].strip():
                raise BadFormat(number, _("A phase begins with its name in brackets, such as [How we are]."))
            parts.append(_Part(number, line[1:-1].strip()[:60]))
            last = ""
        else:
            last = _add(parts[-1], number, line)
    return parts


def _add(part: _Part, number: int, line: str) -> str:
    key, colon, value = line.partition(":")
    key = key.strip().lower()
    if not colon:
        raise BadFormat(number, _("Write a word, a colon and what it is, such as “minutes: 5”."))
    if key in part.found:
        raise BadFormat(number, _("“%(key)s” stands here twice.") % {"key": key})
    part.found[key] = (number, value.strip())
    return key


def _go_on(part: _Part, last: str, number: int, words: str) -> None:
    if not last:
        raise BadFormat(number, _("This line begins with a space, but there is nothing before it to go on with."))
    line, value = part.found[last]
    part.found[last] = (line, f"{value}\n{words}" if value else words)


def _phase(part: _Part) -> Phase:
    known = _take(part, _PHASE, needs=("kind", "minutes"))
    kind = known["kind"]
    if known.get("turn") and kind not in ("round", "open floor", "closing"):
        raise BadFormat(part.found["turn"][0], _("Only a round, an open floor and a closing have turns."))
    words = known.pop("read", "") or known.pop("steps", "")
    if kind == "reading" and not words:
        raise BadFormat(part.line, _("A reading needs something to read: add “read:”."))
    if kind == "skill" and not words:
        raise BadFormat(part.line, _("A skill needs its steps: add “steps:”, one on each line."))
    known.pop("steps", None)
    known.setdefault("speaks", "everybody" if kind in ("round", "open floor", "closing", "skill") else "chair")
    return Phase(title=part.title, words=words, **known)


def _take(part: _Part, kinds: dict[str, Callable[[str], Any]], needs: tuple[str, ...]) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    for key, (line, value) in part.found.items():
        if key not in kinds:
            raise BadFormat(
                line,
                _("“%(key)s” is not known here. Known are: %(known)s.") % {"key": key[:40], "known": ", ".join(kinds)},
            )
        try:
            taken[key.replace("-", "_")] = kinds[key](value)
        except ValueError as no:
            raise BadFormat(line, str(no)) from None
    for key in needs:
        if key not in taken:
            raise BadFormat(part.line, _("“%(key)s:” is missing.") % {"key": key})
    return taken


def _words(most: int) -> Callable[[str], str]:
    def read(value: str) -> str:
        if not value:
            raise ValueError(_("There is nothing behind the colon."))
        if len(value) > most:
            raise ValueError(_("This is longer than %(n)s letters.") % {"n": most})
        return value

    return read


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        number = whole(value, least=least, most=most)
        if number is None:
            raise ValueError(
                _("This must be a whole number from %(least)s to %(most)s.") % {"least": least, "most": most}
            )
        return number

    return read


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        word = " ".join(value.lower().split())
        if word not in choices:
            raise ValueError(_("Choose one of: %(choices)s.") % {"choices": ", ".join(choices)})
        return word

    return read


def _yes(value: str) -> bool:
    return _one_of("yes", "no")(value) == "yes"


def _length(value: str) -> int:
    """“3 minutes”, “90 seconds”; in seconds."""
    said, _space, unit = value.lower().partition(" ")
    number = whole(said)
    if number is None or unit.strip() not in UNITS:
        raise ValueError(_("Write a length such as “3 minutes” or “90 seconds”."))
    return _number(10, 3600)(str(number * UNITS[unit.strip()]))


def _list(value: str) -> tuple[str, ...]:
    return tuple(part.strip()[:40] for part in value.split(",") if part.strip())[:12]


_HEAD: dict[str, Callable[[str], Any]] = {
    "name": _words(60), "about": _words(400), "people": _number(2, 60), "door": _one_of(*DOORS), "listeners": _yes,
    "roles": _list,
}  # fmt: skip
_PHASE: dict[str, Callable[[str], Any]] = {
    "kind": _one_of(*KINDS), "minutes": _number(1, 180), "turn": _length, "order": _one_of(*ORDERS), "cross-talk": _yes,
    "speaks": _one_of(*SPEAKS), "prompt": _words(600), "read": _words(LONGEST_WORDS), "steps": _words(LONGEST_WORDS),
}  # fmt: skip
