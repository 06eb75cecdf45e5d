"""Meeting Guide JSON, as apps of the field read it. What `importing` makes of it is the same meetings again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from withness.meetings import vocabulary as words
from withness.meetings.models import Series, Venue
from withness.meetings.rhythm import Rhythm, rhythm_of
from withness.meetings.walls import read

_CODE_OF_LANGUAGE = {language: code for code, language in words.LANGUAGES.items()}
_CODE_OF_ACCESS = {access: code for code, access in words.ACCESS.items()}
_ADDRESS = {"street": "address", "city": "city", "state": "state", "postal_code": "postal_code", "country": "country",
            "regions": "regions"}  # fmt: skip
Object = dict[str, Any]


def exported(
    all_of_them: Iterable[Series], *, address: str = "", as_array: bool = False, nonweekly: bool = False
) -> Iterator[Object]:
    """The objects of a feed. `address`: of this house, for links to our pages. `as_array`: one object with a list of days
    where a meeting has several; else one for each day, which every reader understands. `nonweekly`: also what does not
    meet every week, with a first line in its notes that says when.
    """
    for series in all_of_them:
        rhythm = rhythm_of(series.rhythm) if series.rhythm else None
        weekly = rhythm is not None and _is_every_week(rhythm)
        if series.starts and not weekly and not nonweekly:
            continue
        told = _object(series, address)
        if not series.starts:
            yield told
            continue
        if not weekly:
            told["notes"] = "\n".join(one for one in (_says_when(series, rhythm), told.get("notes", "")) if one)
        yield from _on_days(told, series, rhythm, as_array=as_array)


def _is_every_week(rhythm: Rhythm) -> bool:
    return rhythm.freq == "WEEKLY" and rhythm.interval == 1 and rhythm.until is None and not rhythm.count


def _on_days(told: Object, series: Series, rhythm: Rhythm | None, *, as_array: bool) -> Iterator[Object]:
    first = read(series.starts)
    days = sorted({(day + 1) % 7 for _nth, day in rhythm.weekdays}) if rhythm else []
    days = days or ([*range(7)] if rhythm and rhythm.freq == "DAILY" else [(first.weekday() + 1) % 7])
    hours: Object = {"time": first.strftime("%H:%M")}
    if series.minutes and series.minutes < 24 * 60:
        end = (first.hour * 60 + first.minute + series.minutes) % (24 * 60)
        hours["end_time"] = f"{end // 60:02}:{end % 60:02}"
    if len(days) == 1 or as_array:
        yield {**told, "day": days[0] if len(days) == 1 else days, **hours}
        return
    for day in days:
        yield {**told, "slug": f"{told['slug']}-{day}", "day": day, **hours}


def _object(series: Series, address: str) -> Object:
    venue = series.venue
    told: Object = {
        "name": series.title, "slug": series.slug or series.id, "timezone": series.zone, "notes": notes_of(series),
        "group": series.by or (series.group.title if series.group else ""), "types": _types(series, venue),
        "attendance_option": "" if series.attendance == Series.UNCLEAR else series.attendance,
        "updated": series.changed_at.strftime("%Y-%m-%d %H:%M:%S"),
        "url": series.url or (f"{address}/meetings/m/{series.id}" if address else ""), **_place(venue, series),
    }  # fmt: skip
    if series.joining == Series.PUBLIC:
        told |= {"conference_url": series.join_url, "conference_phone": series.join_phone}
        told["conference_url_notes" if series.join_url else "conference_phone_notes"] = series.join_notes
    if series.verified_on:
        told["updated"] = f"{series.verified_on:%Y-%m-%d} 00:00:00"
    others = [one for one in series.languages if one not in _CODE_OF_LANGUAGE]
    told["languages"] = others
    told |= {name: value for name, value in series.also.items() if not name.startswith("contact_")}
    return {name: value for name, value in told.items() if value not in ("", None, [])}


def notes_of(series: Series) -> str:
    """Its notes, after what is special about some dates, for which this format has no place of its own."""
    return "\n".join([*series.label_sentences(), *([series.notes] if series.notes else [])])


def _place(venue: Venue | None, series: Series) -> Object:
    if venue is None:
        return {"approximate": "yes"} if series.attendance == Series.ONLINE else {}
    told: Object = {"location": venue.name, "formatted_address": venue.address, "location_notes": venue.notes}
    told |= {name: venue.parts.get(part) for part, name in _ADDRESS.items()}
    if venue.latitude is not None and venue.longitude is not None:
        told |= {"latitude": round(venue.latitude, 7), "longitude": round(venue.longitude, 7)}
    told["approximate"] = "yes" if venue.is_approximate or series.attendance == Series.ONLINE else "no"
    return told


def _types(series: Series, venue: Venue | None) -> list[str]:
    codes = [code.partition(":")[2] for code in series.types]
    codes += [_CODE_OF_LANGUAGE[one] for one in series.languages if one in _CODE_OF_LANGUAGE]
    if venue is not None:
        codes += [_CODE_OF_ACCESS[one] for one in venue.access if one in _CODE_OF_ACCESS]
        codes += [words.CLOSED_FOR_NOW] if venue.closed_since else []
    return list(dict.fromkeys(codes))


def _says_when(series: Series, rhythm: Rhythm | None) -> str:
    from withness.meetings.saying_when import rhythm_words

    return rhythm_words(rhythm, read(series.starts))
