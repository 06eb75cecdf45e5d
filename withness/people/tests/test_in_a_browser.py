"""Joining and coming in, in a real browser, with a device that makes passkeys."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import expect

from testing.chromium import find_chromium
from withness.people.models import Person
from withness.people.overview import ways_in_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(live_server, monkeypatch) -> Iterator[object]:
    """A phone of 390 px, in Madrid, whose lock makes passkeys; it has never been here."""
    from playwright.sync_api import sync_playwright

    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as play, override_settings(ALLOWED_HOSTS=["localhost"]):
        browser = play.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        context = browser.new_context(
            viewport={"width": 390, "height": 844},
            base_url=live_server.url,
            timezone_id="Europe/Madrid",
            locale="en-GB",
        )
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.troubles = []
        page.on("console", lambda said: page.troubles.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        yield page
        browser.close()


def give_a_lock(page, **ways: object):
    """A device lock, as Chromium's own developer tools lend one; answers how to speak with it."""
    lock = page.context.new_cdp_session(page)
    lock.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    } | ways  # fmt: skip
    made = lock.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return lock, made["authenticatorId"]


def go_to_the_last_question(page, nickname: str) -> None:
    """Answer everything up to “How will you come in next time?”."""
    page.goto("/account/join?next=/me/showing")
    page.get_by_label("Your age in years").fill("34")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Your nickname").fill(nickname)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("Whose clock do you live by?")).to_have_value("Europe/Madrid")
    page.get_by_role("button", name="Go on").click()
    tick = page.get_by_label("Yes, keep what I write about my health")
    assert not tick.is_checked()
    tick.check()
    page.get_by_role("button", name="Go on").click()


def write_the_words_down(page) -> str:
    """The eight words, as they are shown this one time."""
    page.get_by_role("button", name="Show me my words").click()
    words = " ".join(page.locator(".secret li").all_inner_texts())
    page.get_by_role("button", name="I have written them down").click()
    return words


def sign_out(page) -> None:
    """By the page “Me”."""
    page.goto("/me")
    page.get_by_role("button", name="Sign out on this device").click()


def test_somebody_joins_with_a_passkey_goes_and_comes_back_with_it(page):
    lock, device = give_a_lock(page)
    go_to_the_last_question(page, "Ana")
    page.get_by_role("link", name="With a passkey").click()
    page.get_by_role("button", name="Make it, and join").click()
    write_the_words_down(page)
    page.wait_for_url("**/me/showing")
    ana = Person.objects.called("ana")
    [kept] = lock.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert kept["isResidentCredential"]
    assert ana.id not in str(kept)
    assert [key.wrap().name for key in ways_in_of(ana).passkeys] == ["My passkey"]

    sign_out(page)
    page.goto("/account/come-in?next=/me/sessions")
    page.get_by_role("button", name="Come in with a passkey").click()
    page.get_by_role("heading", name="Chrome, computer").wait_for()
    assert page.troubles == []


def test_a_second_passkey_is_added_and_the_first_removed(page):
    lock, device = give_a_lock(page)
    go_to_the_last_question(page, "Ana")
    page.get_by_role("link", name="With a passkey").click()
    page.get_by_role("button", name="Make it, and join").click()
    page.wait_for_url("**/me/words*")
    lock.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": device})
    lock.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "usb", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    page.goto("/me/ways-in/passkeys/new")
    page.get_by_label("What shall we call it?").fill("The key in the drawer")
    page.get_by_role("button", name="Make it").click()
    page.wait_for_url("**/me/ways-in")
    page.get_by_role("link", name="My passkey").click()
    page.get_by_role("button", name="Remove this passkey").click()
    page.wait_for_url("**/me/ways-in")
    assert [key.wrap().name for key in ways_in_of(Person.objects.called("ana")).passkeys] == ["The key in the drawer"]
    sign_out(page)
    page.goto("/account/come-in")
    page.get_by_role("button", name="Come in with a passkey").click()
    page.wait_for_url("**/today")


def test_a_device_that_does_not_know_its_owner_is_said_kindly_and_nothing_is_kept(page):
    give_a_lock(page, isUserVerified=False)
    go_to_the_last_question(page, "Ana")
    page.get_by_role("link", name="With a passkey").click()
    page.get_by_role("button", name="Make it, and join").click()
    page.get_by_text("That did not work on this device.").wait_for()
    assert not Person.objects.exists()


def test_somebody_joins_with_a_password_and_the_words_bring_them_back(page):
    go_to_the_last_question(page, "Ben")
    page.get_by_role("link", name="With a password").click()
    page.get_by_label("Your password").fill("a long walk by the river")
    page.get_by_role("button", name="Join").click()
    words = write_the_words_down(page)
    page.wait_for_url("**/me/showing")
    sign_out(page)
    page.goto("/account/words")
    page.get_by_label("Your nickname").fill("BEN")
    page.get_by_label("The words, in their order").fill(words.upper().replace(" ", ", "))
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/me/ways-in")
    assert page.get_by_text("Please set a way in that will last.").is_visible()
    assert page.troubles == []
