"""A run chart with control limits: what is chance in a small group, and what may be a change.

The chart is a p-chart (Shewhart 1931; Montgomery, “Introduction to statistical quality control”, chapter 7): around the
middle of all months, three standard errors of a share of n answers, p(1 − p)/n. To that we add the variance of the noise,
s²/n², so that the noise alone does not look like a change.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from withness.figures.noise import GROUP_NOISE

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 380, 140, 44, 12, 24
ENOUGH, WIDE, WARNING = 4, 3.0, 2.0  # months before limits are drawn; standard errors of a limit, and of a warning


@dataclass(frozen=True, slots=True)
class Point:
    """One month: the share of yes with noise in it, of how many, and the limits between which chance would put it."""

    month: date
    share: float
    of: int
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True, slots=True)
class Chart:
    """Months in order, the middle of all of them, and whether the last ones drift down."""

    points: list[Point]
    middle: float
    limits: bool
    drifts: bool


def chart_of(readings: Sequence[tuple[date, int, int]]) -> Chart | None:
    """From (month, of, yes with noise), the oldest first. Nothing without a month."""
    if not readings:
        return None
    every = sum(of for _month, of, _yes in readings)
    middle = _kept_within(sum(yes for _month, _of, yes in readings) / every)
    limits = len(readings) >= ENOUGH
    points = [_point(month, of, yes, middle, limits=limits) for month, of, yes in readings]
    return Chart(points, middle, limits, limits and _drifts(points, middle))


def _point(month: date, of: int, yes: int, middle: float, *, limits: bool) -> Point:
    wide = WIDE * error(middle, of)
    low, high = (max(0.0, middle - wide), min(1.0, middle + wide)) if limits else (0.0, 1.0)
    return Point(month, _kept_within(yes / of), of, low, high)


def error(middle: float, of: int) -> float:
    """The standard error of one month's share: of the answers themselves, and of the noise."""
    return math.sqrt(middle * (1 - middle) / of + (GROUP_NOISE / of) ** 2)


def _drifts(points: Sequence[Point], middle: float) -> bool:
    """The last month below its limit, or two of the last three below two standard errors (Western Electric, 1956)."""
    last = points[-1]
    warned = [point.share < middle - WARNING * error(middle, point.of) for point in points[-3:]]
    return middle - last.share > WIDE * error(middle, last.of) or (warned[-1] and sum(warned) >= 2)


def draw(chart: Chart, *, title: str) -> Markup:
    """The chart as SVG: the band of chance, the middle, a line with dots; a ring marks what lies outside the band."""
    places = [LEFT + (WIDTH - LEFT - 12) * (n + 0.5) / len(chart.points) for n in range(len(chart.points))]
    parts = [
        f'<svg class="plot run" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">',
        *(_rule(share) for share in (0.0, 0.5, 1.0)),
        _steps(places, [p.low for p in chart.points]) + _steps(places, [p.high for p in chart.points]) if chart.limits else "",
        '<path class="a" d="M' + "L".join(f"{x:.1f} {_y(p.share):.1f}" for x, p in zip(places, chart.points, strict=True)) + '"/>',
        *(_dot(x, p) for x, p in zip(places, chart.points, strict=True)),
        *(
            f'<text class="tick mid" x="{x:.1f}" y="{HEIGHT - 5}">{p.month.month}</text>'
            for x, p in zip(places, chart.points, strict=True)
        ),
        "</svg>",
    ]  # fmt: skip
    return Markup("".join(parts))  # noqa: S704 -- made of our own numbers, words escaped


def _dot(x: float, point: Point) -> str:
    ring = (
        ""
        if point.low <= point.share <= point.high
        else f'<circle class="b" cx="{x:.1f}" cy="{_y(point.share):.1f}" r="8"/>'
    )
    return f'{ring}<circle class="a" cx="{x:.1f}" cy="{_y(point.share):.1f}" r="4"/>'


def _rule(share: float) -> str:
    y = _y(share)
    words = f'<text class="tick" x="{LEFT - 6}" y="{y + 5:.1f}">{share * 100:.0f}</text>'
    return f'<path class="rule" d="M{LEFT} {y:.1f}H{WIDTH - 8}"/>{words}'


def _steps(places: Sequence[float], shares: Sequence[float]) -> str:
    half = (WIDTH - LEFT - 12) / len(places) / 2
    parts = [
        f"{x - half:.1f} {_y(share):.1f}L{x + half:.1f} {_y(share):.1f}"
        for x, share in zip(places, shares, strict=True)
    ]
    return f'<path class="b" d="M{"L".join(parts)}"/>'


def _y(share: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share)


def _kept_within(share: float) -> float:
    return min(1.0, max(0.0, share))
