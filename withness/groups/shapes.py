"""What the eye reads of a name: case, accents, spaces and look-alikes of other alphabets fall together.

The pairs of look-alikes are Unicode's own (Technical Standard 39, confusables); a few more for what a hurried reader
of Latin or Arabic letters takes for the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from confusable_homoglyphs import confusables

LONGEST = 60
_ALIKE = {"0": "o", "1": "l", "i": "l", "5": "s", "3": "e"} | {
    "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه", "ة": "ه", "ۃ": "ه",
}  # fmt: skip
_PAIRS = re.compile("rn|vv")
_PAIR = {"rn": "m", "vv": "w"}
# Letters and marks without ink: a name made of them would look like no name, or like somebody else's.
_NO_INK = frozenset("\u0640\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5") | frozenset(
    chr(code)
    for first, last in ((0xFE00, 0xFE0F), (0x180B, 0x180F), (0xE0100, 0xE01EF))
    for code in range(first, last + 1)
)


def shape_of(alias: str) -> str:
    """The shape that is kept: no two members of a group have the same."""
    flat = unicodedata.normalize("NFKD", alias)
    return _PAIRS.sub(lambda pair: _PAIR[pair[0]], "".join(_plainest(c) for c in flat if _has_ink(c)))[:LONGEST]


def shapes_of(alias: str) -> set[str]:
    """All shapes that this alias has in small, large and mixed letters: some are look-alikes only in one of them."""
    return {shape_of(form) for form in (alias, alias.lower(), alias.upper(), alias.title())}


def has_letters(alias: str) -> bool:
    """Whether anything is there to be read: a letter with ink."""
    return any(c.isalpha() and _has_ink(c) for c in unicodedata.normalize("NFKD", alias))


def _has_ink(letter: str) -> bool:
    """Letters and digits; and of the marks those that are vowels of their own, as in Hindi or Thai."""
    if letter in _NO_INK:
        return False
    return letter.isalnum() or (unicodedata.category(letter)[0] == "M" and not unicodedata.combining(letter))


@lru_cache(maxsize=8192)
def _plainest(letter: str) -> str:
    """The plainest letter this one is mistaken for, or itself in small."""
    if letter.isdigit():
        letter = str(unicodedata.digit(letter, letter))
    for form in (letter, letter.upper(), letter.lower()):
        plain = _latin(form)
        if plain:
            return _ALIKE.get(plain, plain)
    small = letter.casefold()
    return _ALIKE.get(small, small)


def _latin(letter: str) -> str:
    """The Latin letter or digit this looks like, in small; nothing when it looks like none."""
    if letter.isascii():
        return letter.casefold() if letter.isalnum() and len(letter) == 1 else ""
    for twin in confusables.confusables_data.get(letter, []):
        plain = "".join(c for c in unicodedata.normalize("NFKD", twin["c"]) if c.isascii() and c.isalnum())
        if len(plain) == 1:
            return plain.casefold()
    return ""
