"""The six formats that every house has, in each language of the house. A group copies one and makes it its own."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from withness.circles.formats.parsing import read_format
from withness.circles.formats.plan import Plan

_FOLDER = Path(__file__).parent / "shipped"
NAMES = ("check-in", "steps", "tools", "grief", "newcomers", "pause")
ENGLISH = "en"
TONGUES = (ENGLISH, "es", "ar")
FITTING = {"mutual-aid": "steps", "self-management": "tools", "grief": "grief"}  # by the profile of a group


def tongue_for(language: str) -> str:
    """In which language a group that speaks `language` finds them; English where we have not written them in its own."""
    return language if language in TONGUES else ENGLISH


@cache
def shipped_text(name: str, tongue: str = ENGLISH) -> str:
    """The words of a shipped format. Raises `KeyError`."""
    if name not in NAMES or tongue not in TONGUES:
        raise KeyError(name)
    return (_FOLDER / tongue / f"{name}.txt").read_text(encoding="utf-8")


@cache
def shipped(tongue: str = ENGLISH) -> dict[str, Plan]:
    """All six, by name."""
    return {name: replace(read_format(shipped_text(name, tongue)), tongue=tongue) for name in NAMES}


def plan_of(text: str) -> Plan:
    """The plan of any format, shipped or not: one of ours knows its language. Raises `BadFormat`."""
    return _by_text().get(text) or read_format(text)


@cache
def _by_text() -> dict[str, Plan]:
    return {shipped_text(name, tongue): plan for tongue in TONGUES for name, plan in shipped(tongue).items()}


def fitting(profile: str) -> str:
    """Which of them fits a group of that profile."""
    return FITTING.get(profile, "check-in")
