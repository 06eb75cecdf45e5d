"""What the simulated communities are like, each number with its reason. Nothing else in the simulator is a number.

The four communities, their replies without help and the chances below come from `quality.md` section 4: fitted to
36,862 public threads. What was not given there is marked *fitted*: chosen once, so that the chronological feed shows
what those communities show, and never touched for the sake of a router.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Community:
    """Members, shares a day, and visits a day of all of them together (fitted)."""

    members: int
    shares_a_day: float
    visits_a_day: float


COMMUNITIES = (
    Community(150, 1.5, 38.0),
    Community(300, 2.3, 138.0),
    Community(1000, 12.0, 265.0),
    Community(2000, 150.0, 740.0),
)

# Helpers. A log-normal activity with this spread gives the most active tenth 60 % of all visits and replies:
# the tenth above the 90th percentile holds Phi(s - 1.2816) of the whole.
ACTIVITY_SPREAD = 1.535
REPLY_CHANCE = 0.09  # who opens a share replies with 0.06 to 0.13
SHARE_SPREAD = 2.5  # fitted: shape of a gamma; some shares are much harder to answer than others
OPENS_FIRST, OPENS_NEXT = 0.62, 0.78  # fitted: the first in a list is opened by this many, each one below by this less
FADES = 30 * 60.0  # fitted, minutes: attention to a share falls by e with its age
LOOKED_AT = 20  # a page of the feed

# Zones: most are near the group's own; some live far away, and those are awake at its night.
ZONES = ((0, 0.72), (-60, 0.06), (60, 0.06), (-480, 0.05), (420, 0.05), (600, 0.03), (-300, 0.03))
# When people look in, by the hour on their wall (relative), and the same for who shares: evenings, and a night peak.
VISIT_HOURS = (
    0.55, 0.35, 0.22, 0.16, 0.14, 0.2, 0.45, 0.8, 1.0, 1.0, 1.0, 1.0, 1.1, 1.1, 1.0, 1.0, 1.1, 1.2, 1.35, 1.5, 1.7, 1.8,
    1.5, 1.0,
)  # fmt: skip
SHARE_HOURS = (
    1.4, 1.4, 1.5, 1.5, 1.4, 1.1, 0.7, 0.6, 0.6, 0.7, 0.7, 0.8, 0.8, 0.8, 0.9, 0.9, 1.0, 1.0, 1.0, 1.1, 1.2, 1.3, 1.4,
    1.5,
)  # fmt: skip
MONDAY_NIGHT = 2.0  # Monday 02:00 to 05:00 brings twice as many (90,518 public posts peak there)
NIGHT_OWLS = 0.06  # awake when others sleep: their day is eight hours later
FIRST_SHARES = 0.15  # shares by somebody who has never shared here before

# Asking. Somebody asked at random answers with 0.15 (0.1 to 0.2): their own readiness times how well it fits.
WILLING = 0.45  # members who say yes to being asked
OFTEN = (("little", 0.35), ("some", 0.5), ("more", 0.15))
READY_MEAN, READY_SPREAD = 0.15, 1.6  # a beta: some nearly always answer, many hardly ever
ACTIVE_READIER = 0.25  # who looks in more is somewhat readier: exponent on their activity relative to the median
FIT_SHAPE = (1.6, 2.4)  # a beta: how near two people's experiences are
FIT_MATTERS = 1.2  # the chance is multiplied by e to this times (fit - its mean)
FIT_SEEN = 0.15  # what the house knows of fit is off by this much (standard deviation)
TIRED = 0.88  # each ask within the last seven days leaves this much of the readiness
ANSWER_MEDIAN, ANSWER_SPREAD = 28.0, 1.1  # minutes; log-normal
AWAY = 0.5  # asked while asleep or at work: answers only when next awake, and half as often

# Duty and the facilitator.
ROTA_DAY, ROTA_NIGHT = 0.6, 0.3  # hours with somebody on the rota
DUTY_ANSWERS, DUTY_MEDIAN, DUTY_SPREAD = 0.93, 35.0, 0.8
FACILITATOR_ANSWERS, FACILITATOR_MEDIAN, FACILITATOR_SPREAD = 0.93, 90.0, 0.8

WARM_UP_DAYS = 7  # lived before anything is counted, so that the feed and everybody's load are as on any day


def visits_for(members: int, shares_a_day: float) -> float:
    """Visits a day of a community of this size: between the four known ones, on a line of logarithms; beyond them, by
    the member. `shares_a_day` is not used where the size is known.
    """
    known = sorted(COMMUNITIES, key=lambda one: one.members)
    if members <= known[0].members:
        return known[0].visits_a_day * members / known[0].members
    if members >= known[-1].members:
        return known[-1].visits_a_day * members / known[-1].members
    for low, high in pairwise(known):
        if low.members <= members <= high.members:
            part = math.log(members / low.members) / math.log(high.members / low.members)
            return math.exp((1 - part) * math.log(low.visits_a_day) + part * math.log(high.visits_a_day))
    raise AssertionError(shares_a_day)
