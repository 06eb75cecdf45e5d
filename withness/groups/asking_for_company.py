"""Asking those who hold the group for company, by one's own choice only. They learn who asks, and nothing else."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation.announcing import announce
from withness.foundation.limits import Limit, TooMuch, spend
from withness.foundation.refusing import NotAllowed, TooSoon
from withness.groups.happenings import CompanyWanted
from withness.groups.models import Member
from withness.groups.profiles import way_of

_AGAIN = Limit("company", burst=3, per_hour=2)


def may_ask_for_company(member: Member) -> bool:
    """Where the group wants such help at all, for who is here and does not hold it alone."""
    others = Member.objects.holding().filter(group_id=member.group_id).exclude(id=member.id)
    return member.left_at is None and bool(way_of(member.group, "risk_tooling")) and others.exists()


def ask_for_company(*, by: Member) -> None:
    """Tell those who hold the group that this member would like somebody to write to them.

    Raises `NotAllowed` where the group has decided against it, `TooSoon` when it was asked several times this hour.
    """
    if not may_ask_for_company(by):
        raise NotAllowed(_("In this group nobody is asked in this way. “Help now” has somebody at any hour."))
    try:
        spend(_AGAIN, f"member:{by.id}")
    except TooMuch as much:
        sentence = _("They have been asked. If it cannot wait, “Help now” has somebody at any hour.")
        raise TooSoon(sentence, max(much.wait, timedelta(minutes=1))) from much
    with transaction.atomic():
        announce(CompanyWanted(member_id=by.id, group_id=by.group_id))
