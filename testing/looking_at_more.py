"""More to look at (see `looking.py`): two who write to each other, a change that is asked of everybody, words that wait.

Imported once Django stands.
"""

from __future__ import annotations

from datetime import timedelta

from testing.cast import Cast
from withness.foundation import clock
from withness.groups.having_a_say import have_a_say
from withness.groups.models import Group, Member
from withness.groups.proposing import propose
from withness.shares.sharing import share
from withness.talks.asking import ask
from withness.talks.writing import write_message


def more_names(cast: Cast) -> dict[str, str]:
    """The ids that addresses may name."""
    wren = cast.face(cast.ben, cast.long_nights)
    return {
        "talk": a_talk(cast), "wren": wren.id, "proposal": a_proposal(cast), "waiting": a_share_that_waits(cast),
    }  # fmt: skip


def a_talk(cast: Cast) -> str:
    """Two who write to each other, and one who asks."""
    Group.objects.filter(id=cast.long_nights.id).update(ways={"private_messages": True})
    Member.objects.filter(group=cast.long_nights).update(joined_at=clock.now() - timedelta(days=30))
    teasel, wren, rowan = (cast.face(p, cast.long_nights) for p in (cast.ana, cast.ben, cast.chidi))
    ask(by=wren, other=teasel)
    ask(by=rowan, other=teasel)
    talk = ask(by=teasel, other=rowan)
    write_message(by=rowan, talk=talk, words="I thought of you at the kettle this morning. How was the night?")
    write_message(by=teasel, talk=talk, words="Four times up. But he laughed at breakfast, at nothing at all.")
    write_message(
        by=rowan, talk=talk, words="You could also ring me: 07700 900123. My sister does the same on Thursdays."
    )
    return str(talk.id)


def a_proposal(cast: Cast) -> str:
    """A change to the agreement that is asked of everybody."""
    ways = Group.objects.get(id=cast.long_nights.id).ways | {"conscience": "anybody"}
    Group.objects.filter(id=cast.long_nights.id).update(ways=ways)
    asked = propose(
        by=cast.face(cast.chidi, cast.long_nights), why="Some nights are slow.",
        words="- We speak from our own life, and slowly.\n- What is said here stays here.\n- A silence may last.",
    )  # fmt: skip
    have_a_say(
        by=cast.face(cast.ben, cast.long_nights), proposal=asked, says="no", worry="Silence frightens me some nights."
    )
    return str(asked.id)


def a_share_that_waits(cast: Cast) -> str:
    """A share that waits, because its group chose so."""
    ways = Group.objects.get(id=cast.long_nights.id).ways
    Group.objects.filter(id=cast.long_nights.id).update(ways=ways | {"hold_heavy": "2"})
    heavy = "I want to kill myself tonight. I have not told anybody."
    return str(share(by=cast.face(cast.ana, cast.long_nights), words=heavy, need="just_listen").id)
