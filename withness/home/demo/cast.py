"""Who is who in the demo: the six whom one may step in as, and what stands between or behind them."""

from __future__ import annotations

from datetime import timedelta

ANA, BEN, CHIDI, DANA, EVE, SAM = CAST = ("ana", "ben", "chidi", "dana", "eve", "sam")
STEWARD = DANA
BOUNDARY_BY, BOUNDARY_TOWARDS, BOUNDARY_PLACE = ANA, EVE, "long_nights"
BOUNDARY_DRAWN = timedelta(days=31)
UNSEEN_FOR = timedelta(hours=44)  # what happened to one of the cast since then waits in their inbox, unseen
NO_PASSWORD = "!demo"  # noqa: S105 -- no password fits it; always the same, so that a refresh signs nobody out
EXTRA = "demo:"  # before the nickname of everybody else: no sign-up accepts a colon, so nobody real can have it


def nickname_of(name: str) -> str:
    """How somebody of the demo is known to the house."""
    return name if name in CAST else EXTRA + name
