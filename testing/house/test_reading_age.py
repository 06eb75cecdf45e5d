"""The house can be read by a child of eleven, and by one of nine where somebody needs help at once."""

from __future__ import annotations

import pytest

from testing.proving.reading_age import (
    EASY,
    OLDEST,
    OLDEST_IN_NEED,
    Said,
    age,
    counted,
    ease,
    english,
    english_syllables,
    said_in_need,
    spanish,
    spanish_syllables,
    too_hard,
)

# Long, each a list of several things that are told together; how they begin. None is added without a reason in its review.
MAY_BE_HARD = {
    "Withness is a home for small groups",
    "What we need to keep the house safe",
    "What puts somebody in danger, says how",
    "A steward looks out of curiosity:",
    "The members, in plain words, on the first page",
    "Write down when, by whom, and what was seen.",
    "The address at the top of the window,",
    "If you believe that somebody may die",
}


def said(words: str) -> Said:
    return Said("home", words, (), *counted(words, english_syllables))


@pytest.mark.parametrize(
    ("word", "many"),
    [("help", 1), ("here", 1), ("people", 2), ("leave", 1), ("quickly", 2), ("written", 2), ("asked", 1), ("wanted", 2),
     ("somebody", 3), ("everybody", 4), ("places", 2), ("hear", 1), ("facilitator", 5), ("you’ve", 1), ("table", 2), ("share", 1),
     ("people’s", 2), ("shares", 1), ("notices", 3), ("being", 2), ("community", 4)],
)  # fmt: skip
def test_english_syllables_are_counted_as_spoken(word: str, many: int) -> None:
    assert english_syllables(word) == many


@pytest.mark.parametrize(
    ("word", "many"),
    [("ayuda", 3), ("hoy", 1), ("muy", 1), ("y", 1), ("que", 1), ("leer", 2), ("día", 2), ("reunión", 2), ("ciudad", 2),
     ("quien", 1), ("acompañar", 4), ("país", 2)],
)  # fmt: skip
def test_spanish_syllables_are_counted_as_spoken(word: str, many: int) -> None:
    assert spanish_syllables(word) == many


def test_a_hard_sentence_would_be_found() -> None:
    hard = said(
        "Confidentiality obligations notwithstanding, administrators may communicate information to authorities."
    )
    plain = said("What you say here stays here. You can go at any time.")
    assert age([plain]) < OLDEST_IN_NEED < OLDEST < age([hard])
    assert list(too_hard([plain, hard])) == [hard.words]


def test_the_house_can_be_read_at_eleven_and_in_need_at_nine() -> None:
    there = english()
    assert len(there) > 2000
    assert len(said_in_need(there)) > 60
    for room in {one.room for one in there}:
        assert age(one for one in there if one.room == room) <= OLDEST, room
    assert age(there) <= OLDEST
    assert age(said_in_need(there)) <= OLDEST_IN_NEED


def test_no_sentence_alone_asks_for_much_more() -> None:
    hard = too_hard(english())
    assert [words for words in hard if not words.startswith(tuple(MAY_BE_HARD))] == []
    assert [begin for begin in MAY_BE_HARD if not any(words.startswith(begin) for words in hard)] == []


def test_spanish_is_fairly_easy_too() -> None:
    there = spanish()
    assert ease(there) >= EASY
    assert ease(said_in_need(there)) >= EASY
