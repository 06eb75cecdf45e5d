"""What choosing costs: among a million members, and the timers of one share. `python -m bench.choosing`."""

from __future__ import annotations

import os
import statistics
import time
from datetime import timedelta
from typing import Any


def among_a_million(tries: int = 60) -> dict[str, float]:
    """CPU milliseconds to name whom to ask among 1,000,000 people, of whom 45 % are willing and a third are awake."""
    import numpy as np

    from withness.matching.deciding.choosing import an_empty_pool, choose

    people, chance = 1_000_000, np.random.default_rng(1)
    pool = an_empty_pool(people)
    pool.willing = chance.random(people) < 0.45
    pool.offset = chance.integers(-720, 841, people).astype(np.int16)
    pool.quiet_from[:], pool.quiet_until[:] = 22 * 60, 7 * 60
    pool.cap_day[:], pool.cap_week[:] = 1, 3
    pool.week = chance.integers(0, 4, people).astype(np.uint8)
    pool.fit = chance.random(people).astype(np.float32)
    took = []
    for n in range(tries):
        began = time.process_time()
        assert len(choose(pool, minute=n * 23 % 1440, most=96, chance=chance)) == 96
        took.append(1000 * (time.process_time() - began))
    return {"p50 ms": round(statistics.median(took), 2), "p95 ms": round(sorted(took)[int(0.95 * tries)], 2)}


def _alias(n: int) -> str:
    """Names that no two of look alike."""
    parts = "ba be bo ka ke ko ta te to sa se so".split()
    return "Reed " + parts[n // 144 % 12] + parts[n // 12 % 12] + parts[n % 12]


def _two_hundred() -> list[Any]:
    """A group of 200, every second of them willing to be asked often."""
    from testing.cast import a_group, a_member, a_person
    from withness.matching.willing import choose_willingness

    holder = a_group(a_person("h"), title="Long", joining="open", alias="Hazel")
    members = [a_member(a_person(f"p{n}"), holder.group, _alias(n)) for n in range(200)]
    for member in members[::2]:
        choose_willingness(person=member.person, often="more")
    return members


def timers_of_a_share(shares: int = 60) -> dict[str, float]:
    """CPU milliseconds of a share's clock and of all its timers, until two people have replied after three waves, in a
    group of 200 of whom half are willing; and the shares an hour that one core keeps up with.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "testing.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from withness.foundation import clock
    from withness.foundation.timers import run_due
    from withness.matching.models import Ask
    from withness.shares.models import Reply
    from withness.shares.sharing import share

    noon = clock.now().replace(hour=12, minute=0)
    with clock.stopped(noon):
        members = _two_hundred()
        began = time.process_time()
        for n in range(shares):
            share(by=members[2 * n % 200 + 1], words="How it is.", need="just_listen")
        written = time.process_time() - began
    began, steps = time.process_time(), 0
    for wave in range(3):
        with clock.stopped(noon + wave * timedelta(minutes=100)):
            while done := run_due():
                steps += done
    climbed = time.process_time() - began
    assert not Reply.objects.exists()
    return {
        "share written, ms": round(1000 * written / shares, 1), "steps a share": round(steps / shares, 1),
        "asks a share": round(Ask.objects.count() / shares, 1), "all timers of a share, ms": round(1000 * climbed / shares, 1),
        "shares an hour of one core, timers alone": round(3600 * shares / climbed),
    }  # fmt: skip


if __name__ == "__main__":
    print("among a million:", among_a_million())
    print("timers:", timers_of_a_share())
