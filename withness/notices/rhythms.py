"""Once a week, what was; and now and then a reminder to look in. Only for who wants it, and neutral: no words, no names.

They go into the inbox like everything else, and by letter only to who has letters. A batch at a time, by timers.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from withness.foundation import clock, timers
from withness.foundation.announcing import announce
from withness.foundation.models import Timer
from withness.foundation.refusing import NotUnderstood
from withness.notices.happenings import Told
from withness.notices.kinds import Wording, declare
from withness.notices.models import Notice, Wishes
from withness.notices.wishes import wishes_of
from withness.people.models import Person

BATCH, MANY = "notices.batch", 500
WEEKLY, LOOK_IN = "weekly", "look_in"
A_WEEK = timedelta(days=7)
EVERY = (1, 2, 3, 7, 14, 30)


def declare_kinds() -> None:
    """How the two read."""
    declare(WEEKLY, wording=word_weekly, off_able=True, label=gettext_lazy("My week, where I asked for it below"))
    declare(
        LOOK_IN,
        wording=word_look_in,
        off_able=True,
        label=gettext_lazy("A reminder to look in, where I asked for it below"),
    )


def word_weekly(_notice: Notice, _person: Person) -> Wording | None:
    """What was, on a page of its own."""
    return Wording(_("Your week, if you like to look back"), "/week")


def word_look_in(_notice: Notice, _person: Person) -> Wording | None:
    """To one's own path."""
    return Wording(_("You wanted to be reminded to look in on yourself"), "/path")


def choose_rhythms(*, person: Person, weekly: bool, look_in_every: str) -> None:
    """Keep both. Raises `NotUnderstood` for a number of days that is not offered."""
    if look_in_every and look_in_every not in {str(n) for n in EVERY}:
        raise NotUnderstood("look_in", _("Choose one of these."))
    now, before = clock.now(), wishes_of(person)
    days = int(look_in_every) if look_in_every else None
    same = days == before.look_in_every
    Wishes.objects.filter(person=person).update(
        weekly_at=(before.weekly_at or now + A_WEEK) if weekly else None, look_in_every=days,
        look_in_at=before.look_in_at if same else (now + timedelta(days=days) if days else None),
    )  # fmt: skip


def begin_batch() -> None:
    """Have a batch done soon, if anybody is due."""
    if _due(clock.now()).exists():
        timers.set_timer(kind=BATCH, about="all", due_at=clock.now())


def tell_batch(timer: Timer) -> None:
    """Tell up to `MANY` people what is due, and ask for the next batch where there are more. Each time moves on first, so
    that nobody is told twice of one week.
    """
    now = clock.now()
    due = list(_due(now).order_by("person_id")[:MANY])
    weekly = [one for one in due if one.weekly_at is not None and one.weekly_at <= now]
    look_in = [one for one in due if one.look_in_at is not None and one.look_in_at <= now]
    for one in weekly:
        one.weekly_at = _after(one.weekly_at or now, A_WEEK, now)
    for one in look_in:
        one.look_in_at = _after(one.look_in_at or now, timedelta(days=one.look_in_every or 7), now)
    _put_down(WEEKLY, weekly, now)
    _put_down(LOOK_IN, look_in, now)
    Wishes.objects.bulk_update(due, ["weekly_at", "look_in_at"])
    if len(due) == MANY:
        timers.set_timer(kind=BATCH, about=timer.about, due_at=clock.now())


def _put_down(kind: str, some: list[Wishes], now: datetime) -> None:
    """Into many inboxes in one write. One that still waits there unseen is enough; no open page is woken for it."""
    wanted = [one for one in some if kind not in one.off]
    notices = [Notice(person_id=one.person_id, kind=kind, bundle=kind, ids={"by": []}, at=now) for one in wanted]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    for one in wanted:
        if one.by_mail:
            announce(Told(person_id=one.person_id, kind=kind))


def _due(now: datetime) -> QuerySet[Wishes]:
    return Wishes.objects.filter(Q(weekly_at__lte=now) | Q(look_in_at__lte=now))


def _after(at: datetime, step: timedelta, now: datetime) -> datetime:
    """The next time in the same rhythm that is still to come, however long the house slept."""
    return at + step * ((now - at) // step + 1)
