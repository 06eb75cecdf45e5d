"""What Ana can leave behind: accountability."""

from __future__ import annotations

from datetime import date, time

from testing.cast import Cast
from testing.lives import CANARY
from withness.accountability.beginning import begin, remember
from withness.accountability.checking_in import check_in
from withness.accountability.committing import commit, tell_how_it_was
from withness.accountability.returning import come_back
from withness.accountability.walking import agree, walk_together


def live_days(cast: Cast) -> None:
    """What Ana means to do, how it went, and with whom she walks."""
    goal = begin(person=cast.ana, words=f"{CANARY} goal", why=f"{CANARY} why", frame="abstinence", remind_at=time(20))
    check_in(goal=goal, went="partly", words=f"{CANARY} day", difficulty=3)
    come_back(goal=goal, what_happened=f"{CANARY} lapse", next_hour=f"{CANARY} hour")
    remember(person=cast.ana, on=date(2019, 11, 2), words=f"{CANARY} date")
    named = commit(member=cast.face(cast.ana, cast.long_nights), words=f"{CANARY} named", circle="c")
    tell_how_it_was(commitment=named, how="partly", words=f"{CANARY} how")
    teasel, wren = cast.face(cast.ana, cast.long_nights), cast.face(cast.ben, cast.long_nights)
    agree(walk=walk_together(one=teasel, other=wren), by=teasel, words=f"{CANARY} agreed")
