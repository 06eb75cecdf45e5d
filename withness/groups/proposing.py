"""Proposing other words for the agreement, in a group where everybody is asked about them."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean
from withness.foundation.timers import drop_timers, set_timer
from withness.groups.agreeing import agreement_of, readable_agreement
from withness.groups.happenings import ChangeProposed
from withness.groups.models import Group, Member, Proposal
from withness.groups.profiles import way_of
from withness.groups.rules import holds, is_paused, may_decide, may_write
from withness.groups.steady import steady

CLOSE = "close_proposal"
DAYS, USUAL = (3, 7, 14, 21), 7
NOBODY, HOLDERS, ANYBODY = "never", "holders", "anybody"  # who may propose: the answers to the way `conscience`
LONGEST_WHY = 1000


def is_voted(group: Group) -> bool:
    """Whether everybody is asked before the agreement changes here."""
    return bool(way_of(group, "conscience") != NOBODY)


def may_propose(member: Member) -> bool:
    """Whether this member may propose a change."""
    who = way_of(member.group, "conscience")
    return may_write(member) and (who == ANYBODY or (who == HOLDERS and holds(member)))


def open_proposal(group: Group) -> Proposal | None:
    """What is asked of everybody just now, if anything."""
    return Proposal.objects.open().select_related("by").filter(group=group).first()


def last_decided(group: Group) -> Proposal | None:
    """The last one that is over."""
    return Proposal.objects.exclude(closed_at=None).filter(group=group).order_by("-closed_at").first()


def propose(*, by: Member, words: str, why: str = "", days: int = USUAL) -> Proposal:
    """Ask everybody about these words, for so many days. One question at a time.

    Raises `NotUnderstood` for words that are the same, missing or too many; `NotAllowed` where it is not theirs to ask.
    """
    words, why = readable_agreement(words), clean(why, longest=LONGEST_WHY + 1)
    if len(why) > LONGEST_WHY:
        raise NotUnderstood("why", _("This is longer than 1,000 letters. A few plain sentences are enough."))
    if days not in DAYS:
        raise NotUnderstood("days", _("Choose one of these answers."))
    with transaction.atomic():
        by = steady(by)
        if not may_propose(by):
            raise NotAllowed(_("A change to the agreement is not yours to propose here."))
        now = agreement_of(by.group)
        if words == now.words:
            raise NotUnderstood("words", _("These are the words that stand already."))
        return _keep(by, words, why, days)


def may_withdraw(member: Member, proposal: Proposal) -> bool:
    """Whether this member may take the question back: who proposed it, or decides for the group; nobody who is paused."""
    here = proposal.group_id == member.group_id and member.left_at is None and not is_paused(member)
    return here and (proposal.by_id == member.id or may_decide(member))


def withdraw(*, by: Member, proposal: Proposal) -> None:
    """Ask no longer. For who proposed it, and for those who hold the group."""
    with transaction.atomic():
        by = steady(by)
        if not may_withdraw(by, proposal):
            raise NotAllowed(_("Only who proposed it, or holds the group, can take it back."))
        now = clock.now()
        Proposal.objects.open().filter(id=proposal.id).update(closed_at=now, withdrawn_at=now)
        proposal.voices.filter(worry="").delete()
        proposal.voices.update(says="")
        drop_timers(about=proposal.id, kind=CLOSE)


def _keep(by: Member, words: str, why: str, days: int) -> Proposal:
    now = clock.now()
    try:
        with transaction.atomic():
            new = Proposal.objects.create(
                group=by.group, by=by, words=words, why=why, version_before=by.group.agreement_version, opened_at=now,
                closes_at=now + timedelta(days=days),
            )  # fmt: skip
    except IntegrityError as there_is_one:
        raise NotAllowed(
            _("Something is asked of everybody already. Please wait until that is over.")
        ) from there_is_one
    set_timer(kind=CLOSE, about=new.id, due_at=new.closes_at)
    announce(ChangeProposed(proposal_id=new.id))
    return new
