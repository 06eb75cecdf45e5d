"""A stone for a member: the same seed always gives the same stone, and nothing can be read back from it.

The seed is the member's own, in one group, never the person's. Colours come from `tokens.css`, so a stone follows the
light. It always lies beside a name, so it is hidden from screen readers.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from math import cos, pi, sin, tau

from markupsafe import Markup

POINTS = 9


@lru_cache(maxsize=4096)
def stone(seed: str) -> Markup:
    """The SVG of the stone that grows from `seed`. An empty seed gives the blank stone of somebody who has gone."""
    if not seed:
        return Markup(
            '<svg class="stone s7" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="18"/></svg>'
        )
    chance = blake2b(seed.encode(), digest_size=16).digest()
    part = [byte / 255 for byte in chance]
    return Markup(  # noqa: S704 -- made of our own numbers
        f'<svg class="stone s{chance[12] % 8}" viewBox="0 0 48 48" aria-hidden="true">'
        f'<path d="{_outline(part)}z"/><path d="{_veins(part, chance[8] % 3)}"/></svg>'
    )


def _outline(part: list[float]) -> str:
    """One smooth closed line: a circle, leaned on by three slow waves."""
    points = []
    for k in range(POINTS):
        t = k * tau / POINTS
        radius = (
            19 + 2.2 * part[0] * cos(2 * t + tau * part[1]) + 1.5 * part[2] * cos(3 * t + tau * part[3])
            + 0.6 * cos(5 * t + tau * part[4])
        )  # fmt: skip
        points.append((24 + 1.06 * radius * cos(t), 24 + 0.96 * radius * sin(t)))
    line = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for k in range(POINTS):
        before, here, there, after = (points[(k + j) % POINTS] for j in (-1, 0, 1, 2))
        bend = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        end = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        line += f"C{bend[0]:.1f} {bend[1]:.1f} {end[0]:.1f} {end[1]:.1f} {there[0]:.1f} {there[1]:.1f}"
    return line


def _veins(part: list[float], kind: int) -> str:
    veins = _vein(part[5], 10 * part[6] - 5, 16 * part[7] - 8)
    if kind == 1:
        veins += _vein(part[5], 10 * part[6] - 5 + (5 if part[6] < 0.5 else -5), 16 * part[7] - 8)
    elif kind == 2:
        veins += _vein(part[5] + 0.3 + 0.4 * part[9], 12 * part[10] - 6, 10 * part[11] - 5)
    return veins


def _vein(turn: float, shift: float, bend: float) -> str:
    """A thread of quartz from rim to rim."""
    c, s = cos(turn * pi), sin(turn * pi)
    half = max(0.0, 16.5**2 - shift**2) ** 0.5

    def at(x: float, y: float) -> str:
        return f"{24 + x * c - y * s:.1f} {24 + x * s + y * c:.1f}"

    return f"M{at(-half, shift)}C{at(-6, shift + bend)} {at(6, shift - bend)} {at(half, shift)}"
