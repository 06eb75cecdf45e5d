"""Somebody has replied: the clock goes from waiting to one, and from one to heard."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from django.db import connection

from withness.foundation import clock
from withness.foundation.rows import ask_one, do, for_database
from withness.matching.deciding.limits import HEARD_BY, REST_AFTER_HEAVY
from withness.matching.ending import end
from withness.matching.happenings import Replied
from withness.matching.models import Clock, Willingness


def hear_reply(happened: Replied) -> None:
    """In the reply's own transaction. What the author writes below their own share does not count.

    Plain sentences: it follows from every reply there is.
    """
    if happened.member_id == happened.author_id:
        return
    running = ask_one(_clock_sentence(), [happened.share_id])
    if running is None:
        return
    ended, heavy = running
    now, heard = for_database(clock.now()), happened.responders >= HEARD_BY
    do(_ANSWERED, [now, happened.share_id, happened.member_id])
    do("DELETE FROM matching_hold WHERE clock_id = %s AND member_id = %s", [happened.share_id, happened.member_id])
    do(_HEARD if heard else _ONE, [happened.responders, now, *([now] if heard else []), happened.share_id])
    if heavy:
        _let_rest(happened.member_id)
    if ended is None and heard:
        end(Clock.objects.get(share=happened.share_id), Clock.HEARD)


@cache
def _clock_sentence() -> str:
    """On PostgreSQL two replies at once wait for each other; on SQLite they do so anyway."""
    wait = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    return f"SELECT ended_at, heavy FROM matching_clock WHERE share = %s{wait}"  # noqa: S608 -- our own names


_ANSWERED = (
    "UPDATE matching_ask SET answered_at = %s WHERE clock_id = %s AND answered_at IS NULL "
    "AND person_id = (SELECT person_id FROM groups_member WHERE id = %s)"
)
_ONE = "UPDATE matching_clock SET replies = %s, first_at = COALESCE(first_at, %s) WHERE share = %s"
_HEARD = (
    "UPDATE matching_clock SET replies = %s, first_at = COALESCE(first_at, %s), second_at = COALESCE(second_at, %s) "
    "WHERE share = %s"
)


def _let_rest(member_id: str) -> None:
    """After a heavy one."""
    until = clock.now() + timedelta(minutes=REST_AFTER_HEAVY)
    rested = Willingness.objects.filter(person__memberships=member_id).exclude(rest_until__gte=until)
    rested.update(rest_until=until)
