"""Letters made plain before words are looked for: one case, one kind of apostrophe, hidden letters gone."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 20_000
_ARABIC = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": "", "ء": "",
    "،": ",", "؛": ";", "؟": "?",
})  # fmt: skip
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "…": ".", "\u200b": ""})
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
_LONG = re.compile(r"([^\W\d_])\1{2,}")
_IN_WORD = re.compile(r"(?<=[a-z])[013!*$@](?=\*?[a-z])")
_AS_LETTER = {"0": "o", "1": "i", "3": "e", "!": "i", "$": "s", "@": "a", "*": "*"}
_ENDS = re.compile(r"[.!?;\n\r]+")
_BETWEEN = re.compile(r"[^\wʼ*\n]+")
_LINES = re.compile(r" ?\n ?")


def plain(words: str) -> str:
    """`words` in small letters, without accents, marks and hidden letters; sentence ends stay. At most 20,000 letters."""
    text = words[:LONGEST]
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKD", text.translate(_QUOTES)).casefold()
        text = unicodedata.normalize("NFC", _MARKS.sub("", text)).translate(_ARABIC)
    text = _LONG.sub(r"\1", text)
    return _IN_WORD.sub(lambda found: _AS_LETTER[found[0]], text)


def lines(text: str) -> str:
    """The sentences of a plain text, one a line, with one space between words."""
    broken = _ENDS.sub("\n", text.replace("'", "ʼ"))
    return _LINES.sub("\n", _BETWEEN.sub(" ", broken)).strip()
