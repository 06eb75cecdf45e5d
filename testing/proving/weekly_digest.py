"""The weekly look back for very many people: what one costs, and how long a hundred thousand would take."""

from __future__ import annotations

import time
from datetime import timedelta

from testing.proofs import Figures, proof
from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.timers import run_due
from withness.notices.models import Notice, Wishes
from withness.notices.rhythms import begin_batch
from withness.people.models import Person

EVERYBODY = 100_000


@proof("digest", "a weekly look back reaches everybody who wants it, once, batch after batch")
def weekly_digest(seed: int, full: bool) -> Figures:
    """Tell many, through timers as the worker does; answers the cost of one and what 100,000 would take."""
    many = 20_000 if full else 600
    today, due = clock.now().date(), clock.now() - timedelta(minutes=1)
    people = [Person(nickname=f"digest:{n}", joined_on=today) for n in range(many)]
    Person.objects.bulk_create(people)
    Wishes.objects.bulk_create([Wishes(person=person, weekly_at=due) for person in people])
    began, worked = time.monotonic(), time.process_time()
    begin_batch()
    while Timer.objects.filter(kind="notices.batch").exists():
        run_due()
    took, worked = time.monotonic() - began, time.process_time() - worked
    told = Notice.objects.filter(kind="weekly")
    assert told.count() == many == told.values("person").distinct().count()
    assert not Wishes.objects.filter(weekly_at__lte=clock.now()).exists()
    return {
        "people": many, "CPU each": f"{worked / many * 1000:.2f} ms",
        "100,000 would take": f"{took / many * EVERYBODY / 60:.1f} min",
    }  # fmt: skip
