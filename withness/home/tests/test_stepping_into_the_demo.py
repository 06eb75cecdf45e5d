"""From the demo's front page one steps in as any of the cast with one press; never anywhere else, as nobody real."""

from __future__ import annotations

import pytest

from testing.cast import a_person
from withness.home.demo import load_demo
from withness.home.demo.cast import CAST
from withness.home.demo.roles import ROLES
from withness.people.models import Person

FRONT, STEP_IN = "/", "/demo/step-in"
HERE = {"HTTP_HOST": "127.0.0.1:8000"}


@pytest.fixture
def demo(db, few_stories):
    load_demo()


def test_every_one_of_the_cast_can_be_stepped_into_with_one_press(demo, as_):
    page = as_(None).get(FRONT, **HERE).content.decode()
    assert [role.nickname for role in ROLES] == list(CAST)
    for role in ROLES:
        assert f'value="{role.nickname}"' in page
        browser = as_(None)
        answer = browser.post(STEP_IN, {"who": role.nickname}, **HERE)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/today")
        today = browser.get("/today", **HERE)
        assert today.status_code == 200
        assert "This is a demo." in today.content.decode()


def test_one_steps_from_one_to_the_next(demo, as_):
    browser = as_(None)
    browser.post(STEP_IN, {"who": "ana"}, **HERE)
    assert "Still Water" in browser.get("/today", **HERE).content.decode()
    browser.post(STEP_IN, {"who": "sam"}, **HERE)
    assert "Still Water" not in browser.get("/today", **HERE).content.decode()


@pytest.mark.parametrize("who", ["", "petra", "demo:margaret", "ANA", "nobody"])
def test_nobody_else_can_be_stepped_into(demo, as_, who):
    a_person("petra")
    browser = as_(None)
    assert browser.post(STEP_IN, {"who": who}, **HERE).status_code == 404
    assert browser.get("/today", **HERE).status_code == 302
    assert browser.get(STEP_IN, **HERE).status_code == 405


def test_a_real_person_called_like_one_of_the_cast_is_safe(as_, db):
    a_person("ana")
    assert STEP_IN not in as_(None).get(FRONT, **HERE).content.decode()
    assert as_(None).post(STEP_IN, {"who": "ana"}, **HERE).status_code == 404


@pytest.mark.parametrize("elsewhere", [{"HTTP_HOST": "example.org"}, {"REMOTE_ADDR": "192.0.2.7"}, {"LOOPBACK": False}])
def test_from_anywhere_but_this_machine_there_is_no_such_door(demo, as_, settings, elsewhere):
    settings.ALLOWED_HOSTS = ["*"]
    settings.LOOPBACK = elsewhere.get("LOOPBACK", True)
    asked = HERE | {name: value for name, value in elsewhere.items() if name != "LOOPBACK"}
    assert STEP_IN in as_(None).get(FRONT, **HERE).content.decode() or not settings.LOOPBACK
    assert STEP_IN not in as_(None).get(FRONT, **asked).content.decode()
    assert as_(None).post(STEP_IN, {"who": "ana"}, **asked).status_code == 404
    assert Person.objects.filter(nickname="ana").exists()
