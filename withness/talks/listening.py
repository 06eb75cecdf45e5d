"""Who hears a talk as it goes on: the two, while it stands between them. What is told are ids, never a word."""

from __future__ import annotations

from withness.foundation.events import record, where
from withness.foundation.ids import looks_like_id
from withness.foundation.live.doors import View, look_again
from withness.groups.models import Member
from withness.people.models import Person
from withness.safety.boundaries import out_of_reach
from withness.talks.happenings import MessageChanged, MessageWritten, TalkEnded
from withness.talks.models import Message, Talk
from withness.talks.rules import is_over_beyond

MESSAGE, CHANGED = "message", "message_changed"


def hear_talk(person: Person, talk_id: str) -> View | None:
    """The stream of a talk as this person hears it; nothing once it has ended for them, however it ended.

    A boundary that takes its time elsewhere is in the view: from its hour on what the other does is left blank.
    """
    talk = Talk.objects.visible_to(person).filter(id=talk_id).first() if looks_like_id(talk_id) else None
    if talk is None or talk.agreed_at is None:
        return None
    me = talk.asked_by if talk.asked_by.person_id == person.id else talk.other
    far, other = out_of_reach(person), talk.across(me)
    if is_over_beyond(talk, me, far):
        return None
    later = [one.later_from for one in far if one.person_id == other.person_id]
    return View(stream_of(talk.id), {other.id: min(later)} if later else {})


def stream_of(talk_id: str) -> str:
    """Its name, inside and outside."""
    return f"talk:{talk_id}"


def cursor_of(me: Member, talk: Talk) -> str:
    """Where a page of this talk stands in its stream and in what its reader is told."""
    stream, own = stream_of(talk.id), f"person:{me.person_id}"
    stand = where([stream, own])
    return f"{stream}={stand[stream][0]};me={stand[own][0]}"


def say_written(happened: MessageWritten) -> None:
    """Something was written."""
    _say(MESSAGE, happened.message_id)


def say_changed(happened: MessageChanged) -> None:
    """Something was taken back, put out of sight while stewards look, or shown again."""
    _say(CHANGED, happened.message_id)


def end_hearing(happened: TalkEnded) -> None:
    """Both doors are asked anew, at the same moment and in the same way: nobody can tell from it who ended the talk."""
    talk = Talk.objects.select_related("asked_by", "other").get(id=happened.talk_id)
    for person_id in sorted(filter(None, (talk.asked_by.person_id, talk.other.person_id))):
        look_again(person_id)


def _say(kind: str, message_id: str) -> None:
    talk_id, author_id = Message.objects.values_list("talk_id", "author_id").get(id=message_id)
    record(stream=stream_of(talk_id), kind=kind, by=author_id, message=message_id)
