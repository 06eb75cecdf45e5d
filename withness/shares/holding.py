"""Keeping words out of sight while stewards look at them, and showing them again. Nothing is lost by either."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from withness.foundation import clock
from withness.foundation.events import record
from withness.shares.changing import take_away
from withness.shares.models import Reply, Share

Thing = Share | Reply


def thing_of(kind: str, thing_id: str) -> Thing | None:
    """The share or reply of that id, whoever may see it. For verbs of stewards only."""
    if kind == "share":
        return Share.objects.select_related("author__person", "group").filter(id=thing_id).first()
    return Reply.objects.select_related("author__person", "share__group", "share__author").filter(id=thing_id).first()


def hold_words(kind: str, thing_id: str) -> None:
    """Out of everybody's sight, until `show_words`."""
    _set(thing_of(kind, thing_id), clock.now())


def show_words(kind: str, thing_id: str) -> None:
    """In sight again, as they were."""
    _set(thing_of(kind, thing_id), None)


def erase_words(kind: str, thing_id: str) -> None:
    """Gone for good, as if their author had taken them back."""
    thing = thing_of(kind, thing_id)
    if thing is not None and thing.taken_back_at is None:
        take_away(thing)


def _set(thing: Thing | None, held_at: datetime | None) -> None:
    if thing is None:
        return
    thread = thing if isinstance(thing, Share) else thing.share
    with transaction.atomic():
        type(thing)._default_manager.filter(pk=thing.pk).update(held_at=held_at)
        Share.objects.filter(id=thread.id).update(version=F("version") + 1)
        reply = {"reply": thing.id} if isinstance(thing, Reply) else {}
        record(
            stream=f"group:{thread.group_id}", kind="edit", by=thing.author_id, of=thread.author_id, of_at=thread.at,
            share=thread.id, **reply,
        )  # fmt: skip
