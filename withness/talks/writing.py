"""Writing a message to the other one of a talk, and taking it back."""

from __future__ import annotations

import hashlib

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.ids import new_id
from withness.foundation.limits import Limit, TooMuch, spend
from withness.foundation.refusing import NotAllowed, NotUnderstood, TakenBack, TooSoon
from withness.foundation.text import clean, to_html
from withness.groups.models import Member
from withness.talks.happenings import MessageChanged, MessageWritten
from withness.talks.models import Message, Talk
from withness.talks.rules import may_write_in

LONGEST = 4000
_PACE = Limit("talk_messages", burst=40, per_hour=120)


def write_message(*, by: Member, talk: Talk, words: str, key: str = "") -> Message:
    """Keep it, and tell the other that something came. The same `key` answers the same message, for ever.

    Raises `NotAllowed` where they may not write here (any more), `NotUnderstood`, `TakenBack`, `TooSoon`.
    """
    key = hashlib.sha256(key.encode(errors="replace")).hexdigest() if key else new_id()
    before = Message.objects.filter(author=by, key=key).first()
    if before is not None:
        return _standing(before)
    if not may_write_in(talk, by):
        raise NotAllowed(_("You cannot write here any more, or not just now. Nothing was sent."))
    tidy = clean(words, longest=LONGEST + 1)
    if not tidy:
        raise NotUnderstood("words", _("Write a word or two first. Even one is enough."))
    if len(tidy) > LONGEST:
        raise NotUnderstood("words", _("This is longer than 4,000 letters. Please send it in two parts."))
    _check_pace(by)
    try:
        return _keep(Message(talk=talk, author=by, key=key, words=tidy, html=to_html(tidy)))
    except IntegrityError:  # the same tap arrived twice
        return _standing(Message.objects.get(author=by, key=key))


def take_back(*, by: Member, message: Message) -> None:
    """The words go for good. Raises `NotAllowed` for somebody else’s."""
    if message.author_id != by.id or message.held_at is not None:
        raise NotAllowed(_("Only who wrote this can take it back."))
    empty_message(message.id)


@transaction.atomic
def empty_message(message_id: str) -> None:
    """What was written is gone; that something was here stays, so that the same tap does not send it again."""
    rows = Message.objects.filter(id=message_id, taken_back_at=None)
    if rows.update(taken_back_at=clock.now(), words="", html=""):
        announce(MessageChanged(message_id=message_id))


def _keep(new: Message) -> Message:
    with transaction.atomic():
        new.at = clock.now()
        new.save(force_insert=True)
        announce(MessageWritten(message_id=new.id))
    return new


def _standing(message: Message) -> Message:
    if message.taken_back_at is not None:
        raise TakenBack(_("You took this back. It has not been sent again."))
    return message


def _check_pace(by: Member) -> None:
    try:
        spend(_PACE, f"member:{by.id}")
    except TooMuch as much:
        raise TooSoon(
            _("That was a lot in one hour. Your words are safe here; please try again a little later."), much.wait
        ) from much
