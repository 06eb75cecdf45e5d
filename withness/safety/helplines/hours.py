"""When a line answers: `mo-fr 18:00-23:00`, `sa,su 00:00-24:00`; past midnight, `20:00-02:00`, belongs to its first day."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from withness.foundation import clock

_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_SPAN = re.compile(r"^(?P<days>[a-z,-]+) (?P<begin>\d\d):(?P<minute>\d\d)-(?P<end>\d\d):(?P<last>\d\d)$")


def is_open(hours: tuple[str, ...], zone: str, at: datetime) -> bool:
    """Whether somebody answers at that moment, by the clocks of `zone`. Raises `ValueError` for hours that are none."""
    here = at.astimezone(clock.zone_of(zone)).replace(tzinfo=None)
    return any(begin <= here < end for span in hours for begin, end in _around(span, here))


def _around(span: str, here: datetime) -> list[tuple[datetime, datetime]]:
    """The spans of yesterday and today that could hold this moment."""
    found = _SPAN.match(span)
    if found is None:
        raise ValueError(f"these are no hours: {span!r}")
    days, spans = _days(found["days"]), []
    for ago in (1, 0):
        midnight = here.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=ago)
        begin = midnight + timedelta(hours=int(found["begin"]), minutes=int(found["minute"]))
        end = midnight + timedelta(hours=int(found["end"]), minutes=int(found["last"]))
        if midnight.weekday() in days:
            spans.append((begin, end if end > begin else end + timedelta(days=1)))
    return spans


def _days(text: str) -> set[int]:
    days: set[int] = set()
    for part in text.split(","):
        first, _dash, last = part.partition("-")
        begin, end = _DAYS.index(first), _DAYS.index(last or first)
        days |= {(begin + n) % 7 for n in range((end - begin) % 7 + 1)}
    return days
