"""The shipped formats in the language of the group; a page says in which language a format speaks."""

from __future__ import annotations

import re

import pytest

from withness.circles.choosing import keep_format, offers, text_of
from withness.circles.formats.parsing import read_format
from withness.circles.formats.shelf import NAMES, TONGUES, plan_of, shipped, shipped_text, tongue_for
from withness.circles.opening import open_circle
from withness.circles.tests.playing import fresh, running


def bones(plan):
    """What must not depend on the language: all but the words."""
    head = (plan.people, plan.door, plan.listeners, len(plan.roles), plan.minutes)
    return head, [
        (
            one.kind, one.minutes, one.turn, one.order, one.cross_talk, one.speaks, one.reads_agreement,
            bool(one.prompt), len(one.words.split("\n")) if one.words else 0,
        )
        for one in plan.phases
    ]  # fmt: skip


def speak(group, language):
    group.language = language
    group.save(update_fields=["language"])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("tongue", TONGUES)
def test_each_of_the_eighteen_is_read_and_goes_as_the_english_one(name, tongue):
    plan = read_format(shipped_text(name, tongue))
    assert bones(plan) == bones(shipped()[name])
    assert plan_of(shipped_text(name, tongue)).tongue == tongue


@pytest.mark.parametrize("name", NAMES)
def test_nothing_stayed_in_english(name):
    said = [[p.name, p.about, *p.roles, *(w for f in p.phases for w in (f.title, f.prompt, f.words))] for p in
            (shipped(tongue)[name] for tongue in TONGUES)]  # fmt: skip
    for english, spanish, arabic in zip(*said, strict=True):
        if english and english != "our agreement":
            assert spanish != english
            assert re.search(r"[\u0600-\u06ff]", arabic)
            assert not re.search(r"[A-Za-z]", arabic)


def test_a_group_finds_them_in_its_language_and_in_english_where_we_have_none(faces):
    group = faces[0].group
    for language, tongue in (("es", "es"), ("ar", "ar"), ("en", "en"), ("fr", "en")):
        group.language = language
        assert tongue_for(language) == tongue
        assert {offer.plan.tongue for offer in offers(group)} == {tongue}
        assert text_of(group, "pause") == shipped_text("pause", tongue)


def test_a_circle_under_way_keeps_the_plan_it_was_opened_with(faces):
    circle = open_circle(by=faces[0], format_name="pause")
    speak(faces[0].group, "es")
    assert fresh(circle).plan == shipped("en")["pause"]
    assert open_circle(by=faces[0], format_name="pause").plan == shipped("es")["pause"]


def test_a_page_says_in_which_language_a_shipped_format_speaks(cast, as_, faces):
    speak(faces[0].group, "fr")
    browser, base = as_(cast.chidi), f"/g/{faces[0].group_id}/circles"
    browser.cookies["language"] = "ar"
    assert browser.get(f"{base}/new").content.decode().count('lang="en" dir="ltr"') >= 3 * len(NAMES)
    page = browser.get(f"{base}/formats/pause").content.decode()
    assert '<h1 lang="en" dir="ltr">20-minute pause</h1>' in page
    assert '<bdi lang="en" dir="ltr">timekeeper</bdi>' in page
    circle = running(faces, part=1)
    for piece in ("", "/room", "/screen", "/hall"):
        page = browser.get(f"/g/{circle.group_id}/c/{circle.id}{piece}").content.decode()
        assert 'lang="en" dir="ltr">Grounding<' in page, piece


def test_what_a_group_wrote_runs_as_it_begins(cast, as_, faces):
    kept = keep_format(by=faces[0], text=shipped_text("pause", "ar").replace("20", "25"))
    page = as_(cast.chidi).get(f"/g/{faces[0].group_id}/circles/formats/{kept.id}").content.decode()
    assert '<h1 dir="auto">استراحة من 25 دقيقة</h1>' in page
