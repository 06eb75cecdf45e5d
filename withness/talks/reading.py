"""What one of the two reads: their talks in a group, and the words of one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from withness.foundation import clock
from withness.foundation.ids import looks_like_id
from withness.groups.models import Member
from withness.safety.boundaries import out_of_reach
from withness.safety.hinting import Explained, explained
from withness.safety.models import NotWanted
from withness.safety.wanting import wants
from withness.safety.words.hints import reaching_hints
from withness.talks.asking import APART
from withness.talks.models import Message, Talk, Unasked
from withness.talks.rules import is_over, is_over_beyond

PAGE = 50


@dataclass(frozen=True, slots=True)
class Mine:
    """The talks of a member here: who asks them, with whom they write, and whom they have asked."""

    asks: list[tuple[Talk, Member]]
    open: list[tuple[Talk, Member]]
    waiting: list[tuple[Talk, Member]]
    unasked: bool


@dataclass(frozen=True, slots=True)
class Read:
    """A message as one of the two reads it, with what both should know about it."""

    message: Message
    mine: bool
    hints: list[Explained]


def talks_of(me: Member) -> Mine:
    """All that stand, the newest first. What has ended, and what is beyond a boundary, is not there."""
    assert me.person is not None
    far, since = out_of_reach(me.person), clock.now() - APART
    rows = Talk.objects.visible_to(me.person).of(me.id).filter(ended_at=None).order_by("-asked_at")
    standing = [(talk, talk.across(me)) for talk in rows if not is_over_beyond(talk, me, far)]
    asks = [one for one in standing if one[0].agreed_at is None and one[0].other_id == me.id]
    open_ = [one for one in standing if one[0].agreed_at is not None]
    said = {talk.pair for talk, _other in [*asks, *open_]}
    waiting = [one for one in standing if one[0].pair not in said and one[0].asked_at > since]
    return Mine(asks, open_, waiting, Unasked.objects.filter(member=me).exists())


def talk_of(me: Member, talk_id: str) -> Talk | None:
    """The talk of that id, if this member is one of the two; also one that has ended."""
    if not looks_like_id(talk_id):
        return None
    return Talk.objects.visible_to(me.person).of(me.id).filter(id=talk_id).first()


def read_talk(me: Member, talk: Talk, *, before: str = "") -> tuple[list[Read], str]:
    """The newest fifty messages (before the one of that id), the oldest first; and where older ones begin, or nothing."""
    rows = in_sight(me, talk)
    edge = rows.filter(id=before).first() if looks_like_id(before) else None
    if edge is not None:
        rows = rows.filter(Q(at__lt=edge.at) | Q(at=edge.at, id__lt=edge.id))
    found = list(rows.order_by("-at", "-id")[: PAGE + 1])
    older = found[PAGE - 1].id if len(found) > PAGE else ""
    assert me.person is not None
    wanted = wants(me.person, NotWanted.HINTS)
    return [
        Read(one, one.author_id == me.id, explained(reaching_hints(one.words)) if wanted else [])
        for one in reversed(found[:PAGE])
    ], older


def in_sight(me: Member, talk: Talk) -> QuerySet[Message]:
    """What `me` may read of a talk: nothing once it has ended; one’s own also while stewards look at it."""
    if is_over(talk, me) or talk.agreed_at is None:
        return Message.objects.none()
    rows = Message.objects.select_related("author").filter(talk=talk, taken_back_at=None)
    return rows.filter(Q(held_at=None) | Q(author=me))


def message_of(me: Member, talk: Talk, message_id: str) -> Message | None:
    """The message of that id, if it is in sight."""
    return in_sight(me, talk).filter(id=message_id).first() if looks_like_id(message_id) else None


def last_from_other(me: Member, talk: Talk) -> Message | None:
    """The last thing the other wrote, also after the end: so that one can still ask a steward to look."""
    return Message.objects.filter(talk=talk, taken_back_at=None).exclude(author=me).order_by("-at").first()
