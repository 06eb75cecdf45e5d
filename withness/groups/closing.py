"""Closing a group kindly."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean
from withness.groups.answering import turn_everybody_away
from withness.groups.happenings import GroupClosed
from withness.groups.models import Group, Member
from withness.groups.rules import may_hand_on
from withness.groups.steady import steady

LONGEST = 2000


def close_group(*, by: Member, words: str) -> Group:
    """End the group, with last words. Everything stays readable for its members; nobody writes or joins any more.

    Closing again may only change the last words.
    """
    words = clean(words, longest=LONGEST + 1)
    if len(words) > LONGEST:
        raise NotUnderstood("words", _("This is longer than 2,000 letters. Shorter last words are remembered better."))
    with transaction.atomic():
        by = steady(by)
        if not may_hand_on(by):
            raise NotAllowed(_("Only the facilitator can close this group."))
        return end_group(by.group, words=words)


def end_group(group: Group, *, words: str = "") -> Group:
    """The end itself, for verbs that hold the group's lock. Also when the last one has gone."""
    first = group.closed_at is None
    group.closed_at = group.closed_at or clock.now()
    group.closing_words = words
    group.version += 1
    group.save(update_fields=["closed_at", "closing_words", "version"])
    if first:
        turn_everybody_away(group)
        announce(GroupClosed(group_id=group.id))
    return group
