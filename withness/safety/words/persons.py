"""The rules read over a text: what was said, how clearly, and of whom."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from withness.safety.words.english import regular
from withness.safety.words.finding import Finder
from withness.safety.words.letters import lines
from withness.safety.words.said import CLEAR, FAINT, LIKELY, Book, Rule, book

SELF, OTHER, YOU = "self", "other", "you"
_ALWAYS_OWN = {"a goodbye", "they would be better off"}
_YOU = re.compile(r"\b(?:you|your|yourself|yours)\b")
_THEIRS = re.compile(r"\b(?:himself|herself|themsel\w+|his|her|their|sent me|to me)\b")
_ARABIC = re.compile("[\u0600-\u06ff]")
_SPANISH = re.compile(
    r"\b(?:que|de|la|el|los|las|mi|se|ya|una?|para|con|por|voy|quiero|kiero|qiero|estoy|ojala|morir\w*|vivir|matar\w*|suici\w+)\b"
)
_ENGLISH = re.compile(r"\b(?:the|i|im|my|to|and|of|a|is|you|it|that|this|dont|for|was|want|wanna|gonna|kms)\b")


@dataclass(frozen=True, slots=True)
class Heard:
    """Something said in one sentence."""

    whom: str
    weight: int
    because: str


def hear(text: str) -> list[Heard]:
    """What the rules find in a plain text (`letters.plain`), in every language we have rules for."""
    found: list[Heard] = []
    if not text.isascii() and _ARABIC.search(text):
        found += _hear(lines(text), "ar")
    beginning = text[:1000]
    spanish, english = len(_SPANISH.findall(beginning)), len(_ENGLISH.findall(beginning))
    whole = lines(text)
    if spanish * 3 >= english - 1:
        found += _hear(_in_spanish(whole), "es")
    if english * 4 >= spanish:
        found += _hear(regular(whole.replace("\n", " \n ")).replace(" \n ", "\n"), "en")
    return found


def level(found: list[Heard], whom: str) -> int:
    """The weight of the clearest thing said of `whom`; three faint ones count as LIKELY."""
    of = [one.weight for one in found if one.whom == whom]
    if not of:
        return 0
    return LIKELY if max(of) == FAINT and len(of) > 2 else max(of)


@dataclass(frozen=True, slots=True)
class Language:
    """The rules of a language. Those about others come first in `finder`, `others` many. `by_verb`: who is meant stands
    in the verb and its endings; else it is the person named last.
    """

    said: Book
    finder: Finder
    others: int
    by_verb: bool


@cache
def language(name: str) -> Language:
    """The language of that name: `en`, `es` or `ar`."""
    said = book(name)
    others = said.rules["others"]
    return Language(said, Finder([*others, *said.rules["own"]]), len(others), "self" not in said.patterns)


def _in_spanish(text: str) -> str:
    whole = language("es").said.words
    return "\n".join([" ".join([whole.get(word, word) for word in line.split(" ")]) for line in text.split("\n")])


def _hear(text: str, name: str) -> list[Heard]:
    spoken = language(name)
    touched: dict[int, set[int]] = defaultdict(set)
    start, end = 0, -1
    for place, numbers in spoken.finder.touched(text):
        if place > end:
            start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
            end = len(text) if end < 0 else end
        touched[start].update(numbers)
    for found in re.finditer(r"^", text, re.MULTILINE) if spoken.finder.always else ():
        touched[found.start()].update(spoken.finder.always)
    heard: list[Heard] = []
    for start, near in touched.items():
        end = text.find("\n", start)
        heard += _in_sentence(text[start : end if end >= 0 else None], sorted(near), spoken)
    return heard


def _in_sentence(sentence: str, numbers: list[int], spoken: Language) -> list[Heard]:
    found: list[Heard] = []
    for number in numbers:
        rule = spoken.finder.rules[number]
        match = rule.pattern.search(sentence)
        if match is None:
            continue
        of_other = number < spoken.others
        one = _of_other(match, rule, spoken) if of_other else _weighed(match, rule, spoken, found)
        if one is not None and one not in found:
            found.append(one)
    return found


def _of_other(match: re.Match[str], rule: Rule, spoken: Language) -> Heard | None:
    if not (spoken.by_verb or _THEIRS.search(match[0]) or _nearest(match, spoken.said) == OTHER):
        return None
    about = spoken.said.patterns["about"].search(match.string)
    return Heard(OTHER, FAINT if about else rule.weight, rule.because)


def _weighed(match: re.Match[str], rule: Rule, spoken: Language, found: list[Heard]) -> Heard | None:
    """A rule that matched, with the weight it has here: less where it is said not to be so, or is only talked about."""
    of_other = any(one.whom == OTHER for one in found)
    whom = SELF
    if not spoken.by_verb and (of_other or rule.because not in _ALWAYS_OWN):
        whom = _nearest(match, spoken.said)
    if of_other and (whom == OTHER or spoken.by_verb):
        return None
    weight, patterns = rule.weight, spoken.said.patterns
    if patterns["about"].search(match.string):
        weight = FAINT
    elif weight == CLEAR and patterns["not"].search(_up_to(match)):
        weight = LIKELY
    return Heard(whom, weight, rule.because)


def _up_to(match: re.Match[str]) -> str:
    """What stands before the match; for a rule that begins far ahead, before its last word."""
    before = match.string[: match.start()].rstrip()
    last = match.string[: match.end()].rpartition(" ")
    return f"{before}\n{last[0]}" if last[2] == "suicide" else before


def _nearest(match: re.Match[str], said: Book) -> str:
    """Of whom the words that end here speak: the person named last, and oneself where nobody is."""
    before = match.string[: match.end()]
    places = {
        SELF: _last(said.patterns["self"], before),
        OTHER: _last(said.patterns["other"], before),
        YOU: _last(_YOU, before),
    }
    nearest = max(places, key=lambda whom: places[whom])
    return nearest if places[nearest] >= 0 else SELF


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)
