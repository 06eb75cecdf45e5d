"""Cursors lead back to where they came from, and nowhere else."""

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from withness.foundation.keyset import Asked, asked, cursor
from withness.foundation.refusing import NotUnderstood


@given(st.integers(-(2**63) + 1, 2**63 - 1))
def test_a_number_comes_back(number):
    assert Asked(cursor(number), 20).number() == number


@given(st.text(max_size=300))
def test_what_is_not_ours_is_not_understood_and_breaks_nothing(text):
    try:
        number = Asked(text, 20).number()
    except NotUnderstood:
        return
    assert number is None if not text else abs(number) <= 2**63 - 1


def test_a_number_no_database_knows_is_not_understood():
    with pytest.raises(NotUnderstood):
        Asked(cursor(2**63), 20).number()


def test_other_names_for_a_cursor_are_understood():
    asking = RequestFactory().get
    for name in ("cursor", "next"):
        assert asked(asking("/", {name: cursor(7)}), after="", limit=20).number() == 7
    assert asked(asking("/", {"cursor": cursor(7)}), after=cursor(3), limit=20).number() == 3
