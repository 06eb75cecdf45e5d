"""Asking everybody in a group whether their words may go along to another house, and answering that."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotAllowed
from withness.groups.carrying.codes import hash_of_code, new_code
from withness.groups.happenings import CarryingAsked
from withness.groups.models import Carrying, Group, Member, WordsAlong
from withness.groups.rules import may_hand_on
from withness.groups.steady import steady, steady_holder


def ask_to_carry(*, by: Member) -> str:
    """Ask everybody; answers the code of the facilitator's own seat, which exists nowhere else.

    Whoever asks goes along, words and all; they may still say no to their words. Asking twice asks nobody again, and
    answers a new code.
    """
    with transaction.atomic():
        by = _facilitator(by)
        now = clock.now()
        carrying, is_new = Carrying.objects.get_or_create(
            group=by.group, called_off_at=None, defaults={"by": by, "asked_at": now}
        )
        if carrying.by_id != by.id:  # the group has come into other hands since
            carrying.by = by
            carrying.save(update_fields=["by"])
        code = _answer(carrying, by, yes=True)
        if is_new:
            announce(CarryingAsked(group_id=by.group_id, by_id=by.id))
    return code


def call_off(*, by: Member) -> None:
    """The group stays here after all. What everybody answered is let go of."""
    with transaction.atomic():
        by = _facilitator(by)
        carrying = carrying_of(by.group)
        if carrying is not None:
            WordsAlong.objects.filter(carrying=carrying).delete()
            carrying.called_off_at = clock.now()
            carrying.save(update_fields=["called_off_at"])


def answer_carrying(*, by: Member, yes: bool) -> str:
    """Say whether one's words may go along. With a yes comes a code that opens one's seat there, shown this once.

    May be changed for as long as the asking stands; a new yes makes a new code. Raises `NotAllowed` when nobody asks.
    """
    with transaction.atomic():
        by = steady(by)
        carrying = carrying_of(by.group)
        if carrying is None or by.left_at is not None:
            raise NotAllowed(_("Nobody asks this any more. Everything stays where it is."))
        return _answer(carrying, by, yes=yes)


def carrying_of(group: Group) -> Carrying | None:
    """The asking that stands in this group, if there is one."""
    return Carrying.objects.filter(group=group, called_off_at=None).first()


def answer_of_member(carrying: Carrying, member: Member) -> WordsAlong | None:
    """What this member answered; nothing yet."""
    return WordsAlong.objects.filter(carrying=carrying, member=member).first()


def _answer(carrying: Carrying, member: Member, *, yes: bool) -> str:
    """Whoever asked keeps their code whatever they say of their words: somebody must be able to open the door there."""
    code = new_code() if yes else ""
    kept = {"yes": yes, "answered_at": clock.now()}
    if yes or carrying.by_id != member.id:
        kept["code_hash"] = hash_of_code(code) if code else ""
    WordsAlong.objects.update_or_create(carrying=carrying, member=member, defaults=kept)
    return code


def _facilitator(by: Member) -> Member:
    by = steady_holder(by)
    if not may_hand_on(by):
        raise NotAllowed(_("Only the facilitator can do this."))
    return by
