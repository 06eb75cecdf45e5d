"""A chip for a milestone, drawn by us: rings like those of a tree, one more for each step, and two threads that cross."""

from __future__ import annotations

from functools import lru_cache
from math import cos, sin, tau

from markupsafe import Markup

from withness.hope.models import Milestone

_STEPS = (1, 3, 7, 14, 30, 60, 90, 180, 365)


@lru_cache(maxsize=256)
def chip(kind: str, number: int | None = None) -> Markup:
    """The SVG. Decoration only: the words stand beside it."""
    rings = "".join(_ring(8 + 3.4 * n) for n in range(_how_many(number)))
    mark = {
        Milestone.CAME_BACK: "M12 34C20 34 20 16 28 16s8 12 8 16",
        Milestone.ASKED: "M14 26c4-10 16-10 20 0M19 31c2-4 8-4 10 0",
        Milestone.YEAR_SINCE: "M24 13v11l7 6",
        Milestone.OWN: "M15 24c5-8 13 8 18 0",
    }.get(kind, "")
    inner = f'<path class="b" d="{mark}"/>' if mark else ""
    return Markup(  # noqa: S704 -- made of our own numbers
        f'<svg class="chip" viewBox="0 0 48 48" aria-hidden="true"><path class="rim" d="{_edge()}"/>{rings}{inner}</svg>'
    )


def _how_many(number: int | None) -> int:
    return 0 if number is None else min(4, 1 + sum(1 for step in _STEPS if step <= number) // 3)


def _edge() -> str:
    points = []
    for k in range(24):
        out = 20 * (1 + 0.03 * (k % 2))
        points.append((24 + out * cos(k * tau / 24), 24 + out * sin(k * tau / 24)))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z"


def _ring(radius: float) -> str:
    return f'<circle class="a" cx="24" cy="24" r="{min(radius, 18):.1f}"/>'
