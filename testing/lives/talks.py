"""What Ana can leave behind: what she wrote to one other person."""

from __future__ import annotations

from datetime import timedelta

from testing.cast import Cast
from testing.lives import CANARY
from withness.foundation import clock
from withness.groups.models import Group, Member
from withness.talks.asking import ask, wish_not_to_be_asked
from withness.talks.writing import write_message


def write_to_one_other(cast: Cast) -> None:
    """Ana and Ben said yes to each other in Long Nights."""
    group = cast.long_nights
    before = dict(Member.objects.filter(group=group).values_list("id", "joined_at"))
    Group.objects.filter(id=group.id).update(ways={"private_messages": True})
    Member.objects.filter(group=group).update(joined_at=clock.now() - timedelta(days=9))
    teasel, wren = (cast.face(who, group) for who in (cast.ana, cast.ben))
    ask(by=teasel, other=wren)
    talk = ask(by=wren, other=teasel)
    write_message(by=teasel, talk=talk, words=f"{CANARY} to one")
    wish_not_to_be_asked(by=teasel, wanted=True)
    for member_id, joined_at in before.items():
        Member.objects.filter(id=member_id).update(joined_at=joined_at)
