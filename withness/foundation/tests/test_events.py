"""What happened is kept for a season: nobody resumes from before it, and nobody can be followed through the years."""

from datetime import timedelta

import pytest
from django.db import transaction

from withness.foundation import clock
from withness.foundation.events import KEPT, blank_before, let_go_of_old, record, since, where
from withness.foundation.models import Event

pytestmark = pytest.mark.django_db
LONG_AGO = KEPT + timedelta(days=1)


def happens(stream, *, ago=timedelta()):
    with clock.stopped(clock.now() - ago), transaction.atomic():
        return record(stream=stream, kind="share")


def test_what_is_older_than_a_season_is_let_go_of_and_the_numbers_go_on():
    for ago in (LONG_AGO, LONG_AGO, timedelta(days=1)):
        happens("group:g", ago=ago)
    happens("group:quiet", ago=LONG_AGO)
    happens("group:young")
    let_go_of_old()
    assert [event.seq for event in since("group:g", 0)] == [3]
    assert where(["group:g", "group:quiet", "group:young"]) == {
        "group:g": (3, 3), "group:quiet": (1, 2), "group:young": (1, 1),
    }  # fmt: skip
    assert happens("group:quiet") == 2
    let_go_of_old()
    assert where(["group:quiet"]) == {"group:quiet": (2, 2)}


def test_what_was_blanked_stays_behind_the_mark():
    for _n in range(3):
        happens("circle:c")
    happens("circle:c", ago=LONG_AGO)  # a machine whose clock was wrong for a moment
    with transaction.atomic():
        blank_before("circle:c")
    let_go_of_old()
    assert where(["circle:c"]) == {"circle:c": (4, 5)}
    assert not Event.objects.filter(stream="circle:c").exists()
