"""What answers to a measure come to: a sum, a band as it was published, and whether a change is more than chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from withness.recovery.packs import Pack


class NotAnswered(ValueError):
    """The answers cannot be scored; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Score:
    """The sum, the published name of its band (empty where none is published), sums of parts, and whether to offer help."""

    score: int
    band: str
    parts: dict[str, int]
    help: bool


def score(pack: Pack, answers: Sequence[int | None]) -> Score:
    """Score a whole set of answers. Raises `NotAnswered` when one is missing or is not among the choices.

    Nothing is ever filled in for an answer that was left out: the pack's `missing` says so to the person.
    """
    if len(answers) != pack.length:
        raise NotAnswered(f"{pack.name} has {pack.length} questions; there are {len(answers)} answers.")
    if None in answers:
        raise NotAnswered(pack.missing)
    given = [int(answer) for answer in answers if answer is not None]
    if any(answer not in pack.answers for answer in given):
        choices = ", ".join(str(answer) for answer in pack.answers)
        raise NotAnswered(f"Each answer to {pack.name} is one of {choices}.")
    total = sum(given)
    return Score(
        score=total,
        band=band_of(pack, total),
        parts={name: sum(given[item - 1] for item in items) for name, items in pack.parts.items()},
        help=asks_for_help(pack, given),
    )


def band_of(pack: Pack, total: int) -> str:
    """The published name for this sum; empty where the measure has no bands."""
    name = ""
    for least, called in pack.bands:
        if total >= least:
            name = called
    return name


def asks_for_help(pack: Pack, answers: Sequence[int | None]) -> bool:
    """Whether an answer, such as that to the ninth question of the PHQ-9, opens the help card at once.

    Also for answers that are not all given: whoever stops at the hardest question must not be left alone with it.
    """
    return any(
        (answer := answers[item - 1]) is not None and answer >= least
        for item, least in pack.alerts
        if item <= len(answers)
    )


def changed(pack: Pack, before: int, after: int) -> str:
    """`better`, `worse`, or `` where the change may be chance or no rule is published for this measure."""
    if pack.change is None or abs(after - before) < pack.change.least:
        return ""
    down_is_better = pack.change.better == "lower"
    return "better" if (after < before) == down_is_better else "worse"


def least_reliable_change(*, deviation: float, reliability: float) -> float:
    """The smallest change that is more than chance at 95 %, in points of the measure.

    `deviation` is the standard deviation in points, `reliability` the test-retest correlation from 0 to 1.
    Jacobson NS, Truax P. J Consult Clin Psychol 1991;59:12-19: 1.96 * SD * sqrt(2) * sqrt(1 - r).
    """
    if deviation <= 0 or not 0 <= reliability <= 1:
        raise ValueError("A deviation above 0 and a reliability from 0 to 1 are needed.")
    return 1.96 * deviation * math.sqrt(2) * math.sqrt(1 - reliability)
