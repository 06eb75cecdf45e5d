"""Whom to ask, and when: what must hold for any numbers at all."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from withness.matching.deciding.choosing import BLOCK, Pool, an_empty_pool, choose, may_be_asked
from withness.matching.deciding.ladder import (
    BUSY,
    DUTY,
    FACILITATOR,
    RUNGS,
    SISTERS,
    WAVE,
    Standing,
    how_many,
    next_step,
)
from withness.matching.deciding.limits import CAPS, MOST_WAVES
from withness.matching.deciding.offering import Waiting, offer
from withness.matching.deciding.waiting import BEGIN, BOUNDS, PRIOR, Pace, learn, quantile

MINUTES = st.floats(0, 5000)
SPREAD = st.lists(st.one_of(MINUTES, st.just(float("inf"))), max_size=60)


def a_pool(people: int, seed: int) -> Pool:
    chance = np.random.default_rng(seed)
    pool = an_empty_pool(people)
    pool.willing = chance.random(people) < 0.8
    pool.offset = chance.integers(-720, 841, people).astype(np.int16)
    pool.quiet_from = chance.integers(0, 1440, people).astype(np.int16)
    pool.quiet_until = chance.integers(0, 1440, people).astype(np.int16)
    pool.cap_day, pool.cap_week = np.full(people, 1, np.uint8), np.full(people, 3, np.uint8)
    pool.day = chance.integers(0, 3, people).astype(np.uint8)
    pool.week = chance.integers(0, 5, people).astype(np.uint8)
    pool.last = chance.uniform(0, 3000, people).astype(np.float32)
    pool.fit = chance.random(people).astype(np.float32)
    return pool


@given(people=st.integers(0, 300), seed=st.integers(0, 2**32), minute=st.integers(0, 1439), most=st.integers(-1, 9))
def test_nobody_is_chosen_who_may_not_be_asked_and_nobody_twice(people, seed, minute, most):
    pool = a_pool(people, seed)
    chosen = choose(pool, minute=minute, most=most, chance=np.random.default_rng(seed))
    free = set(np.flatnonzero(may_be_asked(pool, minute)).tolist())
    assert set(chosen) <= free
    assert len(chosen) == len(set(chosen)) == max(0, min(most, len(free)))


@given(seed=st.integers(0, 2**32), minute=st.integers(0, 1439))
def test_who_is_quiet_over_midnight_is_left_in_peace(seed, minute):
    pool = a_pool(50, seed)
    for n in np.flatnonzero(may_be_asked(pool, minute)):
        local = (minute + int(pool.offset[n])) % 1440
        quiet = {
            (int(pool.quiet_from[n]) + m) % 1440 for m in range(int(pool.quiet_until[n] - pool.quiet_from[n]) % 1440)
        }
        assert local not in quiet


def test_the_same_chance_chooses_the_same_people():
    pool = a_pool(500, 3)
    assert choose(pool, minute=600, most=4, chance=np.random.default_rng(9)) == choose(
        pool, minute=600, most=4, chance=np.random.default_rng(9)
    )


def test_who_was_asked_less_and_fits_better_is_chosen_more_often():
    pool = an_empty_pool(2)
    pool.willing[:], pool.cap_day[:], pool.cap_week[:] = True, 2, 6
    pool.fit[:] = 0.9, 0.2
    pool.week[:] = 0, 3
    first = [choose(pool, minute=0, most=1, chance=np.random.default_rng(n))[0] for n in range(300)]
    assert first.count(0) > 240
    assert first.count(1) > 0  # drawn, not ranked


def test_a_very_large_group_is_walked_through_from_a_random_place():
    pool = an_empty_pool(3 * BLOCK)
    pool.willing[[5, 2 * BLOCK + 7]], pool.cap_day[:], pool.cap_week[:] = True, 1, 3
    chosen = choose(pool, minute=0, most=4, chance=np.random.default_rng(1))
    assert sorted(chosen) == [5, 2 * BLOCK + 7]


@given(first=SPREAD, second=SPREAD, answered=SPREAD, load=st.floats(0, 1))
def test_a_pace_stays_within_its_bounds_whatever_the_history(first, second, answered, load):
    pace = learn(first=first, second=second, answered=answered, load=load)
    kept = {name: getattr(pace, name) for name in BOUNDS}
    if len(second) >= PRIOR and quantile(second, 0.8) == math.inf:
        assert kept.pop("duty_second") == math.inf
    assert all(BOUNDS[name][0] <= wait <= BOUNDS[name][1] for name, wait in kept.items())


def test_a_group_that_seldom_finds_a_second_person_keeps_duty_for_the_first():
    pace = learn(second=[math.inf] * 30)
    tired = Standing(replies=1, waves=MOST_WAVES, last_at=9000, first_reply_at=100)
    assert next_step(tired, pace) is None
    assert next_step(Standing(waves=MOST_WAVES, last_at=9000), pace).rung == DUTY


def test_a_group_without_history_begins_as_written_and_learns_slowly():
    assert learn() == BEGIN
    assert learn(answered=[30.0] * 20).wave == pytest.approx((30 + BEGIN.wave) / 2)


@given(seen=st.lists(MINUTES, min_size=1), part=st.floats(0.01, 1))
def test_a_quantile_is_what_its_part_does_not_exceed(seen, part):
    found = quantile(seen, part)
    assert found in seen
    assert sum(one <= found for one in seen) >= part * len(seen) - 1e-9


PACES = st.builds(Pace, grace=MINUTES, wave=st.floats(1, 500), duty=MINUTES, duty_second=MINUTES, facilitator=MINUTES,
                  load=st.floats(0, 1))  # fmt: skip


@given(
    pace=PACES, found=st.lists(st.integers(0, 4), min_size=20, max_size=20), sisters=st.booleans(), urgent=st.booleans()
)
def test_a_ladder_ends_and_takes_each_rung_above_once(pace, found, sisters, urgent):
    """Nobody ever replies: every rung in its turn, time never runs backwards, and then it is over."""
    taken, now = [], 0.0
    standing = Standing(sisters_may=sisters, urgent=urgent)
    for _ in range(40):
        step = next_step(standing, pace)
        if step is None:
            break
        now = max(now, step.at)
        taken.append(step.rung)
        standing = _after(standing, step.rung, now, found[len(taken) % 20])
    assert next_step(standing, pace) is None
    assert [taken.count(rung) for rung in RUNGS] == [MOST_WAVES, int(sisters), 1, 1]
    assert taken.index(DUTY) < taken.index(FACILITATOR)


def _after(was: Standing, rung: str, now: float, found: int) -> Standing:
    from dataclasses import replace

    if rung == WAVE:
        return replace(was, waves=was.waves + 1, last_at=now, empty=0 if found else was.empty + 1)
    if rung == SISTERS:
        return replace(was, sisters_at=now)
    return replace(was, duty_at=now, duty_found=found) if rung == DUTY else replace(was, facilitator_at=now)


def test_nothing_is_done_for_who_is_heard():
    assert next_step(Standing(replies=2), BEGIN) is None


def test_a_newcomer_or_a_night_does_not_wait_for_the_first_wave():
    assert next_step(Standing(urgent=True), BEGIN).at == 0
    assert next_step(Standing(), BEGIN).at == BEGIN.grace


def test_two_waves_that_found_nobody_bring_duty_sooner():
    asleep = Standing(waves=2, empty=2, last_at=75)
    assert next_step(asleep, BEGIN).rung == DUTY
    assert next_step(Standing(waves=2, last_at=75), BEGIN).rung == WAVE


@given(replies=st.integers(0, 1), likely=st.floats(0, 1), load=st.floats(0, 1))
def test_a_wave_is_small_and_never_one_persons_burden(replies, likely, load):
    many = how_many(Standing(replies=replies), likely, load)
    assert 2 <= many <= 4 or (many == 0 and replies and load > BUSY)


def test_two_listeners_are_not_sent_to_the_same_share_and_the_oldest_does_not_win():
    waiting = [Waiting(f"s{n}", waited=60.0 * n, replies=0) for n in range(40)]
    first = [offer(waiting, listener=f"l{n}", most=1)[0].waited for n in range(60)]
    assert len(set(first)) > 8
    assert sum(waited <= 600 for waited in first) > 20


@given(st.lists(st.builds(Waiting, st.uuids().map(str), MINUTES, st.integers(0, 1), held=st.booleans()), max_size=30))
def test_what_is_held_is_not_offered(waiting):
    offered = offer(waiting, listener="me", most=4)
    assert len(offered) == min(4, sum(not one.held for one in waiting))
    assert not any(one.held for one in offered)


def test_the_caps_are_the_ones_people_are_told():
    assert CAPS == {"never": (0, 0), "little": (1, 2), "some": (1, 3), "more": (2, 6)}
