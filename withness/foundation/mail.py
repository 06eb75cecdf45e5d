"""Posting letters: written as rows with the deed that causes them, carried away by the worker, then forgotten."""

from __future__ import annotations

from django.core.mail import EmailMultiAlternatives

from withness.foundation import clock
from withness.foundation.models import Letterbox, Timer
from withness.foundation.timers import set_timer

POST = "post_letter"


def send_letter(*, to: str, subject: str, words: str, html: str = "", **headers: str) -> None:
    """Put a letter in the box, in the caller's transaction. The subject must say nothing about the group."""
    letter = Letterbox.objects.create(
        to=to, subject=subject, words=words, html=html, headers=headers, written_at=clock.now()
    )
    set_timer(kind=POST, about=letter.id, due_at=clock.now())


def post_letter(timer: Timer) -> None:
    """Carry one letter to the mail server and empty its box. Not in a transaction: a mail server may take minutes. A
    letter may arrive twice after a crash, never not at all.
    """
    letter = Letterbox.objects.filter(id=timer.about).first()
    if letter is None:
        return
    message = EmailMultiAlternatives(letter.subject, letter.words, to=[letter.to], headers=letter.headers)
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    message.send()
    letter.delete()
