"""Between a form and a wish."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as later

from withness.foundation import clock
from withness.groups.models import Group
from withness.meetings.labelling import MOST, Labelled, lines_of
from withness.meetings.models import Series
from withness.meetings.placing import form_of_venue
from withness.meetings.planning import Wish
from withness.meetings.rhythm import rhythm_of
from withness.meetings.walls import read

RHYTHM_LABELS = (
    ("weekly", later("Every week")), ("weekly-2", later("Every two weeks")), ("weekly-3", later("Every three weeks")),
    ("weekly-4", later("Every four weeks")), ("monthly", later("Every month on the same weekday, such as the second Tuesday")),
    ("monthly-last", later("Every month on the last such weekday")), ("daily", later("Every day")), ("once", later("Once only")),
)  # fmt: skip
_TEXTS = (
    "title", "day", "time", "zone", "rhythm", "until", "minutes", "notes", "attendance", "venue_name", "venue_address",
    "venue_notes", "town", "known", "point", "join_url", "join_phone", "join_notes", "joining", "join_opens", "shown_to",
    "capacity",
)  # fmt: skip


def wish_from(form: QueryDict) -> Wish:
    """What was filled in."""
    texts = {name: str(form[name]) for name in _TEXTS if name in form}
    days = [int(one) for one in form.getlist("days") if one in {"0", "1", "2", "3", "4", "5", "6"}]
    lists: dict[str, Any] = {"days": days, "access": form.getlist("access"), "types": form.getlist("types")}
    whole: dict[str, Any] = {"title": "", "day": "", "time": "", "zone": "", **texts, **lists}
    return Wish(**whole, in_circle=form.get("in_circle") == "yes", labels=_lines_in(form))


def _lines_in(form: QueryDict) -> list[Labelled]:
    def said(name: str, line: int) -> str:
        return str(form.get(f"label_{name}_{line}", ""))

    return [Labelled(said("nth", n), said("day", n), said("words", n)) for n in range(1, MOST + 1)]


def _lines_for(series: Series) -> dict[str, str]:
    lines = enumerate(lines_of(series), start=1)
    return {
        f"label_{name}_{n}": getattr(line, name) for n, line in lines for name in ("nth", "day", "words")
    }  # fmt: skip


def form_of(series: Series | None, group: Group, *, zone: str = "") -> dict[str, Any]:
    """What a form begins with. `zone`: of who plans it, where the group has chosen none."""
    if series is None:
        where = zone if zone and group.zone == "UTC" else group.zone
        day = clock.today(group.zone) + timedelta(days=7)
        return {
            "day": day.isoformat(), "time": "19:00", "zone": where, "rhythm": "weekly", "minutes": "60", "join_opens": "15",
            "attendance": Series.ONLINE, "joining": Series.MEMBERS, "shown_to": Series.GROUP, "in_circle": "yes",
            **form_of_venue(None),
        }  # fmt: skip
    first, rhythm = read(series.starts), rhythm_of(series.rhythm) if series.rhythm else None
    return {
        "title": series.title, "day": first.date().isoformat(), "time": first.strftime("%H:%M"), "zone": series.zone,
        "rhythm": _rhythm_name(series), "days": [str(day) for _nth, day in rhythm.weekdays] if rhythm else [],
        "until": rhythm.until.isoformat() if rhythm and rhythm.until else "", "minutes": str(series.length),
        "notes": series.notes, "attendance": series.attendance, **form_of_venue(series.venue),
        "join_url": series.join_url, "join_phone": series.join_phone,
        "join_notes": series.join_notes, "joining": series.joining, "join_opens": str(series.join_opens),
        "shown_to": series.shown_to, "in_circle": "yes" if series.in_circle else "",
        "capacity": str(series.capacity or ""), "types": [code.partition(":")[2] for code in series.types],
        **_lines_for(series),
    }  # fmt: skip


def _rhythm_name(series: Series) -> str:
    if not series.rhythm:
        return "once"
    rhythm = rhythm_of(series.rhythm)
    if rhythm.freq == "WEEKLY":
        return "weekly" if rhythm.interval == 1 else f"weekly-{min(rhythm.interval, 4)}"
    if rhythm.freq == "DAILY":
        return "daily"
    return "monthly-last" if any(nth < 0 for nth, _day in rhythm.weekdays) else "monthly"
