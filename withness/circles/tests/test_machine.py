"""Twelve people do whatever they like, in any order: one speaker at most, everybody once a round, nobody removed acts."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from withness.circles.formats.parsing import read_format
from withness.circles.formats.shelf import NAMES, shipped
from withness.circles.machine.deciding import Forbidden, Late, Wish, decide
from withness.circles.machine.folding import apply, fold
from withness.circles.machine.state import HERE, OUT, Deed, State, deed_of, ids_of, pack, unpack

PLAN = read_format(
    """name: Two rounds
[Hello]
kind: round
minutes: 5
turn: 30 seconds
order: chair last
[Talk]
kind: open floor
minutes: 5
turn: 1 minute
[Once more]
kind: round
minutes: 5
[End]
kind: closing
minutes: 2
turn: 20 seconds
"""
)
ACTS = (
    "speak done pass raise_hand lower_hand burning_desire presence commit next reorder extend pause resume mute unmute "
    "remove lock unlock clear hand_over take_chair leave admit add_seat"
).split()
PEOPLE = st.integers(1, 14)


class TwelvePeople(RuleBasedStateMachine):
    """A circle of twelve, and whatever they try."""

    def __init__(self):
        super().__init__()
        self.state = State(seats={}, order=[], offered=[])
        self.deeds: list[Deed] = []
        self.now = 1_000_000
        self.turns: dict[int, int] = {}  # turns that were used up in this phase, as counted here and not by the machine
        self.removed: set[int] = set()
        for number in range(1, 13):
            self.tell(Deed(act="join", t=self.now, seat=number, co=number == 2))
        self.tell(Deed(act="start", t=self.now, seat=1))

    def tell(self, deed):
        phase, speaker = self.state.phase, self.state.speaker
        before = {n: (seat.where, seat.had, seat.muted) for n, seat in self.state.seats.items()}
        self.count_turn(deed, phase, speaker)
        apply(PLAN, self.state, deed)
        self.deeds.append(deed)
        if self.state.phase != phase:
            if phase >= 0 and PLAN.phases[phase].is_round and not deed.phase:
                self.check_all_had_theirs(before, deed, speaker)
            self.turns = {}

    def count_turn(self, deed, phase, speaker):
        """Who has spoken in a round has spoken: their turn is used up, and no second one may be."""
        ends = deed.act == "done" or (deed.act == "next" and not deed.phase)
        if speaker and ends and PLAN.phases[phase].is_round:
            self.turns[speaker] = self.turns.get(speaker, 0) + 1
            assert self.turns[speaker] == 1, (speaker, "has spoken twice in one round")

    def check_all_had_theirs(self, before, deed, speaker):
        """A round is over only when everybody in the room who may speak has spoken or passed."""
        gone = {deed.to, deed.seat} if deed.act in ("remove", "leave", "mute") else set()
        left = [
            n for n, (where, had, muted) in before.items()
            if where == HERE and not had and not muted and n != speaker and n not in gone
            and not (deed.act == "pass" and n in (deed.to, deed.seat))
        ]  # fmt: skip
        assert left == [], (deed, left)

    @rule(
        act=st.sampled_from(ACTS),
        seat=PEOPLE,
        to=PEOPLE,
        on=st.integers(0, 30),
        words=st.booleans(),
        ahead=st.integers(0, 90_000),
    )
    def anybody_tries(self, act, seat, to, on, words, ahead):
        """An act by anybody, knowing the state of a moment ago, or of now."""
        self.now += ahead
        towards = act in ("mute", "unmute", "remove", "hand_over", "admit") or (on % 7 == 0 and act in ("done", "pass"))
        wish = Wish(
            act=act, seat=seat, on=max(0, self.state.seq - on) if on % 2 else 0, to=to if towards else 0,
            seats=[to, seat] if act == "reorder" else [], words=words and act in ("speak", "done"),
            phase=on == 30, kind="hear_you",
        )  # fmt: skip
        try:
            deed = decide(PLAN, self.state, wish, self.now)
        except (Late, Forbidden):
            return
        assert seat not in self.removed
        if act == "remove":
            self.removed.add(to)
        self.tell(deed)

    @rule(seat=st.integers(1, 12), wait=st.booleans())
    def somebody_comes_back(self, seat, wait):
        """A page that was closed is opened again."""
        if self.state.seats[seat].where in ("away",):
            self.tell(Deed(act="join", t=self.now, seat=seat, co=seat == 2, wait=wait))

    @precondition(lambda self: self.state.speaker and not self.state.seats[self.state.speaker].hall)
    @rule()
    def the_house_asks_later(self):
        """Who speaks cannot be reached."""
        self.tell(Deed(act="later", t=self.now))

    @rule(seat=st.integers(1, 12))
    def the_house_offers_the_chair(self, seat):
        """The facilitator is missing."""
        self.tell(Deed(act="offer", t=self.now, seats=[seat]))

    @invariant()
    def one_speaker_who_is_here(self):
        if self.state.speaker:
            seat = self.state.seats[self.state.speaker]
            assert seat.where == HERE
            assert not seat.muted

    @invariant()
    def nobody_twice_in_a_round(self):
        if self.state.phase >= 0 and PLAN.phases[self.state.phase].is_round:
            spoken = {n for n, seat in self.state.seats.items() if seat.had == "spoken"}
            assert self.state.speaker not in spoken

    @invariant()
    def time_is_never_negative(self):
        for ahead in (0, 10**7):
            assert self.state.seconds_left(self.now + ahead) >= 0

    @invariant()
    def the_removed_stay_removed(self):
        assert {n for n, seat in self.state.seats.items() if seat.where == OUT} == self.removed

    @invariant()
    def a_round_waits_for_nobody_who_is_ready(self):
        phase = PLAN.phases[self.state.phase]
        if phase.is_round and not self.state.speaker and not self.state.paused:
            ready = [n for n in self.state.present() if not self.state.seats[n].had and not self.state.seats[n].muted]
            assert ready == []

    def teardown(self):
        """The state is what comes of the deeds, also when they were written down and read again, and in two parts."""
        again = [deed_of(deed.act, ids_of(deed)) for deed in self.deeds]
        half = len(again) // 2
        assert fold(PLAN, again) == self.state
        assert fold(PLAN, again[half:], unpack(pack(fold(PLAN, again[:half])))) == self.state


TwelvePeople.TestCase.settings = settings(max_examples=150, stateful_step_count=60, deadline=None)
TestTwelvePeople = pytest.mark.slow(TwelvePeople.TestCase)


def circle_of(people, plan=PLAN, **more):
    state = fold(plan, [Deed(act="join", t=0, seat=n) for n in range(1, people + 1)])
    apply(plan, state, Deed(act="start", t=0, seat=1))
    return state


def do(state, act, seat, *, plan=PLAN, now=1000, **more):
    deed = decide(plan, state, Wish(act=act, seat=seat, **more), now)
    apply(plan, state, deed)
    return deed


def test_a_round_goes_in_order_and_the_chair_speaks_last_where_the_format_says_so():
    state = circle_of(3)
    heard = []
    while state.phase == 0:
        heard.append(state.speaker)
        do(state, "done", state.speaker)
    assert heard == [2, 3, 1]


def test_a_burning_desire_goes_first():
    state = circle_of(4)
    do(state, "burning_desire", 4)
    do(state, "done", 2)
    assert state.speaker == 4


def test_two_who_press_next_in_the_same_moment_move_the_turn_once():
    state = circle_of(4)
    state.seats[3].co = True
    seen = state.seq
    do(state, "next", 1, on=seen)
    with pytest.raises(Late):
        do(state, "next", 3, on=seen)
    assert state.speaker == 3


def test_who_passed_may_think_again_while_the_round_lasts():
    state = circle_of(3)
    do(state, "pass", 3)
    do(state, "speak", 3)
    heard = []
    while state.phase == 0:
        heard.append(state.speaker)
        do(state, "done", state.speaker)
    assert heard == [2, 3, 1]


def test_who_loses_the_line_in_their_turn_gets_it_at_the_end_of_the_round():
    state = circle_of(3)
    apply(PLAN, state, Deed(act="later", t=5))
    heard = []
    while state.phase == 0:
        heard.append(state.speaker)
        do(state, "done", state.speaker)
    assert heard == [3, 2, 1]


def test_people_in_the_hall_and_online_are_in_one_order():
    plan = shipped()["pause"]
    state = fold(plan, [Deed(act="join", t=0, seat=n) for n in (1, 2, 3)])
    for _ in range(6):
        do(state, "add_seat", 1, plan=plan)
    for _ in range(3):
        do(state, "start" if state.stage == "gathering" else "next", 1, plan=plan)
    heard = []
    while state.phase == 2:
        heard.append(state.speaker)
        hall = state.seats[state.speaker].hall
        do(state, "done", 1 if hall else state.speaker, plan=plan, to=state.speaker if hall else 0)
    assert heard == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_clearing_the_room_leaves_those_who_hold_it_and_the_hall():
    state = circle_of(5)
    do(state, "add_seat", 1)
    apply(PLAN, state, Deed(act="join", t=5, seat=7, wait=True))
    do(state, "clear", 1)
    assert state.present() == [1, 6]
    assert state.waiting() == [2, 3, 4, 5]
    assert state.locked
    do(state, "admit", 1, seats=[2, 3])
    assert state.present() == [1, 2, 3, 6]


def test_after_clearing_the_room_nobody_loses_the_turn_that_is_still_to_come():
    state = circle_of(3)
    do(state, "clear", 1)
    with pytest.raises(Late):
        do(state, "next", 1)
    do(state, "admit", 1, seats=[2, 3])
    do(state, "resume", 1)
    heard = []
    while state.phase == 0:
        heard.append(state.speaker)
        do(state, "done", state.speaker)
    assert heard == [2, 3, 1]


def test_time_rests_with_the_circle():
    state = circle_of(3)
    assert state.seconds_left(10_000) == 20
    do(state, "pause", 1, now=10_000)
    assert state.seconds_left(99_000) == 20
    do(state, "resume", 1, now=100_000)
    assert state.seconds_left(100_000) == 20
    do(state, "extend", 1, now=100_000, seconds=60)
    assert state.seconds_left(100_000) == 80


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_format_can_be_gone_through(name):
    plan = shipped()[name]
    state = circle_of(3, plan)
    for _ in range(40):
        if state.phase == len(plan.phases) - 1 and not state.speaker:
            break
        do(state, "next", 1, plan=plan)
    assert state.phase == len(plan.phases) - 1
