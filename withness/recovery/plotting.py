"""A year as a picture, drawn on the server: no script, readable in print, with the same numbers in a table behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup, escape

from withness.recovery.timeline import Point

# In the units of the picture, which are about CSS pixels on a phone: there its numbers must be readable as they are.
WIDTH, HEIGHT, LEFT, LANE = 360, 140, 26, 28


def plot(
    points: Sequence[Point], *, first: date, last: date, highest: int, title: str, bands: Sequence[tuple[int, str]] = (),
    lanes: Sequence[tuple[str, set[date]]] = (),
) -> Markup:  # fmt: skip
    """An SVG of values from 0 to `highest` between two days, with lines where bands begin and a row for each lane.

    It has a title for screen readers; the table beside it says the rest.
    """
    tall = HEIGHT + 8 + LANE * len(lanes)
    parts = [
        f'<svg class="plot path" viewBox="0 0 {WIDTH} {tall}" role="img" aria-label="{escape(title)}">',
        *_months(first, last),
        *(_level(least, highest, name) for least, name in bands if least),
        _level(0, highest, "0"), _level(highest, highest, str(highest)),
        _line([(_x(point.on, first, last), _y(point.value, highest)) for point in points]),
        *(_dot(point, first, last, highest) for point in points),
        *(part for n, lane in enumerate(lanes) for part in _lane(n, lane, first, last)),
        "</svg>",
    ]  # fmt: skip
    return Markup("".join(parts))  # noqa: S704 -- made of our own numbers, words escaped


def _x(on: date, first: date, last: date) -> float:
    return LEFT + (WIDTH - LEFT - 6) * (on - first).days / max(1, (last - first).days)


def _y(value: int, highest: int) -> float:
    return 10 + (HEIGHT - 32) * (1 - value / max(1, highest))


def _line(places: Sequence[tuple[float, float]]) -> str:
    if len(places) < 2:
        return ""
    return '<path class="a" d="M' + "L".join(f"{x:.1f} {y:.1f}" for x, y in places) + '"/>'


def _dot(point: Point, first: date, last: date, highest: int) -> str:
    """A ring where the change since the first time is more than chance, so that colour is never the only sign."""
    x, y = _x(point.on, first, last), _y(point.value, highest)
    ring = f'<circle class="b" cx="{x:.1f}" cy="{y:.1f}" r="6"/>' if point.change else ""
    return f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>{ring}'


def _level(value: int, highest: int, name: str) -> str:
    y = _y(value, highest)
    return (
        f'<path class="rim" d="M{LEFT} {y:.1f}H{WIDTH - 6}"/><text x="{LEFT + 2}" y="{y - 3:.1f}">{escape(name)}</text>'
    )


def _months(first: date, last: date) -> list[str]:
    found, on = [], date(first.year, first.month, 1)
    while on <= last:
        if on >= first:
            x = _x(on, first, last)
            found.append(
                f'<path class="rim" d="M{x:.1f} 10V{HEIGHT - 20}"/><text x="{x + 2:.1f}" y="{HEIGHT - 6}">{on.month}</text>'
            )
        on = date(on.year + on.month // 12, on.month % 12 + 1, 1)
    return found if len(found) <= 14 else found[:: len(found) // 12]


def _lane(n: int, lane: tuple[str, set[date]], first: date, last: date) -> list[str]:
    label, days = lane
    y = HEIGHT + 8 + LANE * n
    marks = "".join(f"M{_x(on, first, last):.1f} {y}v8" for on in sorted(days) if first <= on <= last)
    return [f'<path class="b" d="{marks}"/>', f'<text x="{LEFT}" y="{y + 20}">{escape(label)}</text>']
