"""How a talk ends: by either of the two, by a boundary, by leaving. It looks the same to both, whichever it was."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.groups.happenings import Left
from withness.groups.models import Member
from withness.safety.happenings import BoundaryDrawn
from withness.talks.happenings import TalkEnded
from withness.talks.models import Message, Talk

WORDS_STAY = timedelta(days=30)  # out of sight; only so that a steward can still be asked to look
ROWS_STAY = timedelta(days=90)  # so that nobody is asked again too soon


@transaction.atomic
def end_talk(*, by: Member, talk: Talk) -> None:
    """End it for both. Its words are out of sight at once. Doing it twice changes nothing."""
    if by.id not in (talk.asked_by_id, talk.other_id):
        return
    if Talk.objects.filter(id=talk.id, ended_at=None).update(ended_at=clock.now()):
        announce(TalkEnded(talk_id=talk.id))


def end_across_boundary(happened: BoundaryDrawn) -> None:
    """Between the two, in the place where it was drawn, at once; elsewhere `rules.is_over` asks for each reader."""
    pairs = Q(asked_by__person=happened.by_id, other__person=happened.towards_id) | Q(
        asked_by__person=happened.towards_id, other__person=happened.by_id
    )
    Talk.objects.filter(pairs, group_id=happened.place, ended_at=None).update(ended_at=clock.now())


def end_with_leaving(happened: Left) -> None:
    """Who leaves a group leaves its talks; with their words, where they wished so."""
    standing = Talk.objects.of(happened.member_id).filter(ended_at=None)
    open_ones = list(standing.exclude(agreed_at=None).values_list("id", flat=True))
    standing.update(ended_at=clock.now())
    for talk_id in open_ones:
        announce(TalkEnded(talk_id=talk_id))
    if happened.with_words:
        Message.objects.filter(author_id=happened.member_id).delete()


def let_go_of_old() -> None:
    """For the housekeeping: words a month after the end, and the rows when they no longer keep anybody from asking."""
    now = clock.now()
    Message.objects.filter(talk__ended_at__lt=now - WORDS_STAY).delete()
    long_ago = now - ROWS_STAY
    Talk.objects.filter(
        Q(ended_at__lt=long_ago) | Q(declined_at__lt=long_ago) | Q(agreed_at=None, asked_at__lt=long_ago)
    ).delete()
