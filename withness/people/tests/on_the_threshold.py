"""Steps that several stories share: joining question by question, and reading what came by letter."""

from __future__ import annotations

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from testing.cast import PASSWORD
from withness.foundation.models import Letterbox


def answer_all_questions(browser: Client, nickname: str, *, health: bool = True, onward: str = "") -> None:
    """Everything up to “How will you come in next time?”."""
    answers = [
        ("/account/join", {"age": "34", "next": onward}),
        ("/account/join/name", {"nickname": nickname}),
        ("/account/join/place", {"language": "en", "zone": "Europe/Madrid"}),
        ("/account/join/consent", {"health": "yes"} if health else {}),
    ]
    for path, answer in answers:
        assert browser.post(path, answer).status_code == 302, path


def join_with_password(browser: Client, nickname: str, **more: object) -> None:
    """A whole joining."""
    answer_all_questions(browser, nickname, **more)
    assert browser.post("/account/join/password", {"password": PASSWORD}).status_code == 302


def come_in(browser: Client, nickname: str = "ana", password: str = PASSWORD, **more: str):
    """Through the door."""
    return browser.post("/account/come-in", {"nickname": nickname, "password": password, **more})


def last_letter() -> Letterbox:
    """The one that was written last."""
    return Letterbox.objects.order_by("-written_at").first()


def code_in(letter: Letterbox) -> str:
    """The code it brings."""
    return re.search(r"\b[A-Z]{4}-[A-Z]{4}\b", letter.words)[0]


def shown_words(browser: Client) -> str:
    """Recovery words, made anew."""
    page = browser.post("/me/words").content.decode()
    return " ".join(re.findall(r"<li>([a-z]+)</li>", page.split('class="secret')[1].split("</ol>")[0]))


def heading(answer) -> str:
    """What a page says at its top."""
    return re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.DOTALL)[1].strip()


def same(answer) -> tuple[int, str, str]:
    """A page without what differs on every page: tokens and what was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return answer.status_code, answer.headers.get("Location", ""), re.sub(r'value="[^"]*"', "", text)


def ask_for_code(browser, email: str, onward: str = ""):
    """The page after asking."""
    answer = browser.post("/account/code", {"email": email, "next": onward})
    return browser.get(answer.headers["Location"])


def switch_on_the_app(browser) -> str:
    """The app's secret, once the second step is on."""
    secret = re.search(r'dir="ltr">([A-Z2-7]{32})<', browser.get("/me/ways-in/app").content.decode())[1]
    answer = browser.post("/me/ways-in/app", {"code": code_of(secret)})
    assert answer.headers["Location"] == "/me/ways-in"
    return secret


def code_of(secret: str, *, later: int = 0) -> str:
    """What the app shows now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))
