"""What was shared in a group that lets its words help newcomers, of those who let theirs (`matching/own_words.py`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from withness.foundation import clock
from withness.safety.models import NotWanted
from withness.shares.models import Share

MOST = 500  # the newest


def shared_words(group_id: str, since: datetime) -> Iterable[tuple[str, str]]:
    """Person and words of the newest shares that everybody there can read, of those who are here and did not say no.

    What carries a content note is left out: it was folded away for a reason.
    """
    free = Q(author__paused_until=None) | Q(author__paused_until__lte=clock.now())
    unwanted = NotWanted.objects.filter(person=OuterRef("author__person"), what=NotWanted.TEACHING)
    shares = Share.objects.filter(
        group_id=group_id, at__gte=since, note="", taken_back_at=None, held_at=None, author__left_at=None,
        author__person__isnull=False,
    )  # fmt: skip
    heard = shares.filter(free).exclude(Exists(unwanted)).order_by("-seq")
    return heard.values_list("author__person_id", "words")[:MOST]
