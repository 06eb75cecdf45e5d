"""Two who write to each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from testing.errands.people import member_of


def begin_talk(one_id: str, other_id: str) -> str:
    """They have agreed to write to each other, in a group that allows it. Answers the talk's id."""
    from datetime import timedelta

    from withness.foundation import clock
    from withness.groups.models import Group, Member
    from withness.talks.asking import ask, say_yes
    from withness.talks.models import Talk

    one = member_of(one_id)
    Group.objects.filter(id=one.group_id).update(ways={"private_messages": True})
    Member.objects.filter(id__in=[one_id, other_id]).update(joined_at=clock.now() - timedelta(days=30))
    asked = ask(by=member_of(one_id), other=member_of(other_id))
    say_yes(by=member_of(other_id), talk=Talk.objects.select_related("group", "asked_by", "other").get(id=asked.id))
    return asked.id


def write_message(member_id: str, talk_id: str, words: str) -> str:
    """One of the two writes. Answers the message's id."""
    from withness.talks.models import Talk
    from withness.talks.writing import write_message as write

    return str(write(by=member_of(member_id), talk=Talk.objects.get(id=talk_id), words=words).id)


def take_back_message(member_id: str, message_id: str) -> None:
    """Whoever wrote it takes it back."""
    from withness.talks.models import Message
    from withness.talks.writing import take_back

    take_back(by=member_of(member_id), message=Message.objects.get(id=message_id))


def end_talk(member_id: str, talk_id: str) -> None:
    """One of the two ends it."""
    from withness.talks.ending import end_talk as end
    from withness.talks.models import Talk

    end(by=member_of(member_id), talk=Talk.objects.get(id=talk_id))


ALL: tuple[Callable[..., Any], ...] = (begin_talk, write_message, take_back_message, end_talk)
