"""What the page on privacy promises to let go of, the worker lets go of by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from withness.foundation import clock
from withness.foundation.housekeeping import CHORE, begin_chores, do_chore
from withness.foundation.limits import Limit, spend
from withness.foundation.models import Bucket, Timer

pytestmark = pytest.mark.django_db
ASKING = Limit("asking", burst=5, per_hour=1)


def test_who_asked_how_often_is_forgotten_after_two_days() -> None:
    spend(ASKING, "Sam, three days ago")
    Bucket.objects.update(at=clock.now() - timedelta(days=3))
    spend(ASKING, "Sam, today")
    begin_chores()
    for timer in Timer.objects.filter(kind=CHORE):
        do_chore(timer)
    assert Bucket.objects.filter(at__gt=clock.now() - timedelta(days=1)).count() == 1
    assert Bucket.objects.filter(at__lt=clock.now() - timedelta(days=2)).count() == 0
