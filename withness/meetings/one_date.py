"""What is different: calling one date off, moving it, adding one, a pause; and taking any of it back."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean_line
from withness.groups.models import Member
from withness.meetings.happenings import MeetingChanged
from withness.meetings.models import Difference, Series
from withness.meetings.occurring import Occasion, occasions
from withness.meetings.reminding import plan_reminders
from withness.meetings.rules import may_change
from withness.meetings.walls import instant_of, read, written


def call_off(*, by: Member, series: Series, planned: str, words: str = "") -> None:
    """This date does not take place. `planned` is its hour on the wall there, as the rhythm has it."""
    _change(by, series, planned, Difference(kind=Difference.CALLED_OFF, words=clean_line(words, longest=300)))


def move(*, by: Member, series: Series, planned: str, to: str, words: str = "") -> None:
    """This date takes place at another hour. `to`: `2026-03-03T19:00`, on the wall there."""
    try:
        wall = read(to.strip()[:16])
    except ValueError as odd:
        raise NotUnderstood("to", _("Choose the new day and hour.")) from odd
    words = clean_line(words, longest=300)
    _change(by, series, planned, Difference(kind=Difference.MOVED, to=written(wall), words=words))


def put_back(*, by: Member, series: Series, planned: str) -> None:
    """This date is again as the rhythm has it."""
    _may(by, series)
    with transaction.atomic():
        gone, _rows = series.differences.filter(planned=planned).delete()
        if gone:
            _changed(series, planned, by)


def add_date(*, by: Member, series: Series, wall: str, words: str = "") -> None:
    """It takes place on this date too."""
    _may(by, series)
    try:
        at = read(wall.strip()[:16])
    except ValueError as odd:
        raise NotUnderstood("to", _("Choose the day and hour.")) from odd
    if instant_of(at, series.zone) < clock.now():
        raise NotUnderstood("to", _("That has been already. Choose a day to come."))
    with transaction.atomic():
        Difference.objects.update_or_create(
            series=series, planned=written(at),
            defaults={"kind": Difference.ADDED, "to": "", "words": clean_line(words, longest=300), "at": clock.now()},
        )  # fmt: skip
        _changed(series, written(at), by)


def pause(*, by: Member, series: Series, first: str, last: str = "", words: str = "") -> None:
    """No meetings from `first` to `last` (days, both included); without `last` until somebody goes on."""
    _may(by, series)
    try:
        begin = date.fromisoformat(first.strip())
        end = date.fromisoformat(last.strip()) if last.strip() else None
    except ValueError as odd:
        raise NotUnderstood("first", _("Choose the first day of the pause.")) from odd
    if end is not None and end < begin:
        raise NotUnderstood("last", _("The last day lies before the first."))
    with transaction.atomic():
        series.differences.filter(kind=Difference.PAUSED).delete()
        Difference.objects.create(
            series=series, kind=Difference.PAUSED, first_on=begin, last_on=end, words=clean_line(words, longest=300),
            at=clock.now(),
        )  # fmt: skip
        _changed(series, "", by)


def go_on(*, by: Member, series: Series) -> None:
    """The pause is over: it ends yesterday, or is taken away where it has not begun."""
    _may(by, series)
    today = clock.today(series.zone)
    with transaction.atomic():
        pauses = series.differences.filter(kind=Difference.PAUSED)
        pauses.filter(first_on__gte=today).delete()
        pauses.update(last_on=today - timedelta(days=1))
        _changed(series, "", by)


def occasion_of(series: Series, planned: str) -> Occasion | None:
    """The date of that name, whatever became of it; nothing when the rhythm has none there."""
    plan = series.plan()
    try:
        wall = read(planned)
    except ValueError:
        return None
    if plan is None:
        return None
    change = plan.changes.get(wall)
    at = instant_of(change.to if change and change.to else wall, plan.zone)
    found = occasions(plan, since=at - timedelta(minutes=1), until=at + timedelta(minutes=1), called_off=True)
    return next((one for one in found if one.planned == wall), None)


def _change(by: Member, series: Series, planned: str, how: Difference) -> None:
    _may(by, series)
    found = occasion_of(series, planned)
    if found is None or found.ends_at < clock.now():
        raise NotUnderstood("planned", _("There is no such date to come. Please look again."))
    if found.state == "added":
        with transaction.atomic():
            series.differences.filter(planned=planned).delete()
            _changed(series, planned, by)
            if how.kind == Difference.MOVED:
                add_date(by=by, series=series, wall=how.to, words=how.words)
        return
    with transaction.atomic():
        Difference.objects.update_or_create(
            series=series, planned=planned,
            defaults={"kind": how.kind, "to": how.to, "words": how.words, "at": clock.now()},
        )  # fmt: skip
        _changed(series, planned, by)


def _changed(series: Series, planned: str, by: Member) -> None:
    series.version += 1
    series.changed_at = clock.now()
    series.save(update_fields=["version", "changed_at"])
    plan_reminders(series)
    announce(MeetingChanged(series.id, planned, by.id))


def _may(by: Member, series: Series) -> None:
    if not may_change(by, series):
        raise NotAllowed(_("Only who holds this meeting can change it."))
