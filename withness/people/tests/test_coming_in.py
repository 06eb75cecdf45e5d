"""Coming in by nickname and password; and nobody learns who has an account."""

from __future__ import annotations

import re
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from testing.cast import PASSWORD
from withness.people.models import Session
from withness.people.onward import is_ours
from withness.people.tests.on_the_threshold import (
    come_in,
    same,
)


@pytest.mark.parametrize("nickname", ["ana", "ANA", "  Ana "])
def test_ana_comes_in_and_goes_where_she_wanted(cast, as_, nickname):
    browser = as_(None)
    assert come_in(browser, nickname, next="/groups?x=1").headers["Location"] == "/groups?x=1"
    assert browser.get("/me").status_code == 200
    assert browser.get("/account/come-in").headers["Location"] == "/today"


def test_a_wrong_password_and_a_nickname_nobody_has_are_the_same_page(cast, as_):
    wrong, nobody = (
        come_in(as_(None), "ana", "not this one at all"),
        come_in(as_(None), "nobody here", "not this one at all"),
    )
    assert same(wrong) == same(nobody)
    assert wrong.status_code == 422


def test_both_ask_the_database_as_often_and_hash_as_often(cast, as_, monkeypatch):
    from django.contrib.auth import hashers

    hashed = []
    hasher = type(hashers.get_hasher())
    before = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda self, *a, **k: hashed.append(1) or before(self, *a, **k))
    counts = []
    cast.ben.set_unusable_password()
    cast.ben.save()
    come_in(as_(None), "the first one", "begins the count of this place")
    for nickname in ("ana", "nobody here", "ben"):
        browser = as_(None)
        browser.get("/account/come-in")
        hashed.clear()
        with CaptureQueriesContext(connection) as asked:
            come_in(browser, nickname, "not this one at all")
        counts.append((len(asked), len(hashed)))
    assert counts[0] == counts[1] == counts[2]
    assert counts[0][1] == 1


@pytest.mark.slow
@pytest.mark.parametrize("nickname", ["ana", "ben"])
def test_with_the_real_hash_both_take_about_as_long(cast, as_, settings, nickname):
    settings.PASSWORD_HASHERS = ["withness.people.hashing.ModestArgon2"]
    cast.ana.set_password(PASSWORD)
    cast.ana.save()
    cast.ben.set_unusable_password()
    cast.ben.save()
    took: dict[str, list[float]] = {nickname: [], "nobody here": []}
    for n in range(8):
        for who in took:
            began = time.thread_time()
            come_in(as_(None), who, f"not this one at all {n}")
            took[who].append(time.thread_time() - began)
    one, other = (sorted(times)[len(times) // 2] for times in took.values())
    assert 0.75 < one / other < 1.33


def test_ten_failures_from_one_place_slow_that_place_and_nobody_else(cast, as_):
    answers = [come_in(as_(None), "ana", "not this one at all").status_code for _n in range(11)]
    assert answers == [422] * 10 + [429]
    assert come_in(as_(None), "ana").status_code == 429
    assert same(come_in(as_(None), "ana", "x"))[0] == 429
    assert come_in(as_(None), "ben").status_code == 302
    elsewhere = as_(None).post("/account/come-in", {"nickname": "ana", "password": PASSWORD}, REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 302


def test_the_limit_says_nothing_about_who_has_an_account(cast, as_):
    pages = [[same(come_in(as_(None), who, "wrong")) for _n in range(12)] for who in ("ana", "nobody here")]
    assert pages[0] == pages[1]


def test_sixty_people_of_one_house_may_come_in_and_cost_the_limit_nothing(cast, as_):
    from withness.foundation.models import Bucket

    for _n in range(12):
        assert come_in(as_(None)).status_code == 302
    assert not Bucket.objects.exists()


def test_a_household_of_the_newer_addresses_counts_as_one(cast, as_):
    for n in range(10):
        as_(None).post("/account/come-in", {"nickname": "ana", "password": "x"}, REMOTE_ADDR=f"2001:db8::{n}")
    answer = as_(None).post("/account/come-in", {"nickname": "ana", "password": "x"}, REMOTE_ADDR="2001:db8::ffff")
    assert answer.status_code == 429


@pytest.mark.parametrize("elsewhere", [
    "https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", "\\/\\/x", " /x",
    "http:///x", "/" * 2 + "x", "x", "/" + "x" * 600, "/\t/elsewhere.example",
])  # fmt: skip
def test_nobody_is_led_elsewhere(cast, as_, elsewhere):
    assert come_in(as_(None), next=elsewhere).headers["Location"] == "/today"


@given(st.text(max_size=40))
def test_what_is_ours_begins_with_one_slash(url):
    if is_ours(url):
        assert re.match(r"/([^/\\]|$)", url)


def test_going_needs_a_press_and_ends_the_session(cast, as_):
    browser = as_(None)
    come_in(browser)
    assert browser.get("/account/sign-out").status_code == 405
    assert browser.get("/me").status_code == 200
    assert browser.post("/account/sign-out").headers["Location"] == "/"
    assert browser.get("/me").headers["Location"] == "/account/come-in?next=%2Fme"
    assert not Session.objects.exists()


def test_coming_in_changes_the_name_of_the_session(cast, as_):
    browser = as_(None)
    browser.get("/account/passkey", headers={"Accept": "application/json"})
    before = browser.cookies["s"].value
    come_in(browser)
    assert browser.cookies["s"].value != before
    assert list(Session.objects.values_list("session_key", "person_id")) == [(browser.cookies["s"].value, cast.ana.id)]


@pytest.mark.parametrize("path", [
    "/accounts/login/", "/account/login/", "/account/signup/", "/account/password/reset/", "/account/confirm-email/",
    "/account/2fa/", "/account/recovery-codes/", "/account/inactive/", "/account/", "/account/email/",
    "/account/social/", "/me/ways-in/recovery-codes", "/account/reauthenticate/",
])  # fmt: skip
def test_unused_pages_of_allauth_do_not_exist(cast, as_, path):
    assert as_(None).get(path).status_code == 404
    assert as_(cast.ana).get(path).status_code == 404


@pytest.mark.parametrize("path", ["/account/code", "/account/come-in", "/account/words", "/account/join"])
def test_every_page_wears_our_frame(db, as_, path):
    page = as_(None).get(path).content.decode()
    assert '<header class="top">' in page
    assert "style=" not in page
    assert page.count("<h1") == 1
    assert "Sign In" not in page
