"""What this room tells people: that somebody asks, said yes, or wrote. Never a word of it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from withness.groups.belonging import membership
from withness.groups.models import Member
from withness.notices.kinds import Wording, declare
from withness.notices.models import Notice
from withness.notices.telling import tell
from withness.people.models import Person
from withness.talks.happenings import MessageWritten, TalkAgreed, TalkAsked
from withness.talks.models import Message, Talk
from withness.talks.reading import talk_of
from withness.talks.rules import is_over, may_answer

ASKED, AGREED, MESSAGE = "talk_asked", "talk_agreed", "talk_message"


def declare_kinds() -> None:
    """For the wiring."""
    declare(ASKED, wording=word_question, off_able=True, label=later("Somebody asks whether they may write to me"))
    declare(AGREED, wording=word_yes, off_able=True, label=later("Somebody I asked said yes"))
    declare(MESSAGE, wording=word_message, off_able=True, label=later("Somebody I write with has written"))


def bundles_of(talk: Talk) -> list[str]:
    """What is seen with the page of a talk."""
    return [f"{kind}:{talk.id}" for kind in (ASKED, AGREED, MESSAGE)]


def tell_of_question(happened: TalkAsked) -> None:
    """Who is asked."""
    talk = Talk.objects.select_related("other", "asked_by").get(id=happened.talk_id)
    _tell(ASKED, talk, to=talk.other, by=talk.asked_by)


def tell_of_yes(happened: TalkAgreed) -> None:
    """Who asked."""
    talk = Talk.objects.select_related("other", "asked_by").get(id=happened.talk_id)
    _tell(AGREED, talk, to=talk.asked_by, by=talk.other)


def tell_of_message(happened: MessageWritten) -> None:
    """The other, unless it would not reach them: somebody beyond a boundary must not ring."""
    message = Message.objects.select_related("talk__asked_by__person", "talk__other__person", "author").get(
        id=happened.message_id
    )
    to = message.talk.across(message.author)
    if to.person is not None and not is_over(message.talk, to):
        _tell(MESSAGE, message.talk, to=to, by=message.author)


def word_question(notice: Notice, person: Person) -> Wording | None:
    """While it stands."""
    found = _found(notice, person)
    if found is None or not may_answer(found[1], found[0]):
        return None
    me, talk = found
    named = {"alias": talk.asked_by.alias, "group": me.group.title}
    return Wording(_("%(alias)s in %(group)s asks whether they may write to you") % named, f"/g/{me.group_id}/talks")


def word_yes(notice: Notice, person: Person) -> Wording | None:
    """While the talk is open."""
    return _word(notice, person, _("%(alias)s in %(group)s would like to write with you, too"))


def word_message(notice: Notice, person: Person) -> Wording | None:
    """While the talk is open."""
    return _word(notice, person, _("%(alias)s in %(group)s has written to you"))


def _word(notice: Notice, person: Person, sentence: str) -> Wording | None:
    found = _found(notice, person)
    if found is None or found[1].agreed_at is None or is_over(found[1], found[0]):
        return None
    me, talk = found
    other = talk.across(me)
    return Wording(
        sentence % {"alias": other.alias, "group": me.group.title}, f"/g/{me.group_id}/talks/{talk.id}", (other.stone,)
    )


def _found(notice: Notice, person: Person) -> tuple[Member, Talk] | None:
    me = membership(person, notice.place)
    talk = talk_of(me, str(notice.ids.get("talk", ""))) if me is not None else None
    return None if me is None or talk is None else (me, talk)


def _tell(kind: str, talk: Talk, *, to: Member, by: Member) -> None:
    if to.person_id is not None:
        tell(person_id=to.person_id, kind=kind, bundle=f"{kind}:{talk.id}", place=talk.group_id, by=by.id, talk=talk.id)
