"""Where one finds this room: near the page of a group, and on the page of another member."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from withness.groups.models import Member
from withness.groups.nearby import Way
from withness.talks.models import Talk
from withness.talks.rules import allowed_in, may_ask


def way_in_group(me: Member) -> Sequence[Way]:
    """For groups that allow it."""
    sentence = _("Two of you alone, when both said yes.")
    return (Way("talks", _("Write to each other"), sentence),) if allowed_in(me.group) else ()


def way_to_a_member(me: Member, other: Member) -> Sequence[Way]:
    """To the talk that is there, or to the question."""
    if not allowed_in(me.group) or me.id == other.id:
        return ()
    talk = Talk.objects.between(me, other).standing().exclude(agreed_at=None).first()
    if talk is not None:
        return (Way(f"talks/{talk.id}", _("Write to each other")),)
    if not may_ask(me, other):
        return ()
    sentence = _("One plain question. If they would rather not, nothing happens.")
    return (Way(f"talks/with/{other.id}", _("Ask whether you may write to them"), sentence),)
