"""A plot as numbers for SVG: drawn on the server, in the colours of the house, with a table beside it that says the same."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 560, 220
LEFT, RIGHT, TOP, BOTTOM = 56, 8, 12, 28
TICKS = (5, 15, 60, 240, 720, 1440, 4320)  # minutes; the axis is logarithmic: five minutes and three days on one page


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a path (with gaps where nothing is known), its dots, and which of the two colours it wears."""

    path: str
    dots: list[tuple[float, float]]
    colour: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines over places along the x axis, and marks on the y axis: (y, minutes)."""

    lines: list[Line]
    ticks: list[tuple[float, int]]
    places: list[float]
    width: int = WIDTH
    height: int = HEIGHT


def plot_of(*series: Sequence[float | None]) -> Plot | None:
    """Up to two series of waits in minutes, of one length. Nothing when they hold fewer than two points in all."""
    known = [value for one in series for value in one if value is not None]
    if len(known) < 2:
        return None
    least = max([tick for tick in TICKS if tick <= min(known)], default=TICKS[0])
    most = min([tick for tick in TICKS if tick >= max(known)], default=TICKS[-1])
    most = most if most > least else TICKS[min(len(TICKS) - 1, TICKS.index(least) + 1)]
    count = len(series[0])
    places = [LEFT + (WIDTH - LEFT - RIGHT) * (n + 0.5) / count for n in range(count)]
    lines = [_line(one, places, least, most, "ab"[n % 2]) for n, one in enumerate(series)]
    ticks = [(_y(tick, least, most), tick) for tick in TICKS if least <= tick <= most]
    return Plot(lines, ticks, places)


def _line(values: Sequence[float | None], places: Sequence[float], least: float, most: float, colour: str) -> Line:
    dots, path, pen = [], [], "M"
    for x, value in zip(places, values, strict=True):
        if value is None:
            pen = "M"
            continue
        y = _y(value, least, most)
        dots.append((round(x, 1), y))
        path.append(f"{pen}{x:.1f} {y}")
        pen = "L"
    return Line("".join(path), dots, colour)


def _y(value: float, least: float, most: float) -> float:
    part = math.log(min(max(value, least), most) / least) / math.log(most / least)
    return round(HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM), 1)
