"""A house of its own for the proofs of “nobody unheard”: `python -m testing.unheard.living WHAT JSON`.

Weeks are lived by putting the clock to each moment at which a timer is due and running the worker.
"""

from __future__ import annotations

import json
import os
import random
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

START = datetime(2026, 3, 2, tzinfo=UTC)  # a Monday
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
ZONES = ["UTC", "Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/Los_Angeles"]


def a_fresh_house() -> None:
    """The database, empty."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


# --- asks in rows -------------------------------------------------------------------------------------------------
def asks_in_rows(seed: int, shares: int) -> dict[str, Any]:
    """People of every kind in three groups; shares, replies and timers for weeks; every ask audited."""
    from withness.foundation import clock
    from withness.shares.replying import reply
    from withness.shares.sharing import share

    chance = random.Random(seed)
    with clock.stopped(START):
        groups, people = _a_town(chance)
    now, written = START, []
    for _n in range(shares):
        until = now + timedelta(minutes=chance.expovariate(1 / 300))
        _run_timers(now, until)
        now = until
        with clock.stopped(now):
            by = chance.choice([m for those in groups.values() for m in those])
            written.append(
                share(by=by, words="How it is.", need="just_listen", note=chance.choice(["", "", "a death"]))
            )
            if chance.random() < 0.5:
                to = chance.choice(written[-5:])
                others = [m for m in groups[to.group_id] if m.id != to.author_id]
                reply(by=chance.choice(others), share=to, words="I read you.")
            _change_somebody(chance, people)
    _run_timers(now, now + 2 * DAY)
    return _audit()


def _alias(n: int) -> str:
    """Names that no two of look alike."""
    parts = "ba be bo ka ke ko ta te to sa se so".split()
    return f"Reed {parts[n // 12]}{parts[n % 12]}"


def _a_town(chance: random.Random) -> tuple[dict[str, list[Any]], list[Any]]:
    from testing.cast import a_group, a_member, a_person
    from withness.matching.willing import choose_willingness
    from withness.notices.models import Wishes
    from withness.safety.boundaries import draw_boundary

    people = [a_person(f"p{n}", zone=chance.choice(ZONES)) for n in range(40)]
    groups: dict[str, list[Any]] = {}
    for g, title in enumerate(("Tern", "Gull", "Auk")):
        holder = a_group(people[g], title=title, joining="open", alias="Hazel")
        groups[holder.group_id] = [holder]
        for n, person in enumerate(people):
            if n != g and chance.random() < 0.6:
                groups[holder.group_id].append(a_member(person, holder.group, _alias(n)))
    for person in people:
        often = chance.choice(["little", "some", "some", "more", "more", "never", ""])
        hours = chance.choice([("", ""), ("", ""), ("20", "4"), ("6", "12")])
        if often:
            choose_willingness(person=person, often=often, from_hour=hours[0], until_hour=hours[1])
        if chance.random() < 0.2:
            Wishes.objects.create(person=person, off=["invited"] if chance.random() < 0.5 else [])
    for _n in range(60):
        one, other = chance.sample(people, 2)
        draw_boundary(by=one, towards=other, place=chance.choice(list(groups)))
    return groups, people


def _change_somebody(chance: random.Random, people: list[Any]) -> None:
    """Somebody turns everything off, or rests; what was true a minute ago must not reach them any more."""
    from withness.matching.willing import choose_willingness, rest

    if chance.random() < 0.05:
        choose_willingness(person=chance.choice(people), often="never")
    if chance.random() < 0.05:
        rest(person=chance.choice(people), how_long="day")


def _run_timers(now: datetime, until: datetime) -> None:
    from withness.foundation import clock
    from withness.foundation.models import Timer
    from withness.foundation.timers import run_due
    from withness.matching.models import Ask

    while True:
        due = (
            Timer.objects.filter(kind="climb", due_at__lte=until)
            .order_by("due_at")
            .values_list("due_at", flat=True)
            .first()
        )
        if due is None:
            return
        before = set(Ask.objects.values_list("id", flat=True))
        with clock.stopped(max(due, now)):
            run_due(most=1)
            _note_state(set(Ask.objects.values_list("id", flat=True)) - before)


_seen: list[str] = []


def _note_state(new: set[str]) -> None:
    """What must hold in the very moment of an ask, in plain words."""
    from withness.matching.models import Ask, Willingness
    from withness.notices.models import Wishes
    from withness.safety.models import Boundary

    for ask in Ask.objects.filter(id__in=new).select_related("person", "clock__author"):
        said = Willingness.objects.filter(person=ask.person).first()
        wishes = Wishes.objects.filter(person=ask.person).first()
        author = ask.clock.author.person
        pair = {ask.person_id, author.id}
        if said is not None and said.often == "never":
            _seen.append(f"{ask.rung}: everything was off")
        if wishes is not None and "invited" in wishes.off:
            _seen.append(f"{ask.rung}: the kind was off")
        if any({b.drawn_by_id, b.towards_id} == pair for b in Boundary.objects.filter(drawn_by__in=pair)):
            _seen.append(f"{ask.rung}: across a boundary")
        if ask.rung == "wave":
            _seen.extend(_of_a_wave(ask, said, wishes))


def _of_a_wave(ask: Any, said: Any, wishes: Any) -> list[str]:
    from zoneinfo import ZoneInfo

    if said is None or not said.often:
        return ["wave: never said yes"]
    wrong = ["wave: resting"] if said.rest_until and said.rest_until > ask.at else []
    hour = ask.at.astimezone(ZoneInfo(ask.person.zone)).hour
    if said.from_hour is not None:
        inside = said.from_hour <= hour < said.until_hour if said.from_hour < said.until_hour else (
            hour >= said.from_hour or hour < said.until_hour
        )  # fmt: skip
    else:
        inside = 7 <= hour < 22 or wishes is not None
    return wrong if inside else [*wrong, "wave: outside their hours"]


def _audit() -> dict[str, Any]:
    """The caps, over the whole time: no window of a day or a week holds more than somebody's cap ever was."""
    from collections import defaultdict

    from withness.matching.models import Ask

    times: defaultdict[str, list[datetime]] = defaultdict(list)
    for person_id, at in Ask.objects.filter(rung__in=["wave", "sisters"]).order_by("at").values_list("person_id", "at"):
        times[person_id].append(at)
    wrong = list(_seen)
    for mine in times.values():
        for n, at in enumerate(mine):
            near = [one for one in mine[:n] if at - one < timedelta(hours=6)]
            day = [one for one in mine[: n + 1] if at - one < DAY]
            week = [one for one in mine[: n + 1] if at - one < 7 * DAY]
            wrong += ["too near"] * bool(near) + ["a day"] * (len(day) > 2) + ["a week"] * (len(week) > 6)
    return {"asks": Ask.objects.count(), "wrong": wrong}


