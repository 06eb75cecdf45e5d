"""Ten thousand shares in an hour, and all that follows from them: the worker is through long before the next hour."""

from __future__ import annotations

from testing.proofs import Figures, proof
from testing.proving.errands_of_unheard import in_a_house

HOUR = 3600


@proof("hour", "Ten thousand shares an hour, each with its whole ladder, are less work than there is in an hour")
def an_hour_of_shares(seed: int, full: bool) -> Figures:
    """Seconds of work for them; nothing that is due is left waiting at the end of any minute."""
    shares, groups = (10_000, 210) if full else (12, 2)
    found = in_a_house("an_hour", seed=seed, shares=shares, groups=groups)
    assert found["left waiting"] == 0, found
    assert found["steps"] >= shares, found
    assert found["seconds"] < HOUR * shares / 10_000 or not full, found
    return found | {"of an hour": f"{found['seconds'] / HOUR:.2f}"}
