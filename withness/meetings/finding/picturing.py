"""A plain picture of the neighbourhood: rings of distance, north, towns, and the meetings by their number in the list.

Nothing is fetched for it and no coordinate stands in it: only where things lie on the picture. A place of which only the
town is known is a circle, never a point. Why there is no coastline: decision 65.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan2, cos, radians, sin

from withness.meetings.finding.distances import kilometres
from withness.meetings.finding.gazetteer import Town, towns_around
from withness.meetings.finding.searching import Found
from withness.meetings.models import Series

SIDE, RADIUS = 360, 158  # of the picture, and of its outermost ring, in its own units
RINGS = (2, 3, 4)
STEPS = (0.5, 1, 2, 5, 10, 20, 25, 50, 100)  # km from ring to ring
TOWN_REACH = 3.0  # km: how large a place is drawn of which only the town is known
MOST_TOWNS = 7
LETTER = 7.4  # how wide a letter of a town is, about
HIGH = 20  # a mark, and a line of words


@dataclass(frozen=True, slots=True)
class Mark:
    """Meetings at one place: the numbers they have in the list. `reach`: of the circle, or nothing for a point."""

    x: float
    y: float
    wide: float
    numbers: str
    reach: float = 0
    sign: float = 0  # how high the sign with the numbers stands: in the middle, or at the edge of the circle

    @property
    def left(self) -> float:
        """Where the sign with the numbers begins."""
        return round(self.x - self.wide / 2, 1)


@dataclass(frozen=True, slots=True)
class Label:
    """A town."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn. `rings` are (radius, km); `numbers` those of all meetings on it, in order."""

    rings: list[tuple[float, str]]
    marks: list[Mark]
    towns: list[Label]
    numbers: list[int]
    has_circles: bool


def picture_of(found: Iterable[Found], point: tuple[float, float] | None) -> Picture | None:
    """The picture around a point; nothing where it would say no more than the list."""
    if point is None:
        return None
    placed = [(number, *where) for number, one in enumerate(found, start=1) if (where := _where(one.series))]
    if len(placed) < 2:
        return None
    farthest = max(kilometres(*point, latitude, longitude) for _n, latitude, longitude, _about in placed)
    reach, step = min(((n * one, -one) for one in STEPS for n in RINGS if n * one >= farthest), default=(400, -100))
    scale, step = RADIUS / reach, -step
    drawn = [(number, *_on_picture(point, (lat, lon), scale), about) for number, lat, lon, about in placed]
    marks = _marks(drawn, TOWN_REACH * scale)
    if len(marks) < 2:
        return None
    rings = [(round(step * n * scale, 1), f"{step * n:g}") for n in range(1, round(reach / step) + 1)]
    near = towns_around(*point, reach, most=40)
    return Picture(
        rings=rings, marks=marks, towns=_labels(near, marks, rings, point, scale),
        numbers=[number for number, *_rest in placed], has_circles=any(one.reach for one in marks),
    )  # fmt: skip


def _where(series: Series) -> tuple[float, float, bool] | None:
    venue = series.venue
    if venue is None or series.attendance == Series.ONLINE or venue.latitude is None or venue.longitude is None:
        return None
    return venue.latitude, venue.longitude, venue.is_approximate


def _on_picture(middle: tuple[float, float], to: tuple[float, float], scale: float) -> tuple[float, float]:
    """As far from the middle, and in the same direction, as on the ground (azimuthal equidistant)."""
    lat, lat_to, turn = radians(middle[0]), radians(to[0]), radians(to[1] - middle[1])
    away = kilometres(*middle, *to) * scale
    course = atan2(sin(turn) * cos(lat_to), cos(lat) * sin(lat_to) - sin(lat) * cos(lat_to) * cos(turn))
    return SIDE / 2 + away * sin(course), SIDE / 2 - away * cos(course)


def _marks(drawn: list[tuple[int, float, float, bool]], reach: float) -> list[Mark]:
    """Those that would lie on each other share a sign. Circles come first, so that they lie below."""
    exact = [_mark(*one) for one in _together([one for one in drawn if not one[3]])]
    circles = []
    for x, y, numbers in _together([one for one in drawn if one[3]]):
        round_it = max(reach, 16)
        for at in (y, y + round_it, y - round_it):
            mark = _mark(x, y, numbers, reach=round_it, sign=at)
            if not any(_touch((mark.x, at, mark.wide, HIGH), _box(one)) for one in exact):
                break
        circles.append(mark)
    return circles + exact


def _together(drawn: list[tuple[int, float, float, bool]]) -> list[tuple[float, float, list[int]]]:
    groups: list[tuple[float, float, list[int]]] = []
    for number, x, y, _about in drawn:
        for at_x, at_y, numbers in groups:
            if abs(at_x - x) * 2 < _wide(numbers) + _wide([number]) and abs(at_y - y) < HIGH:
                numbers.append(number)
                break
        else:
            groups.append((x, y, [number]))
    return groups


def _mark(x: float, y: float, numbers: list[int], *, reach: float = 0, sign: float | None = None) -> Mark:
    return Mark(
        round(x, 1),
        round(y, 1),
        _wide(numbers),
        in_short(numbers),
        round(reach, 1),
        round(y if sign is None else sign, 1),
    )


def _wide(numbers: list[int]) -> float:
    return len(in_short(numbers)) * 8 + 12


def _box(mark: Mark) -> tuple[float, float, float, float]:
    return mark.x, mark.sign, mark.wide, float(HIGH)


def in_short(numbers: list[int]) -> str:
    """“3”, “1, 4”, “2–5”, “1, 4 …”."""
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(map(str, numbers[:2])) + (" …" if len(numbers) > 2 else "")


def _labels(
    towns: list[Town], marks: list[Mark], rings: list[tuple[float, str]], point: tuple[float, float], scale: float
) -> list[Label]:
    """The largest towns whose names cover nothing."""
    taken = [_box(one) for one in marks] + [(SIDE / 2, SIDE / 2 + radius - 8, 50.0, 14.0) for radius, _km in rings]
    labels: list[Label] = []
    for town in towns:
        x, y = _on_picture(point, (town.latitude, town.longitude), scale)
        wide = len(town.name) * LETTER
        fits = wide / 2 <= x <= SIDE - wide / 2 and HIGH <= y <= SIDE - HIGH
        for down in (0, HIGH, -HIGH):
            box = (x, y + down, wide, float(HIGH))
            if fits and not any(_touch(box, other) for other in taken):
                taken.append(box)
                labels.append(Label(round(x, 1), round(y + down, 1), town.name))
                break
        if len(labels) == MOST_TOWNS:
            break
    return labels


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return abs(one[0] - other[0]) * 2 < one[2] + other[2] and abs(one[1] - other[1]) * 2 < one[3] + other[3]
