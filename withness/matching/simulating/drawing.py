"""The plot of a simulation: how many shares still wait for a first reply, and for a second person, as hours go by."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT = 860, 420, 60, 40, 50, 210
FROM, UNTIL = 5.0, 2880.0  # minutes; the axis is logarithmic
TICKS = ((5, "5 min"), (15, "15 min"), (60, "1 h"), (360, "6 h"), (1440, "24 h"), (2880, "48 h"))
INKS = {"withness": "#c2701a", "chronological": "#0d4853", "most-active": "#7e6585", "random": "#66744c"}
DASHES = {"withness": "", "chronological": "9 5", "most-active": "2 4", "random": "12 4 2 4"}

Waits = Sequence[float]  # minutes; infinite where nobody ever came


def svg_of(first: Mapping[str, Waits], second: Mapping[str, Waits], title: str) -> str:
    """An SVG file of two panels, one above the other; each policy has a line of its own colour and its own dashes."""
    panels = [
        _panel(first, 0, "Shares without any reply"),
        _panel(second, HEIGHT, "Shares that fewer than two people have answered"),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {2 * HEIGHT}" font-family="sans-serif" '
        f'font-size="14" role="img"><title>{escape(title)}</title>'
        f'<rect width="100%" height="100%" fill="#fdfcf8"/>{"".join(panels)}</svg>\n'
    )


def _panel(series: Mapping[str, Waits], down: int, heading: str) -> str:
    parts = [f'<g transform="translate(0 {down})"><text x="{LEFT}" y="24" font-weight="bold">{escape(heading)}</text>']
    for minutes, word in TICKS:
        x = _x(minutes)
        parts.append(f'<path d="M{x} {TOP}V{HEIGHT - BOTTOM}" stroke="#d6d5c9"/>')
        parts.append(f'<text x="{x}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{word}</text>')
    for tenth in range(0, 11, 2):
        y = _y(tenth / 10)
        parts.append(f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" stroke="#d6d5c9"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 5}" text-anchor="end">{tenth * 10} %</text>')
    for n, (policy, waits) in enumerate(series.items()):
        stroke = f'stroke="{INKS[policy]}" stroke-dasharray="{DASHES[policy]}" stroke-width="2.5" fill="none"'
        parts.append(f'<path d="{_curve(waits)}" {stroke}/>')
        y = TOP + 20 + 26 * n
        x = WIDTH - RIGHT + 20
        parts.append(f'<path d="M{x} {y}h40" {stroke}/><text x="{x + 50}" y="{y + 5}">{policy}</text>')
    return "".join(parts) + "</g>"


def _curve(waits: Waits) -> str:
    ordered, many = sorted(waits), max(1, len(waits))
    points, done = [], 0
    for n in range(161):
        minutes = FROM * (UNTIL / FROM) ** (n / 160)
        while done < len(ordered) and ordered[done] <= minutes:
            done += 1
        points.append(f"{'L' if n else 'M'}{_x(minutes)} {_y(1 - done / many)}")
    return "".join(points)


def _x(minutes: float) -> float:
    part = math.log(minutes / FROM) / math.log(UNTIL / FROM)
    return round(LEFT + part * (WIDTH - LEFT - RIGHT), 1)


def _y(part: float) -> float:
    return round(HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM), 1)
