"""How old one must be to read the house: every sentence of its books, counted by published formulas.

English, by Kincaid, Fishburne, Rogers and Chissom, *Derivation of new readability formulas for Navy enlisted personnel*
(1975): grade = 0.39 x words per sentence + 11.8 x syllables per word - 15.59. A child of six is in grade 1, so the age
is grade + 5.

Spanish, by Szigriszt Pazos (1993): 206.835 - 62.3 x syllables per word - words per sentence. The INFLESZ scale of Barrio
Cantalejo and others (2008) calls 55 to 65 normal, 65 to 80 fairly easy, above 80 very easy.

Known limits. Both count length, not whether a word is known or a thought is clear. English syllables are counted by
groups of vowels, with the usual silent endings; a long or foreign word may be one out. Only `.`, `?`, `!` and a line's
end end a sentence. Labels of fewer than four words are left out: they would make every house look easy. No formula with
known limits is published for Arabic that counts what the eye sees; docs/languages.md has the rules for its readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from testing.languages import kept, shelves
from testing.proofs import Figures, proof

OLDEST, OLDEST_IN_NEED = 11.0, 9.0  # years, over all that is said; on the pages for who needs help at once
OLDEST_SENTENCE, LONG_ENOUGH = 15.0, 8  # years, for one sentence of at least so many words
EASY = 65.0  # "fairly easy" on the INFLESZ scale
IN_NEED = re.compile(
    r"withness/safety/(templates/safety/(help|directive|struggling|about_leaving|asked|piece_care)|directive/)"
)
_BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SILENT = re.compile(r"(?<=[^aeiouylscgzxh])es$|(?<=[^aeiouyl])e$|(?<=[^aeiouydt])ed$|(?<=[aeiouy]l)es?$")
_INSIDE = (("every", "evry"), ("some", "som"), ("where", "wher"), ("there", "ther"), ("here", "her"), ("fore", "for"))


@dataclass(frozen=True, slots=True)
class Said:
    """Something the house says, and how long it is."""

    room: str
    words: str
    files: tuple[str, ...]
    sentences: int
    many: int
    syllables: int


def english() -> list[Said]:
    """Every sentence that is marked for the translators."""
    return [said for room in sorted(shelves()) for said in _said(room, "es", translated=False)]


def spanish() -> list[Said]:
    """The same, as it is said in Spanish."""
    return [said for room in sorted(shelves()) for said in _said(room, "es", translated=True)]


def _said(room: str, language: str, *, translated: bool) -> Iterator[Said]:
    for one in kept(room, language):
        given = (one.string if translated else one.id) if one.id else ""
        text = given[-1] if isinstance(given, tuple | list) else given
        said = counted(text, spanish_syllables if translated else english_syllables)
        if said[1] >= 4:
            yield Said(room, text, tuple(sorted({where for where, _line in one.locations})), *said)


def counted(text: str, syllables: object) -> tuple[int, int, int]:
    """Sentences, words and syllables. A blank that is filled in later counts as a short name."""
    plain = re.sub(r"<[^>]+>", " ", _BLANK.sub("Ana", text))
    words = _WORD.findall(plain)
    sentences = [part for part in re.split(r"[.!?…]+[”’)]*(?:\s|$)|\n", plain) if _WORD.search(part)]
    return len(sentences), len(words), sum(map(syllables, words))  # type: ignore[arg-type]


def english_syllables(word: str) -> int:
    """Groups of vowels that are spoken."""
    plain = re.sub(r"[^a-z]", "", re.sub(r"[’']\w*$", "", word.lower()))
    for long, short in _INSIDE:
        plain = plain.replace(long, short)
    if len(plain) <= 3:
        return 1
    plain = _SILENT.sub("", plain)
    apart = len(re.findall(r"i[ao]|(?<!p)eo|ua|uo|[ye]ing|ism$", plain)) - len(
        re.findall(r"[tscg]i[ao]|[gq]ua|quo", plain)
    )
    return max(1, len(re.findall(r"[aeiouy]+", plain)) + apart)


def spanish_syllables(word: str) -> int:
    """Each open or accented vowel is one, and each group of closed ones that stands alone."""
    plain = re.sub(r"y(?=[aeiouáéíóú])", "-", word.lower())
    closed = re.findall(r"[iuüy]+", re.sub(r"[iuüy]*[aeoáéíóú][iuüy]*", "-", plain))
    return max(1, len(re.findall(r"[aeoáéíóú]", plain)) + len(closed))


def age(of: Iterable[Said]) -> float:
    """The years a reader has, by the formula of Kincaid and others."""
    sentences, words, syllables = _sums(of)
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59 + 5


def ease(of: Iterable[Said]) -> float:
    """Of Szigriszt Pazos: the more the easier, 0 to 100."""
    sentences, words, syllables = _sums(of)
    return 206.835 - 62.3 * syllables / words - words / sentences


def _sums(of: Iterable[Said]) -> tuple[int, int, int]:
    those = list(of)
    return sum(one.sentences for one in those), sum(one.many for one in those), sum(one.syllables for one in those)


def said_in_need(all_of: Iterable[Said]) -> list[Said]:
    """What somebody reads who needs help at once: Help now, the plan for bad hours, leaving quickly."""
    return [one for one in all_of if any(IN_NEED.match(where) for where in one.files)]


def too_hard(all_of: Iterable[Said]) -> dict[str, float]:
    """Each sentence that alone asks for too many years, the hardest first."""
    found = {one.words: age([one]) for one in all_of if one.many >= LONG_ENOUGH}
    return dict(
        sorted(((words, old) for words, old in found.items() if old > OLDEST_SENTENCE), key=lambda one: -one[1])
    )


@proof(
    "reading_age", "all that the house says can be read at eleven, and what one reads in need at nine; Spanish is easy"
)
def reading_age(seed: int, full: bool) -> Figures:
    """Years in English and ease in Spanish: over all, in need, and in each room."""
    there, en_espanol = english(), spanish()
    rooms = {room: age(one for one in there if one.room == room) for room in sorted({one.room for one in there})}
    years, in_need, easy = age(there), age(said_in_need(there)), ease(en_espanol)
    assert years <= OLDEST, years
    assert in_need <= OLDEST_IN_NEED, in_need
    assert max(rooms.values()) <= OLDEST, rooms
    assert easy >= EASY, easy
    told = {"sentences": sum(one.sentences for one in there), "years": f"{years:.1f}", "in need": f"{in_need:.1f}"}
    by_room = {room: f"{old:.1f}" for room, old in rooms.items()} if full else {}
    return (
        told
        | {"Spanish (INFLESZ)": f"{easy:.0f}", "Spanish in need": f"{ease(said_in_need(en_espanol)):.0f}"}
        | by_room
    )
