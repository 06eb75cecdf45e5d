"""The numbers that protect people, each with its reason. `docs/decisions/0041-caps-and-rest.md` tells them in words."""

from __future__ import annotations

from typing import Final

HEARD_BY: Final = 2  # different people: one thin reply makes people return less than none (docs/decisions/0040)
MINUTE, HOUR, DAY, WEEK = 1.0, 60.0, 1440.0, 10080.0

# How often one person is asked at most, over all their groups: (a day, a week) for each answer to “how often?”.
CAPS: Final = {"never": (0, 0), "little": (1, 2), "some": (1, 3), "more": (2, 6)}
REST_AFTER_HEAVY: Final = 20 * HOUR  # whoever answered a heavy share is not asked again before the next day
APART: Final = 6 * HOUR  # two asks never come closer than this, however often somebody likes to be asked
TAKEN_FOR: Final = 10 * MINUTE  # how long one person has a share to themselves while they write

WAVE_AT_LEAST, WAVE_AT_MOST = 2, 4  # people in a wave: two, so that nobody is the only hope of somebody
WAVE_FIRST_OR_NIGHT: Final = 5  # a newcomer's first share, or one in the night: a little wider
MOST_WAVES: Final = 12
SISTERS_AFTER: Final = 3  # waves in the own group before another group hears of it
