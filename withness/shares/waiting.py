"""Where a group chose so, a share that sounds like crisis waits a while before others read it. Never silently: its author
is told in the same answer, sees it, may say it differently, take it back, or ask whoever holds the group to let it out
at once (`letting_out.py`); and it ends by itself. The words of those who hold the group never wait: they would look at
their own.
"""

from __future__ import annotations

from datetime import timedelta

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.timers import set_timer
from withness.groups.models import Member
from withness.groups.profiles import way_of
from withness.groups.rules import holds
from withness.people.models import Person
from withness.safety.caring import reads_as_crisis
from withness.shares.happenings import ShareWaits
from withness.shares.models import Share, Wait
from withness.shares.reading import share_in_sight, sight_of

WAIT_OVER = "wait_over"


def let_wait(new: Share, *, by: Member) -> None:
    """For `sharing`, in its transaction: hold it where the group chose so, its author wants words read, and it is heavy."""
    hours = hours_of_waiting(by)
    if not hours or by.person is None or not reads_as_crisis(new.words, person=by.person):
        return
    now = clock.now()
    wait = Wait.objects.create(share=new, at=now, until=now + timedelta(hours=hours))
    Share.objects.filter(id=new.id).update(held_at=now)
    new.held_at = now
    set_timer(kind=WAIT_OVER, about=new.id, due_at=wait.until)
    announce(ShareWaits(share_id=new.id, group_id=new.group_id, member_id=by.id))


def hours_of_waiting(by: Member) -> int:
    """How long heavy words wait here; 0 where they do not. Where words are not looked at, nothing waits."""
    chosen = str(way_of(by.group, "hold_heavy"))
    return int(chosen) if chosen.isdigit() and way_of(by.group, "risk_tooling") and not holds(by) else 0


def wait_of(share: Share) -> Wait | None:
    """What this share waits for, if it is this and nothing else that keeps it out of sight."""
    if share.held_at is None or share.taken_back_at is not None:
        return None
    return Wait.objects.filter(share=share, at=share.held_at).first()


def waits_for(me: Member, person: Person, share_id: str) -> Share | None:
    """The share of that id, if it waits and is theirs, or they hold the group and no boundary stands between."""
    share = share_in_sight(me, sight_of(me, person), share_id)
    if share is None or wait_of(share) is None:
        return None
    return share if share.author_id == me.id or holds(me) else None