# --- ladders ------------------------------------------------------------------------------------------------------
def ladders(seed: int, shares: int, every: int) -> dict[str, Any]:
    """Shares at three in the night; the worker is killed at every `every`-th statement of every step."""
    from testing.cast import assemble
    from withness.foundation import clock
    from withness.matching.willing import choose_willingness
    from withness.shares.sharing import share

    chance, found = random.Random(seed), {"ladders": 0, "killed": 0, "steps": 0, "clock moved back": 0, "wrong": []}
    with clock.stopped(START):
        cast = assemble()
        for person in (cast.ben, cast.eve):
            choose_willingness(person=person, often="more")
    for n in range(shares):
        night = START + timedelta(days=7 * n, hours=3)
        with clock.stopped(night):
            one = share(by=cast.face(cast.ana, cast.long_nights), words="Awake.", need="just_listen")
        _climb(one.id, night, every, chance, found)
        found["ladders"] += 1
        found["wrong"] += _as_written(one.id)
    return found


def _climb(share_id: str, now: datetime, every: int, chance: random.Random, found: dict[str, Any]) -> None:
    from withness.foundation.models import Timer

    while True:
        due = Timer.objects.filter(kind="climb", about=share_id).values_list("due_at", flat=True).first()
        if due is None:
            return
        now = max(due, now) + timedelta(seconds=1)
        if chance.random() < 0.2:
            now += timedelta(hours=chance.randrange(9))  # the clock jumps ahead
        if chance.random() < 0.2:
            found["clock moved back"] += 1
            before = _trace(share_id)
            _work(due - timedelta(hours=5), kill_at=None)
            if _trace(share_id) != before:
                found["wrong"].append("did something before it was due")
        now = _one_step(share_id, now, every, found)


