"""A clock comes to its end: the share is heard, its author says so, or it is gone."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.ids import looks_like_id
from withness.foundation.refusing import NotAllowed
from withness.foundation.timers import drop_timers, set_timer
from withness.groups.belonging import membership
from withness.groups.happenings import GroupClosed, Left
from withness.groups.models import Member
from withness.matching.beginning import CLIMB
from withness.matching.deciding.limits import HEARD_BY
from withness.matching.happenings import ShareHeard, TakenBack
from withness.matching.models import Clock, Hold, Pass
from withness.people.models import Person


def say_heard(*, by: Member, share_id: str) -> None:
    """The author feels heard: nobody is asked any more. Replies stay welcome."""
    _say(by, share_id, Clock.FEELS_HEARD)


def rather_no_replies(*, by: Member, share_id: str) -> None:
    """The author would rather have no replies: nobody is asked, and the Listen page shows it no more."""
    _say(by, share_id, Clock.NO_REPLIES)


def wait_again(*, by: Member, share_id: str) -> None:
    """The author changed their mind: the clock goes on where it stopped."""
    with transaction.atomic():
        mine = own_clock(by, share_id)
        if mine.ended_at is not None and mine.ended_because != Clock.HEARD:
            _run_again(mine)


def ask_sisters(*, by: Member, share_id: str, on: bool) -> None:
    """The author says whether groups close to theirs may hear that somebody waits. They see no word of it."""
    with transaction.atomic():
        mine = own_clock(by, share_id)
        mine.sisters_from = clock.now() if on else None
        mine.save(update_fields=["sisters_from"])
        if mine.ended_at is None and on:
            set_timer(kind=CLIMB, about=mine.share, due_at=clock.now())


def own_clock(member: Member, share_id: str) -> Clock:
    """The clock of this member's own share, held until the transaction ends. Raises `NotAllowed` for anybody else's."""
    mine = Clock.objects.select_for_update().filter(share=share_id, author=member).first()
    if mine is None or mine.ended_because == Clock.GONE:
        raise NotAllowed(_("Only who shared can say this."))
    return mine


def author_seat(person: Person, share_id: str) -> Member | None:
    """Who this person is where they shared that; nothing when it is not theirs."""
    mine = Clock.objects.visible_to(person).filter(share=share_id).first() if looks_like_id(share_id) else None
    return membership(person, mine.group_id) if mine is not None else None


def end(running: Clock, because: str) -> None:
    """Stop a clock, in the caller's transaction: no timer, no hold, nobody's page shows it."""
    running.ended_at, running.ended_because = clock.now(), because
    running.save(update_fields=["ended_at", "ended_because"])
    drop_timers(about=running.share, kind=CLIMB)
    Hold.objects.filter(clock=running).delete()
    Pass.objects.filter(clock=running).delete()
    if because in {Clock.HEARD, Clock.FEELS_HEARD}:
        announce(ShareHeard(share_id=running.share, group_id=running.group_id, because=because))


def words_taken_back(happened: TakenBack) -> None:
    """A share that is gone waits no more; one that lost a reply may wait again."""
    running = Clock.objects.select_for_update().filter(share=happened.share_id).first()
    if running is None or running.ended_because == Clock.GONE:
        return
    if not happened.reply_id:
        end(running, Clock.GONE)
        return
    running.replies = happened.responders
    running.first_at = running.first_at if happened.responders else None
    running.second_at = running.second_at if happened.responders >= HEARD_BY else None
    running.save(update_fields=["replies", "first_at", "second_at"])
    if running.ended_because == Clock.HEARD and happened.responders < HEARD_BY:
        _run_again(running)


def author_left(happened: Left) -> None:
    """Who has gone does not wait here any more; and nobody holds a share for them."""
    _end_all(Clock.objects.waiting().filter(author_id=happened.member_id))
    Hold.objects.filter(member_id=happened.member_id).delete()


def group_closed(happened: GroupClosed) -> None:
    """Nobody can answer there any more."""
    _end_all(Clock.objects.waiting().filter(group_id=happened.group_id))


def _end_all(clocks: object) -> None:
    for running in clocks.select_for_update():  # type: ignore[attr-defined]
        end(running, Clock.GONE)


def _say(by: Member, share_id: str, because: str) -> None:
    with transaction.atomic():
        mine = own_clock(by, share_id)
        if mine.ended_at is None or mine.ended_because != because:
            end(mine, because)


def _run_again(stopped: Clock) -> None:
    stopped.ended_at, stopped.ended_because = None, ""
    stopped.save(update_fields=["ended_at", "ended_because"])
    set_timer(kind=CLIMB, about=stopped.share, due_at=clock.now())
