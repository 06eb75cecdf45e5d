"""Hints before a reply is sent: explained, never a bar, kept nowhere. Rules, and for advice also a small model."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

from withness.safety.words.english import regular
from withness.safety.words.finding import Finder
from withness.safety.words.letters import lines, plain
from withness.safety.words.said import book
from withness.safety.words.weighing import grams_of, model

Kind = Literal["advice", "judging", "minimising", "promising", "contact", "money", "secrecy", "personal"]
KINDS: tuple[Kind, ...] = ("contact", "money", "secrecy", "personal", "judging", "minimising", "promising", "advice")
UNASKED = {"just_listen", "celebrate"}  # needs that ask for no advice
_SURE = 1.4  # the lean at which a sentence counts as advice without a rule (docs/models/hints.md)
REACHING: tuple[Kind, ...] = ("contact", "money", "secrecy")  # the ways in which one person comes too near another
_AS_IT_STANDS = {"contact", "money", "secrecy", "personal"}


@dataclass(frozen=True, slots=True)
class Hint:
    """A kind, and the piece of the reply that it is about, in the reply's own letters made small."""

    kind: Kind
    because: str


def hints_for(*, need: str, share: str, reply: str) -> list[Hint]:  # noqa: ARG001 -- what was shared may matter one day
    """What may be worth another look in `reply`; one hint of a kind at most, those that may harm first."""
    found: list[Hint] = []
    as_it_stands, told = _small(reply), regular(lines(plain(reply)).replace("\n", " \n ")).replace(" \n ", "\n")
    for kind in KINDS:
        if kind == "advice" and need not in UNASKED:
            continue
        because = _first(kind, as_it_stands) if kind in _AS_IT_STANDS else _first_told(kind, told)
        if because is None and kind == "advice":
            because = _advised(reply)
        if because is not None:
            found.append(Hint(kind, because))
    return found


def reaching_hints(words: str) -> list[Hint]:
    """Where words between two ask for a way to meet elsewhere, for money or for silence. Both of them should know."""
    as_it_stands = _small(words)
    found = ((kind, _first(kind, as_it_stands)) for kind in REACHING)
    return [Hint(kind, because) for kind, because in found if because is not None]


@cache
def _rules(kind: str) -> Finder:
    return Finder(book("reaching" if kind in _AS_IT_STANDS else "hints").rules[kind])


def _small(reply: str) -> str:
    """Small letters without accents; every kind of digit as 0 to 9; letters that nobody sees are gone."""
    text = unicodedata.normalize("NFKD", reply[:20_000].replace("’", "'")).casefold()
    text = re.sub("[\u0300-\u036f\u064b-\u065f\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    text = text.translate(str.maketrans("أإآىة", "اااية"))
    return "".join(str(unicodedata.digit(one)) if one.isdigit() and not one.isascii() else one for one in text)


def _first(kind: str, text: str) -> str | None:
    for rule in _rules(kind).rules:
        match = rule.pattern.search(text)
        if match:
            return match[0].strip()[:80]
    return None


def _first_told(kind: str, text: str) -> str | None:
    reported, denied = (book("hints").patterns[name] for name in ("reported", "denied"))
    finder = _rules(kind)
    numbers = sorted({number for _place, touched in finder.touched(text) for number in touched} | set(finder.always))
    for sentence in text.split("\n"):
        if reported.search(sentence) and kind in {"judging", "minimising", "promising"}:
            continue
        for number in numbers:
            match = finder.rules[number].pattern.search(sentence)
            if match and not denied.search(sentence[: match.start()].rstrip()):
                return match[0].strip()[:80]
    return None


def _advised(reply: str) -> str | None:
    """The sentence that leans most to advice, if one is sure enough. Whoever tells of themselves gives no advice."""
    best, sentence = _SURE, None
    for one in re.split(r"(?<=[.!?])\s+|\n+", reply[:20_000]):
        text = plain(one).strip()
        if re.match(r"(?:i|my|we|me|when i|for me)\b", text) or len(text) < 12:
            continue
        lean = model("advice").margin(grams_of(text, edges=True))
        if lean > best:
            best, sentence = lean, text[:80]
    return sentence
