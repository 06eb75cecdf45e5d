"""A number in a form is read as it stands, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from withness.foundation.numbers import BIGGEST, signed, whole


@given(any_.integers(0, BIGGEST), any_.sampled_from(["", " ", "\n", "   "]))
def test_what_is_a_number_is_read(number, space):
    assert whole(f"{space}{number}{space}") == number


@given(any_.text())
def test_anything_at_all_gets_an_answer(text):
    read = whole(text, least=1, most=10)
    assert read is None or 1 <= read <= 10


@pytest.mark.parametrize("text", [None, "", " ", "²", "٣", "-1", "+1", "1.0", "1 2", "0000059999999", "9" * 5000])
def test_what_is_none_or_too_much_is_nothing(text):
    assert whole(text, most=1000) is None


def test_both_ends_are_within():
    assert [whole(text, least=1, most=3) for text in "01234"] == [None, 1, 2, 3, None]


@given(any_.integers(-BIGGEST, BIGGEST))
def test_signed_reads_what_is_below_nothing_too(number):
    assert signed(f" {number} ") == number


@pytest.mark.parametrize("text", [None, "", "-", "--1", "- 1", "1-", "-²", "-" + "9" * 5000])
def test_signed_of_what_is_none_is_nothing(text):
    assert signed(text) is None