def _one_step(share_id: str, now: datetime, every: int, found: dict[str, Any]) -> datetime:
    """Kill the worker at one statement after another until it comes through; answers the time it was then."""
    before, kill_at = _trace(share_id), 0
    while _work(now, kill_at=kill_at):
        found["killed"] += 1
        if _trace(share_id) != before:
            found["wrong"].append(f"a killed worker left something: {before} {_trace(share_id)}")
        kill_at, now = kill_at + every, now + timedelta(minutes=2, seconds=1)
    after = _trace(share_id)
    if after[0] - before[0] > 1:
        found["wrong"].append("two steps at once")
    found["steps"] += after[0] - before[0]
    return now


def _trace(share_id: str) -> tuple[int, int, int]:
    """Steps taken, people asked, notices written."""
    from withness.matching.models import Ask, Step
    from withness.notices.models import Notice

    told = Notice.objects.filter(kind__in=["invited", "on_duty", "unheard"], bundle__endswith=share_id)
    return Step.objects.filter(clock_id=share_id).count(), Ask.objects.filter(clock_id=share_id).count(), told.count()


def _work(at: datetime, *, kill_at: int | None) -> bool:
    """Run the worker once in a process of its own, at that time; whether it was killed."""
    from django.db import connection

    connection.close()
    child = os.fork()
    if not child:
        _be_the_worker(at, kill_at)
    _pid, status = os.waitpid(child, 0)
    assert os.WEXITSTATUS(status) in {0, 9}, status
    return os.WEXITSTATUS(status) == 9


def _be_the_worker(at: datetime, kill_at: int | None) -> None:
    from django.db import connection

    from withness.foundation import clock
    from withness.foundation.timers import run_due

    done = 0

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal done
        if done == kill_at:
            os._exit(9)
        done += 1
        return execute(sql, params, many, context)

    try:
        with clock.stopped(at), connection.execute_wrapper(count):
            run_due(most=1)
    except BaseException as trouble:
        print(repr(trouble), file=sys.stderr)
        os._exit(1)
    os._exit(0)


def _as_written(share_id: str) -> list[str]:
    """Numbers without a gap, duty and the facilitator once, in their order; one notice for each ask; awake people only."""
    from withness.matching.deciding.limits import MOST_WAVES
    from withness.matching.models import Ask, Step
    from withness.notices.models import Notice

    steps = list(Step.objects.filter(clock_id=share_id).order_by("number"))
    rungs, wrong = [step.rung for step in steps], []
    if [step.number for step in steps] != list(range(1, len(steps) + 1)):
        wrong.append("a step is missing")
    if [rungs.count(rung) for rung in ("wave", "duty", "facilitator")] != [MOST_WAVES, 1, 1]:
        wrong.append(f"not as written: {rungs}")
    elif rungs.index("duty") > rungs.index("facilitator"):
        wrong.append("the facilitator before duty")
    asks = list(Ask.objects.filter(clock_id=share_id))
    if sum(step.asked for step in steps) != len(asks):
        wrong.append("asks without a step")
    if any(not 7 <= ask.at.hour < 22 for ask in asks):
        wrong.append("somebody was asked in the night")
    if Notice.objects.filter(bundle__endswith=share_id).count() != len({(ask.person_id, ask.rung) for ask in asks}):
        wrong.append("told twice, or not at all")
    return wrong


if __name__ == "__main__":
    from testing.unheard.an_hour import an_hour

    a_fresh_house()
    lives = {"asks_in_rows": asks_in_rows, "ladders": ladders, "an_hour": an_hour}
    print(json.dumps(lives[sys.argv[1]](**json.loads(sys.argv[2]))))
