"""How a message can be reported, and what a steward sees: the message, and at most five around it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as later

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.people.models import Person
from withness.safety.reportable import Kind, Piece, Target, reportable
from withness.talks.happenings import MessageChanged
from withness.talks.models import Message, Talk
from withness.talks.writing import empty_message

BEFORE, AFTER = 3, 2


def declare_reportable() -> None:
    """For the wiring."""
    reportable(
        Kind("message", later("a message"), find=find, look=look, hold=hold, show=show, erase=erase)
    )  # fmt: skip


def find(person: Person, message_id: str) -> Target | None:
    """What the other wrote in a talk of this person, and what they wrote themselves; also after it has ended."""
    mine = Talk.objects.visible_to(person).exclude(agreed_at=None).values("id")
    found = Message.objects.select_related("author__person", "talk__group").filter(
        id=message_id, talk__in=mine, taken_back_at=None
    )
    one = found.first()
    if one is None:
        return None
    group = one.talk.group
    return Target(
        kind="message", thing=one.id, place=group.id, face=one.author_id, person=one.author.person, is_demo=group.is_demo,
        back=f"/g/{group.id}/talks/{one.talk_id}",
    )  # fmt: skip


def look(message_id: str) -> list[Piece]:
    """In the order in which they were written."""
    it = Message.objects.filter(id=message_id, taken_back_at=None).first()
    if it is None:
        return []
    others = Message.objects.select_related("author").filter(talk=it.talk_id, taken_back_at=None).exclude(id=it.id)
    before = list(others.filter(at__lte=it.at).order_by("-at")[:BEFORE])[::-1]
    after = list(others.filter(at__gt=it.at).order_by("at")[:AFTER])
    return [Piece(one.author.alias, one.html, one.at, one.id == message_id) for one in [*before, it, *after]]


def hold(message_id: str) -> None:
    """Out of the other’s sight, until `show`."""
    _set_held(message_id, clock.now())


def show(message_id: str) -> None:
    """In sight again."""
    _set_held(message_id, None)


def erase(message_id: str) -> None:
    """Gone for good."""
    empty_message(message_id)


@transaction.atomic
def _set_held(message_id: str, at: datetime | None) -> None:
    if Message.objects.filter(id=message_id).update(held_at=at):
        announce(MessageChanged(message_id=message_id))
