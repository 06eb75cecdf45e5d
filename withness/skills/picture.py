"""The interval of an estimate as a small picture: a line from nobody to everybody, and where the truth probably lies."""

from __future__ import annotations

from markupsafe import Markup

from withness.skills.estimating import Estimate

WIDTH = 200


def interval(one: Estimate) -> Markup:
    """The SVG. The same is said in words beside it, so it is hidden from screen readers."""
    low, middle, high = (4 + (WIDTH - 8) * value for value in (one.low, one.middle, one.high))
    return Markup(  # noqa: S704 -- made of our own numbers
        f'<svg class="interval" viewBox="0 0 {WIDTH} 16" aria-hidden="true"><path class="rim" d="M4 8H{WIDTH - 4}"/>'
        f'<path class="a" d="M{low:.1f} 8H{high:.1f}"/><circle class="b" cx="{middle:.1f}" cy="8" r="4"/></svg>'
    )
