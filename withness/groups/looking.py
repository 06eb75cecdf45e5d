"""Having looked: how far in a group's stream a member has read, so that the house can say what is new."""

from __future__ import annotations

from withness.groups.models import Member


def look(*, by: Member, seq: int) -> None:
    """This member has seen the group's page as it stood at number `seq` of its stream. Writes only when that is news.

    A number and not a time: when somebody last came is nobody's business.
    """
    if by.looked_seq < seq:
        Member.objects.filter(id=by.id, looked_seq__lt=seq).update(looked_seq=seq)
        by.looked_seq = seq
