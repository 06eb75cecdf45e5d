"""“May I write to you?” One plain question, and an answer that costs nothing. Nobody writes a word before a yes."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.limits import Limit, TooMuch, spend
from withness.foundation.refusing import NotAllowed, TooSoon
from withness.groups.models import Member
from withness.talks.happenings import TalkAgreed, TalkAsked
from withness.talks.models import Talk, Unasked, pair_of
from withness.talks.rules import may_answer, may_ask

APART = timedelta(weeks=6)  # between two questions to the same person, and after a talk has ended
_PACE = Limit("talk_asks", burst=5, per_hour=0.25)


def ask(*, by: Member, other: Member) -> Talk:
    """Ask `other`. Where they asked first, this is the yes. Asking again within six weeks changes nothing and tells nobody.

    Raises `NotAllowed` where the group, or they, do not want it, and `TooSoon` for many questions, or soon after an end.
    """
    if not may_ask(by, other):
        raise NotAllowed(_("They cannot be asked here just now."))
    standing = Talk.objects.between(by, other).standing().select_related("group", "asked_by", "other").first()
    if standing is not None and standing.agreed_at is not None:
        return standing
    if standing is not None and standing.asked_by_id == other.id:
        return say_yes(by=by, talk=standing)
    asked = waiting_question(by, other)
    if asked is not None:
        return asked
    _check_pace(by, other)
    try:
        return _ask_again(standing) if standing is not None else _keep(by, other)
    except IntegrityError:  # both asked at the same moment
        return ask(by=by, other=other)


def waiting_question(by: Member, other: Member) -> Talk | None:
    """What `by` asked within six weeks, and has no yes to. A “not now” looks just the same to them."""
    mine = Talk.objects.between(by, other).filter(asked_by=by, agreed_at=None, ended_at=None)
    return mine.filter(asked_at__gt=clock.now() - APART).first()


def say_yes(*, by: Member, talk: Talk) -> Talk:
    """From now on both may write. Raises `NotAllowed` where it is not theirs to answer, or no longer."""
    with transaction.atomic():
        held = Talk.objects.select_for_update().get(id=talk.id)
        held.group, held.asked_by, held.other = talk.group, talk.asked_by, talk.other
        if not may_answer(held, by):
            raise NotAllowed(_("This question does not stand any more."))
        held.agreed_at = clock.now()
        held.save(update_fields=["agreed_at"])
        announce(TalkAgreed(talk_id=held.id))
    return held


def say_not_now(*, by: Member, talk: Talk) -> None:
    """The question goes, and who asked is told nothing. Raises `NotAllowed` where it is not theirs to answer."""
    if not may_answer(talk, by):
        raise NotAllowed(_("This question does not stand any more."))
    Talk.objects.filter(id=talk.id, agreed_at=None).update(declined_at=clock.now())


def wish_not_to_be_asked(*, by: Member, wanted: bool) -> None:
    """Nobody may ask this member from now on, or again they may. Nobody is told."""
    if wanted:
        Unasked.objects.get_or_create(member=by, defaults={"since": clock.now()})
    else:
        Unasked.objects.filter(member=by).delete()


def _keep(by: Member, other: Member) -> Talk:
    with transaction.atomic():
        talk = Talk.objects.create(
            group_id=by.group_id, asked_by=by, other=other, pair=pair_of(by, other), asked_at=clock.now()
        )
        announce(TalkAsked(talk_id=talk.id))
    return talk


def _ask_again(talk: Talk) -> Talk:
    """A question that got no answer for six weeks."""
    with transaction.atomic():
        Talk.objects.filter(id=talk.id).update(asked_at=clock.now())
        announce(TalkAsked(talk_id=talk.id))
    return talk


def _check_pace(by: Member, other: Member) -> None:
    last = Talk.objects.between(by, other).exclude(ended_at=None).order_by("-ended_at").first()
    again = last.ended_at + APART - clock.now() if last is not None and last.ended_at is not None else timedelta()
    if again > timedelta():
        raise TooSoon(_("You wrote to each other not long ago. Please leave some weeks before you ask again."), again)
    try:
        spend(_PACE, f"member:{by.id}")
    except TooMuch as much:
        raise TooSoon(_("You have asked several people. Please give them time to answer."), much.wait) from much
