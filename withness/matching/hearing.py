"""Somebody has replied: the clock goes from waiting to one, and from one to heard."""

from __future__ import annotations

from datetime import timedelta

from withness.foundation import clock
from withness.groups.models import Member
from withness.matching.deciding.limits import HEARD_BY, REST_AFTER_HEAVY
from withness.matching.ending import end
from withness.matching.happenings import Replied
from withness.matching.models import Ask, Clock, Hold, Willingness


def hear_reply(happened: Replied) -> None:
    """In the reply's own transaction. What the author writes below their own share does not count."""
    if happened.member_id == happened.author_id:
        return
    running = Clock.objects.select_for_update().filter(share=happened.share_id).first()
    if running is None:
        return
    _thank(running, happened.member_id)
    now = clock.now()
    running.replies = happened.responders
    running.first_at = running.first_at or now
    if happened.responders >= HEARD_BY:
        running.second_at = running.second_at or now
    running.save(update_fields=["replies", "first_at", "second_at"])
    if running.ended_at is None and happened.responders >= HEARD_BY:
        end(running, Clock.HEARD)


def _thank(running: Clock, member_id: str) -> None:
    """Whoever was asked has answered; whoever held it needs to no longer; and after a heavy one they rest."""
    now, person_id = clock.now(), Member.objects.values_list("person_id", flat=True).get(id=member_id)
    Ask.objects.filter(clock=running, person_id=person_id, answered_at=None).update(answered_at=now)
    Hold.objects.filter(clock=running, member_id=member_id).delete()
    if running.heavy:
        until = now + timedelta(minutes=REST_AFTER_HEAVY)
        rested = Willingness.objects.filter(person_id=person_id).exclude(rest_until__gte=until)
        rested.update(rest_until=until)
