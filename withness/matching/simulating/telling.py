"""A simulation told in words: one run as figures, several policies side by side, and their plot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from withness.matching.simulating.drawing import svg_of
from withness.matching.simulating.figures import figures_of
from withness.matching.simulating.living import Life

ROWS = (
    ("unheard_1h", "no reply at 1 hour", "%"), ("unheard_6h", "no reply at 6 hours", "%"),
    ("unheard_24h", "no reply at 24 hours", "%"), ("fewer_than_two_24h", "fewer than two people at 24 h", "%"),
    ("p50_first_min", "first reply, half within (min)", ""), ("p90_first_min", "first reply, 9 of 10 within", ""),
    ("p50_second_min", "second person, half within", ""), ("p90_second_min", "second person, 9 of 10 within", ""),
    ("asks_per_helper_week", "asks per willing person and week", ""), ("gini_asks", "Gini of asks", ""),
    ("duty_share", "fell to duty or facilitator", "%"), ("caps_broken", "asks that broke a cap", ""),
)  # fmt: skip


def simulate(*, members: int, shares_a_day: float, days: int, seed: int, policy: str) -> dict[str, Any]:
    """One run of `days` counted days (a week is lived before, a day after): what was asked for, and its figures."""
    return _lived(members, shares_a_day, days, seed, policy)[0]


def compare(
    *, members: int, shares_a_day: float, days: int, seed: int, policies: tuple[str, ...]
) -> tuple[dict[str, dict[str, Any]], str]:
    """The figures of each policy in the same community on the same days, and the plot of all of them as SVG."""
    runs = {policy: _lived(members, shares_a_day, days, seed, policy) for policy in policies}
    title = f"{members} members, {shares_a_day:g} shares a day, {days} days, seed {seed}"
    plot = svg_of({p: run[1] for p, run in runs.items()}, {p: run[2] for p, run in runs.items()}, title)
    return {policy: run[0] for policy, run in runs.items()}, plot


def as_table(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """The figures side by side, for a terminal."""
    wide = max(len(words) for _key, words, _unit in ROWS)
    lines = [" " * wide + "".join(f"{policy:>15}" for policy in figures)]
    for key, words, unit in ROWS:
        lines.append(f"{words:<{wide}}" + "".join(f"{_said(found[key], unit):>15}" for found in figures.values()))
    return "\n".join(lines)


def _said(value: float, unit: str) -> str:
    return f"{100 * value:.1f} %" if unit else f"{value:g}"


def _lived(
    members: int, shares_a_day: float, days: int, seed: int, policy: str
) -> tuple[dict[str, Any], list[float], list[float]]:
    life = Life(members=members, shares_a_day=shares_a_day, days=days, seed=seed, policy=policy)
    shares = life.run()
    asked = {"members": members, "shares_per_day": shares_a_day, "days": days, "seed": seed, "policy": policy}
    first = [np.inf if one.first is None else one.first for one in shares]
    second = [np.inf if one.second is None else one.second for one in shares]
    return {**asked, **figures_of(life, shares)}, first, second
