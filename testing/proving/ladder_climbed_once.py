"""A share at three in the night with nobody on: the ladder climbs as written, each step once, whatever becomes of the
worker.

The worker runs in a process of its own, which is ended (as `kill -9`) at one statement to the database after another,
in every step of the ladder; between two of them the clock is moved: to the next due moment, hours beyond it, or back.
"""

from __future__ import annotations

from testing.proofs import Figures, proof
from testing.proving.errands_of_unheard import in_a_house


@proof("ladder", "The ladder climbs each step once, also when the worker is killed anywhere and the clock is moved")
def ladder_climbed_once(seed: int, full: bool) -> Figures:
    """How many ladders were climbed, how often the worker was killed, and how many steps there were."""
    found = in_a_house("ladders", seed=seed, shares=12 if full else 1, every=1 if full else 13)
    assert found["wrong"] == [], found["wrong"][:3]
    assert found["killed"] >= (300 if full else 5)
    return {name: found[name] for name in ("ladders", "killed", "steps", "clock moved back")}
