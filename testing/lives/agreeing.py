"""What Ana can leave behind: a proposal of hers, what she said to one, and words that wait."""

from __future__ import annotations

from testing.cast import Cast
from testing.lives import CANARY
from withness.groups.having_a_say import have_a_say
from withness.groups.models import Group
from withness.groups.proposing import propose, withdraw
from withness.shares.sharing import share


def have_a_conscience(cast: Cast) -> None:
    """Her words wait; she proposed, took it back, and answers another."""
    group = cast.long_nights
    ways = Group.objects.get(id=group.id).ways
    Group.objects.filter(id=group.id).update(ways=ways | {"conscience": "anybody", "hold_heavy": "2"})
    share(by=cast.face(cast.ana, group), words=f"I want to kill myself tonight. {CANARY} thirteen", need="just_listen")
    teasel, wren = (cast.face(who, group) for who in (cast.ana, cast.ben))
    hers = propose(by=teasel, words=f"We speak slowly, {CANARY} ten.", why=f"{CANARY} eleven")
    withdraw(by=teasel, proposal=hers)
    asked = propose(by=wren, words="We speak slowly, and listen longer.")
    have_a_say(by=teasel, proposal=asked, says="no", worry=f"{CANARY} twelve")
