"""Choosing what stays folded."""

import pytest

from withness.safety.folding import unfolded_notes, unfolds, wish_unfolded
from withness.safety.models import FoldWish


def test_a_stranger_is_shown_the_way_in(as_, db):
    assert as_(None).get("/me/notes").headers["Location"] == "/account/come-in?next=/me/notes"


def test_ben_unfolds_two_notes_and_one_of_his_own_words(cast, as_):
    ben = as_(cast.ben)
    answer = ben.post("/me/notes", {"note": ["a death", "eating"], "other": " Needles ,  ,war"}, follow=True)
    page = answer.content.decode()
    assert "Kept." in page
    assert unfolded_notes(cast.ben) == {"a death", "eating", "needles", "war"}
    assert page.count(" checked") == 2
    assert 'value="needles, war"' in page
    assert unfolded_notes(cast.sam) == set()


def test_choosing_again_folds_what_is_no_longer_chosen(cast, as_):
    wish_unfolded(person=cast.ben, notes=["a death", "war"])
    as_(cast.ben).post("/me/notes", {"note": "war"})
    wanted = unfolds(cast.ben)
    assert (wanted("War"), wanted("a death"), wanted("")) == (True, False, False)


@pytest.mark.parametrize("other", ["x" * 5000, "," * 500, "\u202e\x00", "<b>"])
def test_odd_words_do_no_harm(cast, as_, other):
    answer = as_(cast.ben).post("/me/notes", {"other": other}, follow=True)
    assert answer.status_code == 200
    assert FoldWish.objects.filter(person=cast.ben).count() <= 1
