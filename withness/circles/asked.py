"""An act as it comes in, from a form or a program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """An act as it was asked for. `on` is the number of the last event its sender had seen (0: they do not say)."""

    act: str
    on: int = 0
    key: str = ""
    to: int = 0
    seats: tuple[int, ...] = ()
    words: str = ""
    seconds: int = 60
    kind: str = ""
    name: str = ""
    because: str = ""
    phase: bool = False
