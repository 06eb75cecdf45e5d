"""How long it is worth waiting, learnt from the group's own history.

Every group begins with what `BEGIN` says, as if it had seen a few shares already (`PRIOR` of them); each share of its
own then counts for one more. So a group of ten is not ruled by one odd night, and a group of a thousand by itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from withness.matching.deciding.limits import DAY, HOUR, MINUTE


@dataclass(frozen=True, slots=True)
class Pace:
    """Minutes. `grace`: before the first wave. `wave`: between waves. `duty`: until somebody on duty is asked when nobody
    has replied; `duty_second`: when one person has. `facilitator`: after duty was asked in vain. `load`: how much of
    what the willing are ready to be asked has been asked this week, 0 to 1.
    """

    grace: float
    wave: float
    duty: float
    duty_second: float
    facilitator: float
    load: float = 0.0


PRIOR = 20  # shares
BEGIN = Pace(grace=12 * MINUTE, wave=75 * MINUTE, duty=8 * HOUR, duty_second=20 * HOUR, facilitator=2 * HOUR)
BOUNDS = {
    "grace": (4 * MINUTE, 20 * MINUTE),
    "wave": (25 * MINUTE, 150 * MINUTE),
    "duty": (3 * HOUR, 12 * HOUR),
    "duty_second": (10 * HOUR, 3 * DAY),
}
QUANTILE = {"grace": 0.2, "wave": 0.8, "duty": 0.95, "duty_second": 0.95}


def learn(
    *,
    first: Sequence[float] = (),
    second: Sequence[float] = (),
    answered: Sequence[float] = (),
    load: float = 0.0,
) -> Pace:
    """The pace of a group from its last shares.

    `first`: minutes to the first reply of each (infinite where there was none); `second`: from writing to the second
    person; `answered`: from being asked to the answer. Each number is the quantile of `QUANTILE`, drawn towards `BEGIN`
    with the weight of `PRIOR` shares, and kept within `BOUNDS`. A group that seldom finds a second person at all keeps
    those on duty for the first: its `duty_second` is infinite.
    """
    return Pace(
        grace=_drawn("grace", first),
        wave=_drawn("wave", answered),
        duty=_drawn("duty", first),
        duty_second=math.inf if _cannot_find_two(second) else _drawn("duty_second", second),
        facilitator=BEGIN.facilitator,
        load=load,
    )


def _cannot_find_two(second: Sequence[float]) -> bool:
    return len(second) >= PRIOR and quantile(second, 0.8) == math.inf


def _drawn(name: str, seen: Sequence[float]) -> float:
    begin, (least, most) = float(getattr(BEGIN, name)), BOUNDS[name]
    own = min(max(quantile(seen, QUANTILE[name]), least), most) if seen else begin
    weight = len(seen) / (len(seen) + PRIOR)
    return weight * own + (1 - weight) * begin


def quantile(seen: Sequence[float], part: float) -> float:
    """The smallest of `seen` that at least `part` of them do not exceed (the inverse of the empirical distribution);
    infinite ones count. 0 for nothing at all.
    """
    if not seen:
        return 0.0
    ordered = sorted(seen)
    return ordered[min(len(ordered), max(1, math.ceil(part * len(ordered)))) - 1]
