"""Taking one to answer, letting it go again, and passing it by. None of it is told to anybody."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed
from withness.groups.models import Member
from withness.groups.rules import may_write
from withness.matching.deciding.limits import TAKEN_FOR
from withness.matching.models import Clock, Hold, Pass

HELD = timedelta(minutes=TAKEN_FOR)


def take(*, by: Member, share_id: str) -> Hold:
    """Hold this share for ten minutes, so that others turn to the next one. Taking it again begins the ten anew.

    Raises `NotAllowed` when somebody else is writing to it, or it no longer waits. It never keeps anybody from replying.
    """
    with transaction.atomic():
        running = _waiting(by, share_id)
        held = Hold.objects.filter(clock=running).first()
        now = clock.now()
        if held is not None and held.until > now and held.member_id != by.id:
            raise NotAllowed(_("Somebody is just writing to them. There may be another one who waits."))
        hold, _new = Hold.objects.update_or_create(clock=running, defaults={"member": by, "until": now + HELD})
    return hold


def let_go(*, by: Member, share_id: str) -> None:
    """Hold it no longer. Nothing else changes."""
    Hold.objects.filter(clock_id=share_id, member=by).delete()


def pass_by(*, by: Member, share_id: str) -> None:
    """Not this one: it is not shown to them on the Listen page again, and nobody asks them about it."""
    with transaction.atomic():
        running = _waiting(by, share_id)
        Hold.objects.filter(clock=running, member=by).delete()
        Pass.objects.get_or_create(clock=running, member=by, defaults={"at": clock.now()})


def _waiting(by: Member, share_id: str) -> Clock:
    running = Clock.objects.waiting().select_for_update().filter(share=share_id, group_id=by.group_id).first()
    if running is None or running.author_id == by.id or not may_write(by):
        raise NotAllowed(_("This share no longer waits. Somebody was there before you."))
    return running
