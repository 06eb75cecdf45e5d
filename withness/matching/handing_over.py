"""A few words from one on duty to the next."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.ids import looks_like_id
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean
from withness.groups.models import Member
from withness.groups.reach import faces_out_of_reach, in_sight
from withness.groups.rules import may_decide
from withness.matching.models import HandOver
from withness.matching.rota import may_take_duty

LONGEST = 1000
KEPT = timedelta(days=14)


def hand_over(*, by: Member, words: str) -> HandOver:
    """Leave a note for whoever is on duty next. Raises `NotUnderstood` when it is empty or too long."""
    if not may_take_duty(by):
        raise NotAllowed(_("Notes are for those who are on duty."))
    tidy = clean(words, longest=LONGEST + 1)
    if not tidy:
        raise NotUnderstood("words", _("Write a word or two first."))
    if len(tidy) > LONGEST:
        raise NotUnderstood("words", _("This is longer than 1,000 letters. Please say it shorter."))
    return HandOver.objects.create(group_id=by.group_id, by=by, words=tidy, at=clock.now())


def let_note_go(*, by: Member, note_id: str) -> bool:
    """Throw a note away: one's own, or any in a group one holds. False when there is none of that id."""
    if not looks_like_id(note_id):
        return False
    notes = HandOver.objects.filter(id=note_id, group_id=by.group_id)
    gone, _rows = (notes if may_decide(by) else notes.filter(by=by)).delete()
    return bool(gone)


def notes_for(member: Member) -> list[HandOver]:
    """The notes of the last two weeks, the newest first, by nobody whom a boundary hides from this member.

    Nothing for who is not a peer supporter here.
    """
    if not may_take_duty(member) or member.person is None:
        return []
    far = faces_out_of_reach(member.person, [member.group_id])
    notes = HandOver.objects.filter(group_id=member.group_id, at__gt=clock.now() - KEPT, by__left_at=None)
    seen = [note for note in notes.select_related("by").order_by("-at") if in_sight(far, note.by_id, note.at)]
    return seen[:50]


def let_go_of_old_notes() -> None:
    """For the housekeeping: after two weeks they are gone."""
    HandOver.objects.filter(at__lte=clock.now() - KEPT).delete()
