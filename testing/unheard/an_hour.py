"""An hour of shares, and everything that follows from them: how much work it is, and whether anything is left waiting.

Every minute of the hour and of the day and a half after it is lived: what is written then is written, and the worker does
what is due. Three in ten shares are answered by nobody, so that their whole ladder is climbed; the others twice, in
their own time. If all of it took longer than an hour, the queue would grow for ever.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from datetime import timedelta
from typing import Any

from testing.unheard.living import START, ZONES

MINUTE, AFTER = timedelta(minutes=1), 36 * 60  # minutes lived after the hour
MEMBERS, UNANSWERED = 50, 0.3


def an_hour(seed: int, shares: int, groups: int) -> dict[str, Any]:
    """Seconds of work for `shares` shares in groups of fifty: in all, of the processor, and in the fullest minute."""
    from withness.foundation import clock
    from withness.foundation.models import Timer
    from withness.matching.models import Ask, Step

    chance = random.Random(seed)
    with clock.stopped(START):
        town = [_a_group(chance, number) for number in range(groups)]
    plan = _plan(chance, town, shares)
    took, left, began, work = [], 0, time.monotonic(), time.process_time()
    for minute in range(60 + AFTER):
        start = time.monotonic()
        with clock.stopped(START + minute * MINUTE):
            _live(plan.pop(minute, []), plan, minute, chance)
            _work_off()
            left = max(left, Timer.objects.filter(due_at__lte=clock.now()).count())
        took.append(time.monotonic() - start)
    return {
        "shares": shares, "asks": Ask.objects.count(), "steps": Step.objects.count(),
        "seconds": round(time.monotonic() - began, 1), "CPU seconds": round(time.process_time() - work, 1),
        "fullest minute": round(max(took), 1), "left waiting": left,
    }  # fmt: skip


def _a_group(chance: random.Random, number: int) -> list[Any]:
    from testing.cast import a_group, a_member, a_person
    from withness.matching.willing import choose_willingness

    people = [a_person(f"p{number}x{n}", zone=chance.choice(ZONES)) for n in range(MEMBERS)]
    holder = a_group(people[0], title=f"Tern {number}", joining="open", alias="Hazel")
    for person in people[: MEMBERS // 2]:
        choose_willingness(person=person, often=chance.choice(["little", "some", "more"]))
    return [holder, *(a_member(person, holder.group, _name(n)) for n, person in enumerate(people) if n)]


def _name(n: int) -> str:
    parts = "ba be bo ka ke ko ta te to sa se so".split()
    return f"Reed {parts[n // 12]}{parts[n % 12]}"


def _plan(chance: random.Random, town: list[list[Any]], shares: int) -> defaultdict[int, list[Any]]:
    """Who writes in which minute, and who will answer; nobody writes twice (nobody may write very often in an hour)."""
    plan: defaultdict[int, list[Any]] = defaultdict(list)
    everybody = [(face, those) for those in town for face in those]
    for n, (author, faces) in enumerate(chance.sample(everybody, shares)):
        one, other = chance.sample([face for face in faces if face is not author], 2)
        plan[n * 60 // shares].append((author, () if chance.random() < UNANSWERED else (one, other)))
    return plan


def _live(written: list[Any], plan: defaultdict[int, list[Any]], minute: int, chance: random.Random) -> None:
    from withness.shares.models import Share
    from withness.shares.replying import reply
    from withness.shares.sharing import share

    for who, then in written:
        if isinstance(then, Share):
            reply(by=who, share=then, words="I read you. I have been there.")
            continue
        made = share(by=who, words="It came again tonight, and I did not know whom to tell.", need="just_listen")
        for answering in then:
            plan[minute + 1 + int(chance.expovariate(1 / 180))].append((answering, made))


def _work_off() -> None:
    from withness.foundation.timers import run_due

    while run_due():
        pass
