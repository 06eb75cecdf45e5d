"""Stepping into the demo, from this machine only."""

from __future__ import annotations

import pytest
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from testing.cast import a_person
from withness.foundation.refusing import NotAllowed
from withness.people.models import Session
from withness.people.stepping_in import may_step_in, step_in

HERE = {"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture(autouse=True)
def demo(settings) -> None:
    """A demo on loopback."""
    settings.DEMO = settings.LOOPBACK = True


def request(**of: str):
    """A press of the button."""
    made = RequestFactory().post("/", **(HERE | of))
    SessionMiddleware(lambda _: HttpResponse()).process_request(made)
    made.person = None
    return made


def test_one_steps_in_from_this_machine(db):
    ana = a_person("ana", is_demo=True)
    made = request()
    step_in(made, ana)
    made.session.save()
    assert made.person == ana
    assert Session.objects.get().person == ana


def test_nobody_steps_into_a_real_person(db):
    made = request()
    with pytest.raises(NotAllowed):
        step_in(made, a_person("ana"))
    assert made.person is None
    assert not Session.objects.exists()


@pytest.mark.parametrize("of", [
    {"REMOTE_ADDR": "203.0.113.4"}, {"REMOTE_ADDR": ""}, {"HTTP_HOST": "192.168.1.4:8000"},
    {"HTTP_HOST": "testserver"}, {"withness.direct": False},
])  # fmt: skip
def test_nobody_steps_in_from_elsewhere_or_through_a_proxy(db, settings, of):
    settings.ALLOWED_HOSTS = ["*"]
    assert may_step_in(request())
    assert not may_step_in(request(**of))
    with pytest.raises(NotAllowed):
        step_in(request(**of), a_person("ana", is_demo=True))


@pytest.mark.parametrize("name", ["DEMO", "LOOPBACK"])
def test_nobody_steps_in_where_there_is_no_demo(db, settings, name):
    setattr(settings, name, False)
    with pytest.raises(NotAllowed):
        step_in(request(), a_person("ana", is_demo=True))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::1]:8000", "localhost:8000"])
def test_this_machine_has_several_names(settings, host):
    settings.ALLOWED_HOSTS = ["*"]
    assert may_step_in(request(HTTP_HOST=host))
