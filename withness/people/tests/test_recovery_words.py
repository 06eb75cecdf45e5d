"""Recovery words: what opens the account on a bad day, and only for who has them on paper."""

from __future__ import annotations

from withness.people.recovering import HOW_MANY, all_words, make_words, person_of_words, say_kept
from withness.people.tests.on_the_threshold import (
    come_in,
    same,
    shown_words,
    switch_on_the_app,
)


def test_recovery_words_open_the_account_also_past_the_second_step(cast, as_):
    browser = as_(None)
    come_in(browser)
    words = shown_words(browser)
    browser.post("/me/words/kept")
    switch_on_the_app(browser)
    browser.post("/account/sign-out")
    answer = browser.post("/account/words", {"nickname": "ANA", "words": f" {words.upper().replace(' ', ',  ')}. "})
    assert answer.headers["Location"] == "/me/ways-in"
    assert "Please set a way in that will last." in browser.get("/me/ways-in").content.decode()


def test_words_have_more_than_eighty_bits_and_are_kept_as_a_hash(cast):
    import math

    assert HOW_MANY * math.log2(len(set(all_words()))) > 80
    words = make_words(person=cast.ana)
    assert len(words.split()) == HOW_MANY >= 7
    assert words not in str(list(cast.ana.__class__.objects.values("recovery_words__words_hash")))
    assert person_of_words(nickname="Ana", words=words) == cast.ana
    assert person_of_words(nickname="ben", words=words) is None


def test_words_are_told_apart_by_their_beginning_and_by_more_than_a_letter():
    words = all_words()
    assert len({word[:4] for word in words}) == len(words)
    near = [
        (one, other) for n, one in enumerate(words) for other in words[n + 1 :]
        if len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) < 2
    ]  # fmt: skip
    assert near == []


def test_new_words_end_the_old_ones(cast):
    old, new = make_words(person=cast.ana), make_words(person=cast.ana)
    assert person_of_words(nickname="ana", words=old) is None
    say_kept(person=cast.ana)
    assert person_of_words(nickname="ana", words=new) == cast.ana


def test_wrong_words_no_words_and_nobodys_words_are_the_same_page(cast, as_):
    make_words(person=cast.ana)
    pages = [
        same(as_(None).post("/account/words", {"nickname": who, "words": "one two three four five six seven eight"}))
        for who in ("ana", "ben", "nobody here")
    ]
    assert pages[0] == pages[1] == pages[2]
    assert pages[0][0] == 422


def test_words_are_tried_no_more_often_than_passwords(cast, as_):
    for _n in range(5):
        come_in(as_(None), "ana", "wrong")
        as_(None).post("/account/words", {"nickname": "ana", "words": "wrong words"})
    assert come_in(as_(None), "ana").status_code == 429
    assert "tried many times" in as_(None).post("/account/words", {"nickname": "ana", "words": "x"}).content.decode()


def test_empty_words_are_asked_again(cast, as_):
    answer = as_(None).post("/account/words", {"nickname": "ana", "words": "1234 --"})
    assert answer.status_code == 422
    assert "Write the eight words" in answer.content.decode()
