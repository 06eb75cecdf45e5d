"""`withness simulate`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

NAME = "simulate"
SAYS = "Try in a simulated community how long people wait to be heard, with our router and without it."
POLICIES = ("withness", "chronological", "most-active", "random")
MOST_MEMBERS, MOST_SHARES, MOST_DAYS = 100_000, 5_000, 3_650


def arguments(parser: ArgumentParser) -> None:
    """The community, the days, the seed, and which router."""
    parser.add_argument("--members", type=int, default=300, help="from 10 to 100,000 (300)")
    parser.add_argument("--shares-per-day", type=float, default=2.3, help="on average (2.3)")
    parser.add_argument("--days", type=int, default=30, help="days that are counted (30)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same days (1)")
    parser.add_argument("--policy", choices=POLICIES, help="only this one; left out: all four side by side")
    parser.add_argument(
        "--json", action="store_true", help="the figures as one JSON object (of “withness” alone, unless named)"
    )
    parser.add_argument("--plot", metavar="FILE", default="", help="draw the waits into this SVG file")


def run(asked: Namespace) -> int:
    """Live through the days and print what they showed. Needs no database, and changes nothing."""
    _check(asked)
    import json

    from withness.matching.simulating.telling import as_table, compare

    only = asked.policy or ("withness" if asked.json else "")
    figures, plot = compare(
        members=asked.members, shares_a_day=asked.shares_per_day, days=asked.days, seed=asked.seed,
        policies=(only,) if only else POLICIES,
    )  # fmt: skip
    if asked.plot:
        Path(asked.plot).write_text(plot, encoding="utf-8")
    print(json.dumps(figures[only]) if asked.json else as_table(figures))  # noqa: T201
    return 0


def _check(asked: Namespace) -> None:
    from withness.foundation.refusing import NotUnderstood

    if not 10 <= asked.members <= MOST_MEMBERS:
        raise NotUnderstood("members", "A simulated community has between 10 and 100,000 members.")
    if not 0 < asked.shares_per_day <= MOST_SHARES:
        raise NotUnderstood("shares", "Shares per day must be more than 0 and at most 5,000.")
    if not 1 <= asked.days <= MOST_DAYS:
        raise NotUnderstood("days", "Days must be between 1 and 3,650.")
    if not 0 <= asked.seed < 2**63:
        raise NotUnderstood("seed", "A seed is a whole number, not below 0.")
