"""A meeting as it is shown in a list: everything said, nothing that is not for whoever looks."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.meetings.finding.searching import Found
from withness.meetings.labelling import labels_on
from withness.meetings.models import Series
from withness.meetings.reading import Eyes, day_words_of, directions, hour_words, rhythm_of_series
from withness.meetings.saying_when import clock_words
from withness.meetings.walls import read, wall_of
from withness.meetings.words import access_of, fellowship_of, kinds_of, language_name


@dataclass(frozen=True, slots=True)
class Card:
    """What stands in the list of a finder."""

    id: str
    title: str
    when: str
    is_on: bool
    hour: str
    there: str
    place: str
    attendance: str
    away: str
    facts: list[str]
    directions: str
    checked: str


def card_of(found: Found, eyes: Eyes) -> Card:
    """One line of the list."""
    series, one = found.series, found.next
    is_on = one is not None and one.starts_at <= clock.now() < one.ends_at
    facts = [
        *(labels_on(series, one.planned.date()) if one else []),
        *kinds_of(series)[:6],
        *(language_name(code) for code in series.languages[:3]),
        *access_of(series.venue)[:3],
    ]
    return Card(
        id=series.id, title=series.title, is_on=is_on, when=when_words(found, eyes), hour=hour_words(one, eyes) if one else "",
        there=there_words(series, eyes), place=place_words(series), attendance=str(dict(Series.ATTENDANCE)[series.attendance]),
        away=away_words(found.away, approximate=bool(series.venue and series.venue.is_approximate)),
        facts=[one for one in (fellowship_of(series), *facts) if one], directions=directions(series), checked=checked_words(series),
    )  # fmt: skip


def when_words(found: Found, eyes: Eyes) -> str:
    """“Going on now”, “Today”, “Tuesday”, “3 March”, or that it is by arrangement."""
    one = found.next
    if one is None:
        return _("By arrangement") if not found.series.starts else rhythm_of_series(found.series)
    if one.starts_at <= clock.now() < one.ends_at:
        return _("Going on now")
    here, now = (at.astimezone(clock.zone_of(eyes.zone)).date() for at in (one.starts_at, clock.now()))
    if here == now:
        return _("Today")
    return day_words_of(found, eyes) or date_format(here, _("j F Y"))


def there_words(series: Series, eyes: Eyes) -> str:
    """The hour on the wall there, where it is another clock than the reader's."""
    if not series.starts or not series.zone or series.attendance == Series.ONLINE:
        return ""
    now = clock.now()
    if wall_of(now, series.zone) == wall_of(now, eyes.zone):
        return ""
    hour = clock_words(read(series.starts), eyes.clock)
    return _("%(time)s there (%(zone)s)") % {"time": hour, "zone": series.zone.replace("_", " ")}


def place_words(series: Series) -> str:
    """Where, in one line."""
    venue = series.venue
    if venue is None or series.attendance == Series.ONLINE:
        return ""
    said = [venue.name] if venue.name and venue.name not in venue.address else []
    return ", ".join([*said, *([venue.address] if venue.address else [])])


def away_words(away: float | None, *, approximate: bool) -> str:
    """“3 km away”; where only the town is known, “about”."""
    if away is None:
        return ""
    if approximate:
        return _("about %(n)d km away") % {"n": max(1, round(away))}
    if away < 1:
        return _("less than 1 km away")
    return _("%(n)s km away") % {"n": f"{away:.1f}" if away < 10 else f"{away:.0f}"}


def checked_words(series: Series) -> str:
    """When somebody last said that it is right."""
    if series.verified_on is None:
        return _("Nobody has said when this was last checked")
    return _("Last checked on %(day)s") % {"day": date_format(series.verified_on, _("j F Y"))}
