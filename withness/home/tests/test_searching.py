"""Finding words again, and only one's own groups' words."""

import logging
import re

import pytest

from withness.shares.replying import reply
from withness.shares.sharing import share


@pytest.fixture
def words(cast):
    teasel = cast.face(cast.ana, cast.long_nights)
    first = share(by=teasel, words="The kettle at four, again.", need="just_listen")
    answer = reply(by=cast.face(cast.chidi, cast.long_nights), share=first, words="My kettle too.")
    heron = share(by=cast.face(cast.ana, cast.still_water), words="A kettle by the water.", need="just_listen")
    return first, answer, heron


def _search(as_, person, **asked):
    return as_(person).get("/search", asked).content.decode()


def test_ben_finds_shares_and_replies_the_newest_first(cast, as_, words):
    first, answer, heron = words
    page = _search(as_, cast.ben, words="kettle")
    links = re.findall(r'<a href="(/g/[^"]+/s/[^"]+)">Read on', page)
    assert links == [
        f"/g/{cast.still_water.id}/s/{heron.id}",
        f"/g/{cast.long_nights.id}/s/{first.id}#{answer.id}",
        f"/g/{cast.long_nights.id}/s/{first.id}",
    ]


def test_one_group_alone_can_be_searched(cast, as_, words):
    page = _search(as_, cast.ben, words="kettle", group=cast.still_water.id)
    assert "A kettle by the water." in page
    assert "My kettle too." not in page


def test_sam_and_a_stranger_find_nothing(cast, as_, words):
    page = _search(as_, cast.sam, words="kettle")
    assert "You do not belong anywhere yet." in page
    assert "kettle" not in page.replace('value="kettle"', "")
    answer = as_(None).get("/search?words=kettle")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/come-in?next=/search")


def test_dana_gains_nothing_by_naming_a_group_she_is_not_in(cast, as_, words):
    page = _search(as_, cast.dana, words="kettle", group=cast.long_nights.id)
    assert "Nothing found." in page
    assert "Long Nights" not in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("k", "Please write at least two letters."),
        ("!!", "Please write at least two letters."),
        ("zebra", "Nothing found."),
        ("", "Find words again"),
    ],
)
def test_too_little_nothing_and_an_empty_field_are_each_answered(cast, as_, words, asked, said):
    assert said in _search(as_, cast.ben, words=asked)


@pytest.mark.parametrize(
    ("kept", "asked"),
    [("Mañana será otro día.", "manana"), ("أشعر بالوحدة في اللّيل", "الليل"), ("Ich möchte schlafen", "mochte")],
)
def test_words_of_other_languages_are_found_without_their_marks(cast, as_, kept, asked):
    share(by=cast.face(cast.ana, cast.long_nights), words=kept, need="just_listen")
    assert kept in _search(as_, cast.ben, words=asked)


def test_what_has_a_content_note_stays_folded(cast, as_):
    share(by=cast.face(cast.ana, cast.long_nights), words="It was in March.", need="just_listen", note="a death")
    page = _search(as_, cast.ben, words="march")
    assert "Mentions: a death." in page
    assert "It was in March." not in page


def test_markup_in_the_question_is_only_letters(cast, as_, words):
    page = _search(as_, cast.ben, words='"><script>alert(1)</script>')
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_the_title_and_the_journal_hold_nothing_of_what_was_asked(cast, as_, words, caplog):
    with caplog.at_level(logging.DEBUG):
        page = _search(as_, cast.ben, words="kettle")
    assert "<title>Search</title>" in page
    lines = [f"{line.getMessage()} {line.__dict__}" for line in caplog.records if line.name == "withness.pages"]
    assert lines
    assert not [line for line in lines if "kettle" in line]


@pytest.mark.parametrize("things", [1, 3])
def test_searching_asks_the_database_a_fixed_number_of_questions(cast, as_, django_assert_num_queries, things):
    for n in range(things):
        share(by=cast.face(cast.ana, cast.long_nights), words=f"Kettle {n}.", need="just_listen")
    ben = as_(cast.ben)
    ben.get("/search?words=kettle")
    with django_assert_num_queries(9):
        ben.get("/search?words=kettle")
