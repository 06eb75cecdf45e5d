"""Groups close to each other: who is asked from outside is told of a group only while it may be told of."""

from __future__ import annotations

from datetime import timedelta

import pytest

from testing.unheard.conftest import NOON
from testing.unheard.test_pages import NOTHING, said, text
from withness.foundation import clock
from withness.foundation.timers import run_due
from withness.groups.models import Group
from withness.matching.models import Ask
from withness.matching.willing import choose_willingness
from withness.notices.inbox import unseen

SOMEBODY = "Someone is waiting to be heard. Only if you have the strength today"


@pytest.fixture
def waiting(cast, faces, as_):
    """Long Nights may ask The Thursday Table, where Dana is; Ana, whom nobody answers, allowed it."""
    as_(cast.chidi).post(f"/g/{cast.long_nights.id}/clock", {"do": "propose", "other": cast.thursday.id})
    choose_willingness(person=cast.dana, often="some", beyond=True)
    with clock.stopped(NOON):
        one = said(faces["ana"], "I sat on the stairs.")
        as_(cast.ana).post(f"/g/{cast.long_nights.id}/s/{one.id}/clock", {"do": "sisters"})
    return one


def eight_hours_on():
    for hour in range(8):
        with clock.stopped(NOON + timedelta(hours=hour)):
            run_due()
    return clock.stopped(NOON + timedelta(hours=8))


def told(person):
    return [one.words.sentence for one in unseen(person, most=9) if one.words]


@pytest.mark.parametrize("now", [{"joining": Group.INVITE}, {"closed_at": NOON}])
def test_a_group_that_is_listed_no_longer_is_not_named_to_whom_it_had_asked(cast, as_, waiting, now):
    with eight_hours_on():
        dana = as_(cast.dana)
        assert "Long Nights" in text(dana.get(f"/listen/{waiting.id}"))
        assert told(cast.dana) == [SOMEBODY]
        Group.objects.filter(id=cast.long_nights.id).update(**now)
        gone, none = dana.get(f"/listen/{waiting.id}"), dana.get(f"/listen/{NOTHING}")
        assert (gone.status_code, none.status_code) == (404, 404)
        assert "Long Nights" not in text(gone)
        assert cast.long_nights.id not in text(gone)
        assert told(cast.dana) == []
        assert as_(cast.sam).get(f"/listen/{waiting.id}").status_code == 404


def test_a_group_by_invitation_asks_nobody_outside(cast, waiting):
    Group.objects.filter(id=cast.long_nights.id).update(joining=Group.INVITE)
    with eight_hours_on():
        assert not Ask.objects.filter(person=cast.dana).exists()
        assert told(cast.dana) == []
