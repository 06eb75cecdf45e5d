"""Pages: what the frame says is the frame's."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from withness.foundation.pages import apart, in_tongue, render


def test_no_page_takes_a_word_of_the_frame_for_its_own():
    request = RequestFactory().get("/")
    for word in ("language", "said", "person"):
        with pytest.raises(ValueError, match=f"frame: {word}"):
            render(request, "frame.html", **{word: "el"})


def test_a_page_may_leave_a_word_of_the_frame_empty():
    assert "<main" in render(RequestFactory().get("/"), "frame.html", said="", person=None)


def test_words_of_somebody_stand_apart_and_stay_words():
    assert apart("<b>رضيع") == "<bdi>&lt;b&gt;رضيع</bdi>"
    assert apart("Reading", "en") == '<bdi lang="en" dir="ltr">Reading</bdi>'


def test_an_element_says_in_which_language_it_speaks_or_runs_as_it_begins():
    assert [in_tongue(code) for code in ("ar", "es", "")] == [
        ' lang="ar" dir="rtl"',
        ' lang="es" dir="ltr"',
        ' dir="auto"',
    ]
