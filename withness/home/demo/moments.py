"""When things happened: told in the files by week, day and hour where the group is, counted back from the loading."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from withness.foundation import clock
from withness.home.demo.reading import span

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKS = re.compile(r"(\d+) weeks? ago")
_DAYS_AGO = re.compile(r"(\d+)d (\d\d:\d\d)")


def moment(week: str, when: str, *, zone: str, now: datetime) -> datetime:
    """The instant meant by “mon 04:10” under “3 weeks ago”, or by “2d 04:10”, “3h”, “40m” under “this week”.

    Counted weeks end on a Sunday; the youngest of these is 4 to 10 days before `now`, on whatever day we load.
    """
    today = now.astimezone(clock.zone_of(zone)).date()
    weeks, days = _WEEKS.fullmatch(week), _DAYS_AGO.fullmatch(when)
    if weeks:
        day, _, hour = when.partition(" ")
        on = _last_sunday(today) - timedelta(days=7 * int(weeks[1]) - 1 - _DAYS.index(day))
    elif days:
        on, hour = today - timedelta(days=int(days[1])), days[2]
    else:
        return now - span(when)
    at = datetime.combine(on, time.fromisoformat(hour), tzinfo=clock.zone_of(zone))
    return min(at, now - timedelta(minutes=1))


def _last_sunday(today: date) -> date:
    since = (today.weekday() + 1) % 7
    return today - timedelta(days=since if since > 3 else since + 7)
