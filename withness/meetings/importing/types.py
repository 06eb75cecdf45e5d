"""Types, languages and access: three different things, which the field keeps in one list of code words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from withness.foundation.text import clean_line
from withness.meetings import vocabulary as words
from withness.meetings.importing.cleaning import note, said


@dataclass(slots=True)
class Kinds:
    """What the code words of a row say."""

    types: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    access: list[str] = field(default_factory=list)
    is_closed: bool = False
    was_online: bool = False


_BY_NAME = {name.casefold(): code for code, name in words.MEETING_GUIDE.items()}
_BCP47 = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)


def kinds_of(value: Any, vocabulary: str, reasons: list[str]) -> Kinds:
    """The code words of a row, within its vocabulary. Unknown ones are kept, and shown nowhere."""
    found, codes = Kinds(), _codes(value)
    if words.OPEN in codes and words.CLOSED in codes:
        codes.remove(words.OPEN)
        note(reasons, "open_and_closed: it said both; closed wins")
    for code in codes:
        _sort(code, vocabulary, found, reasons)
    return found


def languages_of(value: Any, found: Kinds) -> None:
    """Languages that a row names by themselves (`["en", "fr"]`)."""
    given = value if isinstance(value, list) else re.split(r"\s*[,;]\s*", said(value))
    for one in given[:20]:
        text = said(one).strip()
        code = words.LANGUAGES_BY_NAME.get(text.casefold(), text)
        if _BCP47.fullmatch(code) and code.lower() not in found.languages:
            found.languages.append(code.lower())


def _codes(value: Any) -> list[str]:
    if isinstance(value, str):
        value = re.split(r"\s*[,;|]\s*", value)
    if not isinstance(value, list):
        value = [value]
    found = []
    for one in value[:80]:
        text = clean_line(said(one), longest=60).strip("[]\"' ")
        code = _BY_NAME.get(text.casefold(), text.upper() if len(text) < 8 else text)
        if text and code not in found:
            found.append(code)
    return found


def _sort(code: str, vocabulary: str, found: Kinds, reasons: list[str]) -> None:
    is_aa = vocabulary == "aa"
    if code == words.CLOSED_FOR_NOW:
        found.is_closed = True
    elif code == words.ONLINE:
        found.was_online = True
    elif code in words.LANGUAGES and (is_aa or code == "ASL"):
        found.languages.append(words.LANGUAGES[code])
    elif code in words.ACCESS:
        found.access.append(words.ACCESS[code])
    elif not is_aa or code in words.MEETING_GUIDE:
        found.types.append(f"{vocabulary}:{code}")
    else:
        found.types.append(f"other:{code}")
        note(reasons, f"unknown_type: “{code}” is not in the vocabulary {vocabulary}; kept, and shown nowhere")
