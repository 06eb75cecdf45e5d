"""Waking a device: neutral words, sealed, only where it was asked for, never in quiet hours."""

import json
from datetime import UTC, datetime, time, timedelta

import pytest

from testing.push_service import HOST, Browser, push_service
from withness.foundation import clock
from withness.foundation.models import Timer
from withness.notices import pushing
from withness.notices.devices import add_device
from withness.notices.kinds import Wording, declare
from withness.notices.models import Device, Notice, Wishes
from withness.notices.telling import tell

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class _AtOnce:
    """Carries in the test's own thread, so that it sees the same database."""

    def submit(self, deed, *given):
        deed(*given)


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(pushing, "_carriers", _AtOnce)
    monkeypatch.setattr(pushing, "close_old_connections", lambda: None)
    declare(
        "knock_on_wood", wording=lambda _n, _p: Wording("Teasel wrote of a death", "/g/x"), off_able=True, label="x"
    )


@pytest.fixture
def service(tmp_path, monkeypatch):
    with push_service(tmp_path, monkeypatch) as found:
        yield found


def _device(person, browser, path="/one"):
    return add_device(person=person, endpoint=f"https://{HOST}{path}", p256dh=browser.p256dh, auth=browser.auth)


def _tell(person, bundle="a"):
    tell(person_id=person.id, kind="knock_on_wood", bundle=bundle)


def _wake(person, when, callbacks):
    with clock.stopped(when), callbacks(execute=True):
        timer = Timer.objects.filter(kind=pushing.WAKE, about=person.id).first()
        pushing.wake(timer)
    return timer


def test_anas_phone_says_that_something_waits_and_nothing_else(cast, service, django_capture_on_commit_callbacks):
    browser = Browser()
    _device(cast.ana, browser)
    with clock.stopped(NOON):
        _tell(cast.ana)
        _tell(cast.sam, "b")
    _wake(cast.ana, NOON, django_capture_on_commit_callbacks)
    [(path, headers, body)] = service.came
    assert path == "/one"
    assert browser.open(body) == {"words": "Something is waiting for you"}
    assert (headers["TTL"], headers["Topic"], headers["Content-Encoding"]) == ("86400", "waiting", "aes128gcm")
    assert b"Teasel" not in body
    assert not Timer.objects.filter(kind=pushing.WAKE, about=cast.sam.id).exists()


def test_every_push_is_as_long_as_every_other(cast):
    browser = Browser()
    device = _device(cast.ana, browser)
    short, long = (pushing.sealed(device, json.dumps({"words": words}).encode()) for words in ("a", "a" * 200))
    assert len(short) == len(long)


def test_in_quiet_hours_it_waits_until_morning(cast, service, django_capture_on_commit_callbacks):
    _device(cast.ana, Browser())
    night = datetime(2026, 11, 22, 23, tzinfo=UTC)
    Wishes.objects.create(person=cast.ana, quiet_from=time(22), quiet_until=time(7))
    with clock.stopped(night):
        _tell(cast.ana)
    _wake(cast.ana, night, django_capture_on_commit_callbacks)
    assert service.came == []
    assert Timer.objects.get(kind=pushing.WAKE, about=cast.ana.id).due_at == datetime(2026, 11, 23, 7, tzinfo=UTC)


def test_what_was_seen_meanwhile_wakes_nobody(cast, service, django_capture_on_commit_callbacks):
    _device(cast.ana, Browser())
    with clock.stopped(NOON):
        _tell(cast.ana)
    Notice.objects.update(seen_at=NOON)
    _wake(cast.ana, NOON, django_capture_on_commit_callbacks)
    assert service.came == []


def test_a_second_thing_waits_for_twenty_minutes(cast, service, django_capture_on_commit_callbacks):
    _device(cast.ana, Browser())
    for n, bundle in enumerate("ab"):
        with clock.stopped(NOON + timedelta(minutes=n)):
            _tell(cast.ana, bundle)
        _wake(cast.ana, NOON + timedelta(minutes=n), django_capture_on_commit_callbacks)
    assert len(service.came) == 1
    assert Timer.objects.get(kind=pushing.WAKE).due_at == NOON + timedelta(minutes=20)


@pytest.mark.parametrize(("status", "times", "left"), [(410, 1, 0), (404, 1, 0), (500, 7, 1), (500, 8, 0), (201, 9, 1)])
def test_a_browser_that_is_gone_is_forgotten(cast, service, django_capture_on_commit_callbacks, status, times, left):
    _device(cast.ana, Browser())
    service.status = status
    for _n in range(times):
        with django_capture_on_commit_callbacks(execute=True):
            pushing.wake_now(cast.ana)
    assert len(service.came) == times
    assert Device.objects.count() == left


def test_a_name_that_leads_into_our_own_house_is_not_gone_to(cast, monkeypatch):
    import socket

    device = _device(cast.ana, Browser())
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [(2, 1, 6, "", ("169.254.169.254", 443))])
    monkeypatch.setattr(socket, "create_connection", lambda *_a, **_k: pytest.fail("it went there"))
    assert pushing.push(device, "en") == 0


def test_ana_asks_for_it_sees_it_and_takes_it_back(cast, as_):
    browser = Browser()
    asked = {"endpoint": f"https://{HOST}/x", "p256dh": browser.p256dh, "auth": browser.auth}
    ana = as_(cast.ana)
    assert ana.post("/me/notices/devices", asked, headers={"User-Agent": "Firefox Mobile"}).status_code == 302
    device = Device.objects.get()
    page = ana.get("/me/notices").content.decode()
    assert "Firefox, phone" in page
    assert HOST not in page
    sam = as_(cast.sam).post("/me/notices/devices/remove", {"device": device.id})
    assert (sam.status_code, Device.objects.count()) == (404, 1)
    assert ana.post("/me/notices/devices/remove", {"device": device.id}).status_code == 302
    assert not Device.objects.exists()


def test_a_stranger_is_asked_to_come_in_first(as_, db):
    assert as_(None).post("/me/notices/devices", {}).status_code == 302
    assert not Device.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://push.example/x"}, {"endpoint": "https://127.0.0.1/x"}, {"endpoint": "https://[::1]/x"},
        {"endpoint": "https://localhost/x"}, {"endpoint": "https://push.example:22/x"}, {"endpoint": "https://a:b@push.example/"},
        {"endpoint": "https://push.example/" + "x" * 600}, {"endpoint": "https://push.example/\n"}, {"endpoint": ""},
        {"endpoint": "https://push.example/\0"}, {"p256dh": "AAAA"}, {"auth": "AAAA"}, {"p256dh": "\0"}, {"auth": "é"},
    ],
)  # fmt: skip
def test_what_no_browser_would_give_is_refused(cast, as_, wrong):
    browser = Browser()
    asked = {"endpoint": f"https://{HOST}/x", "p256dh": browser.p256dh, "auth": browser.auth, **wrong}
    assert as_(cast.ana).post("/me/notices/devices", asked).status_code == 422
    assert not Device.objects.exists()


def test_a_browser_that_changes_hands_is_the_new_ones_alone(cast):
    browser = Browser()
    _device(cast.ana, browser)
    _device(cast.ben, browser)
    assert Device.objects.get().person_id == cast.ben.id


def test_at_most_ten_devices_are_woken(cast):
    for n in range(12):
        with clock.stopped(NOON + timedelta(minutes=n)):
            _device(cast.ana, Browser(), f"/{n}")
    assert Device.objects.filter(person=cast.ana).count() == 10
    assert not Device.objects.filter(endpoint__endswith="/0").exists()
