"""No address and no browser's string is kept anywhere, whatever somebody does."""

from __future__ import annotations

import base64
import re
import zlib

import pytest
from django.db import connection

from testing.cast import PASSWORD
from withness.people.devices import device_of, device_words
from withness.people.tests.on_the_threshold import answer_all_questions, code_in, last_letter, switch_on_the_app

ADDRESS = "203.0.113.77"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 Canary/7.77"


def everything_in_the_database() -> str:
    """Every value of every table as text, and what sealed values hold."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- names the database gave
            found += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found + [text for value in found for text in unsealed(value)])


def unsealed(value: str) -> list[str]:
    """What a signed or pickled value holds, if it is one."""
    texts = []
    for piece in re.split(r"[:\s]", value):
        for decode in (base64.urlsafe_b64decode, base64.b64decode):
            try:
                raw = decode(piece.lstrip(".") + "=" * (-len(piece.lstrip(".")) % 4))
            except ValueError:
                continue
            texts.append(raw.decode("latin-1"))
            try:
                texts.append(zlib.decompress(raw).decode("latin-1"))
            except zlib.error:
                continue
    return texts


def live_a_little(browser) -> None:
    """Join, fail, come in, add ways, be asked once more, make a key, ask for codes."""
    answer_all_questions(browser, "canary")
    browser.post("/account/join/password", {"password": PASSWORD})
    browser.post("/me/words")
    browser.post("/me/email", {"email": "canary@example.org"})
    browser.post("/me/email/code", {"code": code_in(last_letter())})
    browser.post("/me/keys", {"name": "a key"})
    switch_on_the_app(browser)
    browser.post("/account/sign-out")
    for _n in range(3):
        browser.post("/account/come-in", {"nickname": "canary", "password": "not this one at all"})
    browser.post("/account/words", {"nickname": "canary", "words": "not these"})
    browser.post("/account/code", {"email": "canary@example.org"})
    browser.post("/account/code/enter", {"code": "BBBB-BBBB"})
    browser.post("/account/sign-out")
    browser.post("/account/come-in", {"nickname": "canary", "password": PASSWORD})
    browser.post("/account/second-step", {"code": "000000"})
    browser.get("/account/passkey", HTTP_HOST="localhost")


@pytest.fixture
def canary(as_, db):
    """A browser whose address and string are looked for."""
    browser = as_(None)
    browser.defaults.update(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=BROWSER)
    return browser


def test_the_search_would_find_them(canary):
    session = canary.session
    session["leak"] = {"META": {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": BROWSER}}
    session.save()
    held = everything_in_the_database()
    assert ADDRESS in held
    assert "Canary" in held


def test_nothing_of_an_address_or_a_browser_is_kept(canary):
    live_a_little(canary)
    held = everything_in_the_database()
    assert "canary" in held  # the search does find what is there
    for trace in (ADDRESS, "203.0.113", "Canary/7", "Gecko", "Mozilla", "X11", "rv:128"):
        assert trace not in held, trace


def test_sessions_hold_no_nickname_and_no_e_mail(canary):
    live_a_little(canary)
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_data FROM people_session")
        held = "\n".join(text for (value,) in cursor.fetchall() for text in unsealed(value))
    assert "account_login" in held  # somebody stands before the second step
    assert "canary" not in held


@pytest.mark.parametrize(("string", "words"), [
    ("Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0", "Firefox, phone"),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, computer"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 Version/15.0 Mobile/15E148 Safari/604.1",
     "Safari, phone"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/126.0 Mobile/15E148 Safari/604.1",
     "Chrome, phone"),
    ("Mozilla/5.0 (iPad; CPU OS 15_0 like Mac OS X) AppleWebKit/605.1.15 Version/15.0 Mobile/15E148 Safari/604.1",
     "Safari, tablet"),
    ("Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 Chrome/126.0 Safari/537.36", "Chrome, tablet"),
    ("Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36",
     "Samsung Internet, phone"),
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0", "Edge, computer"),
    ("", "A browser, computer"),
    ("curl/8.5", "A browser, computer"),
])  # fmt: skip
def test_a_device_is_named_in_two_words(string, words):
    assert device_words(device_of(string)) == words
    assert len(device_of(string)) <= 40


@pytest.mark.parametrize("kept", ["", "Firefox", "|", "x|y"])
def test_a_device_that_was_named_otherwise_is_still_shown(kept):
    assert device_words(kept)
