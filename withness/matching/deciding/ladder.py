"""The ladder: what is done next for one share, and when. Each step is taken once."""

from __future__ import annotations

import math
from dataclasses import dataclass

from withness.matching.deciding.limits import (
    HEARD_BY,
    MOST_WAVES,
    SISTERS_AFTER,
    WAVE_AT_LEAST,
    WAVE_AT_MOST,
    WAVE_FIRST_OR_NIGHT,
)
from withness.matching.deciding.waiting import Pace

WAVE, SISTERS, DUTY, FACILITATOR = "wave", "sisters", "duty", "facilitator"
BUSY = 0.75  # of what the willing are ready to be asked: from here on asks are saved for those who need them most
EMPTY = 2  # waves that found nobody, before who is on duty is asked without waiting longer
ABOVE = (DUTY, FACILITATOR)  # these are not invitations: somebody chose those hours, or holds the group
RUNGS = (WAVE, SISTERS, DUTY, FACILITATOR)


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with a share. Minutes are counted from when it was written.

    `empty`: waves in a row, up to the last, that found nobody; `last_at`: when the last wave went out; `duty_at`: when
    somebody on duty was asked (None: not yet), and `duty_found` how many were; `facilitator_from`: whoever holds the
    group sleeps until then; `urgent`: a newcomer's first share, or one in the night.
    """

    replies: int = 0
    waves: int = 0
    empty: int = 0
    last_at: float = 0.0
    sisters_at: float | None = None
    sisters_may: bool = False
    duty_at: float | None = None
    duty_found: int = 0
    facilitator_at: float | None = None
    facilitator_from: float = 0.0
    first_reply_at: float | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A rung, and when it is due (minutes since the share was written)."""

    rung: str
    at: float


def next_step(standing: Standing, pace: Pace) -> Step | None:
    """What comes next; nothing once the share is heard, or when the ladder has been climbed to its end.

    Of all rungs still open, the one that is due first. A rung that is due together with a wave comes after it.
    """
    if standing.replies >= HEARD_BY:
        return None
    open_rungs = [step for step in (_wave(standing, pace), _sisters(standing, pace), _above(standing, pace)) if step]
    return min(open_rungs, key=lambda step: (step.at, RUNGS.index(step.rung))) if open_rungs else None


def _wave(standing: Standing, pace: Pace) -> Step | None:
    if standing.waves >= MOST_WAVES:
        return None
    grace = 0.0 if standing.urgent and pace.load < BUSY else pace.grace * (1 + 6 * max(0.0, pace.load - BUSY / 2))
    if standing.waves == 0:
        return Step(WAVE, grace)
    pause = pace.wave * 1.15 ** (standing.waves - 1)
    due = standing.last_at + pause
    if standing.first_reply_at is not None:  # a reply is often followed by another: give it room before asking again
        due = max(due, standing.first_reply_at + pace.wave)
    return Step(WAVE, due)


def _sisters(standing: Standing, pace: Pace) -> Step | None:
    if not standing.sisters_may or standing.sisters_at is not None or standing.waves < SISTERS_AFTER:
        return None
    return Step(SISTERS, standing.last_at + pace.wave / 2)


def _above(standing: Standing, pace: Pace) -> Step | None:
    """Who is on duty, and after them whoever holds the group. Where all are at their limit, they are kept for those whom
    nobody has answered.
    """
    if standing.replies > 0 and (pace.load > BUSY or pace.duty_second == math.inf):
        return None
    patience = pace.duty if standing.replies == 0 else pace.duty_second
    if standing.duty_at is None:
        # Nobody is awake: who is on duty may be. (Where all have been asked already, duty would be asked for everything.)
        nobody = standing.replies == 0 and standing.empty >= EMPTY and pace.load <= BUSY
        return Step(DUTY, min(patience, standing.last_at + pace.wave / 2) if nobody else patience)
    if standing.facilitator_at is None:
        wait = pace.facilitator if standing.duty_found else 0.0
        return Step(FACILITATOR, max(standing.duty_at + wait, patience, standing.facilitator_from))
    return None


def how_many(standing: Standing, likely: float, load: float = 0.0) -> int:
    """How many to ask in a wave, so that about one of them answers for each reply that is still missing.

    `likely`: the chance that one person asked answers (0 to 1), as the group has known it. Where nearly everybody has
    been asked already (`load` over `BUSY`), those whom nobody has answered go before those whom one person has.
    """
    if load > BUSY and standing.replies > 0:
        return 0
    missing = HEARD_BY - standing.replies
    most = WAVE_FIRST_OR_NIGHT if standing.urgent else WAVE_AT_MOST
    return int(min(most, max(WAVE_AT_LEAST, round(0.6 * missing / max(likely, 0.05)))))
