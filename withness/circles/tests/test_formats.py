"""Formats are read as people write them; a bad line is named, with the reason."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withness.circles.formats.parsing import BadFormat, read_format
from withness.circles.formats.shelf import NAMES, shipped, shipped_text

GOOD = """name: Evening
people: 8

# a note
[How we are]
kind: round
minutes: 10
turn: 90 seconds
prompt: How is it?
  And under it?
"""


def test_reading_tells_everything():
    plan = read_format(GOOD)
    assert (plan.name, plan.people, plan.minutes, plan.door) == ("Evening", 8, 10, "newcomers knock")
    (phase,) = plan.phases
    assert (phase.title, phase.turn, phase.prompt) == ("How we are", 90, "How is it?\nAnd under it?")
    assert read_format(GOOD.replace("\n", "\r\n")) == plan


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (("people: 8", "people: many"), 2, "whole number from 2 to 60"),
        (("people: 8", "colour: blue"), 2, "“colour” is not known here"),
        (("people: 8", "people 8"), 2, "a colon"),
        (("kind: round", "kind: dance"), 6, "Choose one of"),
        (("minutes: 10", "turn: 1 minute"), 8, "stands here twice"),
        (("minutes: 10\n", ""), 5, "“minutes:” is missing"),
        (("turn: 90 seconds", "turn: a while"), 8, "3 minutes"),
        (("kind: round", "kind: silence"), 8, "Only a round"),
        (("[How we are]", "[How we are"), 5, "brackets"),
        (("name: Evening", " name: Evening"), 1, "nothing before it"),
        (("kind: round\nminutes: 10\nturn: 90 seconds", "kind: skill\nminutes: 10"), 5, "needs its steps"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_the_reason(change, line, reason):
    with pytest.raises(BadFormat) as no:
        read_format(GOOD.replace(*change))
    assert no.value.line == line
    assert reason in no.value.reason


def test_without_any_phase_there_is_no_circle():
    with pytest.raises(BadFormat, match="no phase yet"):
        read_format("name: Nothing")


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_formats_can_be_read(name):
    assert shipped()[name].minutes >= 20
    assert shipped_text(name).strip()


@given(st.text(alphabet=st.sampled_from("[]:# \n\tabkindeminutesroundx0123é")) | st.text())
def test_whatever_is_written_is_read_or_refused(text):
    with contextlib.suppress(BadFormat):
        assert read_format(text).phases
