"""Asking feeds again when they are due. Light enough for every process to know of it."""

from __future__ import annotations

import threading
from datetime import timedelta

from django.db import connection, transaction

from withness.foundation import clock
from withness.foundation.models import Timer
from withness.meetings.importing.planning import plan_next
from withness.meetings.models import Feed, Intake

LET_GO_AFTER = timedelta(days=7)


def refetch(timer: Timer) -> None:
    """What the worker does when a feed is due: plan the next time, and ask in a thread of its own, so that a slow server
    far away holds neither our database nor what else is due.
    """
    feed = Feed.objects.filter(id=timer.about, hours__gt=0).first()
    if feed is not None:
        plan_next(feed)
        thread = threading.Thread(target=_in_its_own_time, args=(feed,), daemon=True)
        transaction.on_commit(thread.start)


def read_asked(timer: Timer) -> None:
    """What the worker does when a steward asks for a list on a page: the same, in a thread of its own."""
    thread = threading.Thread(target=_work_in_its_own_time, args=(timer.about,), daemon=True)
    transaction.on_commit(thread.start)


def let_go_of_tried() -> None:
    """What was only tried, and how each reading went, is of no use after a week."""
    Intake.objects.filter(begun_at__lt=clock.now() - LET_GO_AFTER).delete()


def _work_in_its_own_time(intake_id: str) -> None:
    from withness.meetings.importing.working import work_on

    try:
        work_on(intake_id)
    finally:
        connection.close()


def _in_its_own_time(feed: Feed) -> None:
    from withness.meetings.importing.taking_in import ask_again

    try:
        ask_again(feed)
    finally:
        connection.close()
