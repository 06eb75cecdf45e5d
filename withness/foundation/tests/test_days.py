"""A day in a form is read as it stands, with space around it or none, or asked for again."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from withness.foundation.days import day
from withness.foundation.refusing import NotUnderstood


@given(any_.dates(), any_.sampled_from(["", " ", "\n", "   "]))
def test_what_is_a_day_is_read(one, space):
    assert day(f"{space}{one.isoformat()}{space}", field="on") == one


@given(any_.text())
def test_anything_at_all_gets_an_answer(text):
    with suppress(NotUnderstood):
        assert isinstance(day(text, field="on"), date | None)


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_is_no_day(text):
    assert day(text, field="on") is None


def test_what_is_none_is_asked_for_again():
    with pytest.raises(NotUnderstood, match="2026-11-25") as no:
        day("next Tuesday", field="since")
    assert no.value.field == "since"
