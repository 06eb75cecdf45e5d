"""Pairs: the best of all where there are few, nearly so where there are many, and never across a boundary."""

import random
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from withness.people.experiences.vocabulary import vocabulary
from withness.people.pairing import exact, odd
from withness.people.pairing.exact import best_pairs, pair_best
from withness.people.pairing.responders import Responders
from withness.people.pairing.splitting import split
from withness.people.pairing.streaming import pair_many
from withness.people.pairing.weighing import STAGES, Seeker, figures_of, weights, why

SLUGS = list(vocabulary())


def crowd(count, seed):
    chance = random.Random(seed)  # noqa: S311
    return [
        Seeker(
            str(n), {slug: chance.choice(STAGES) for slug in chance.choices(SLUGS[:40], k=chance.randint(0, 3))},
            chance.choice(["en", "en", "es"]), chance.getrandbits(24),
            frozenset(str(chance.randrange(count)) for _ in range(chance.randint(0, 2))),
        )
        for n in range(count)
    ]  # fmt: skip


def by_trying_all(table):
    @cache
    def most(left):
        if not left:
            return 0
        first, *others = left
        best = most(tuple(others))
        for other in others:
            if table[first, other] > 0:
                best = max(best, int(table[first, other]) + most(tuple(n for n in others if n != other)))
        return best

    return most(tuple(range(len(table))))


@settings(max_examples=25)
@given(some.integers(0, 9), some.integers(0, 10_000), some.integers(1, 9))
def test_what_is_found_is_the_best_of_all_also_where_three_want_each_other(count, seed, steps):
    chance = np.random.default_rng(seed)
    table = np.triu(chance.integers(0, steps + 1, (count, count)), 1)
    table = table + table.T
    found = best_pairs(table)
    assert found.weight == by_trying_all(table) == found.bound
    assert len({n for pair in found.pairs for n in pair}) == 2 * len(found.pairs)


@pytest.mark.parametrize("how", [lambda people: pair_best(people).pairs, pair_many])
def test_nobody_is_paired_across_a_boundary_or_twice(how):
    people = crowd(120, 5)
    pairs = how(people)
    assert len(pairs) > 30
    assert len({n for pair in pairs for n in pair}) == 2 * len(pairs)
    for a, b in pairs:
        assert people[b].id not in people[a].never
        assert people[a].id not in people[b].never


def test_where_many_weigh_the_same_one_of_an_odd_crowd_goes_without(monkeypatch):
    """Cutting one ring off moves it to the next three; only the crowd as a whole tells that somebody is over."""
    crowds = [crowd(201, 3), crowd(300, 1), crowd(401, 3)]
    for people in crowds:
        found = pair_best(people)
        assert found.weight == found.bound
    monkeypatch.setattr(odd, "BOUNDS", ())
    for people in crowds:
        found = pair_best(people)
        assert found.weight < found.bound, "with rings alone it is not known to be the best"


def test_where_the_rounds_run_out_the_bound_is_still_above_the_best(monkeypatch):
    people = crowd(120, 5)
    best = pair_best(people)
    assert best.weight == best.bound
    monkeypatch.setattr(exact, "ROUNDS", 1)
    hurried = pair_best(people)
    assert hurried.weight <= best.weight < hurried.bound


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7, 9])
def test_two_thousand_of_whom_many_weigh_the_same_are_paired_best(seed):
    people = crowd(2000, seed)
    found = pair_best(people)
    assert found.weight == found.bound, "nothing can be better"
    assert len({n for pair in found.pairs for n in pair}) == 2 * len(found.pairs)
    assert not any(people[b].id in people[a].never or people[a].id in people[b].never for a, b in found.pairs)


@pytest.mark.slow
def test_many_at_once_come_near_to_the_best():
    people = crowd(300, 6)
    table = weights(*(2 * [figures_of(people)]))
    got = sum(int(table[a, b]) for a, b in pair_many(people, block=100))
    assert got >= 0.9 * pair_best(people).weight


def test_two_who_share_most_are_together_and_both_read_why():
    people = [
        Seeker("ana", {"panic": "new"}), Seeker("ben", {"panic": "middle"}), Seeker("eve", {"panic": "new"}, "es"),
        Seeker("chidi", {"caring_parent": "along"}, "es"),
    ]  # fmt: skip
    assert pair_best(people).pairs[0] == (0, 1)
    said = why(people[0], people[1])
    assert (said.lives, said.one_step, said.same_language, said.hours_together) == (("panic",), True, True, 24)
    assert pair_best([people[0], Seeker("sam", {}, "ar")]).pairs == []


def test_responders_are_the_nearest_awake_and_least_asked():
    kept = Responders()
    kept.put("near", lives=[("panic", "along")], language="en", hours=1 << 3)
    kept.put("asleep", lives=[("panic", "along")], language="en", hours=1 << 12)
    kept.put("above", lives=[("anxiety", "along")], language="en", hours=1 << 3)
    kept.put("far", lives=[("gambling", "along")], language="en")
    assert [name for name, _worth in kept.best(lives=["panic"], hour=3)] == ["near", "asleep", "above"]
    for _ in range(12):
        kept.note_asked("near")
    assert kept.best(lives=["panic"], hour=3)[0][0] != "near"
    kept.rest()
    assert kept.best(lives=["panic"], hour=3, without=frozenset({"near"}))[0][0] != "near"
    kept.drop("near")
    kept.put("fresh", lives=[("panic", "new")], language="en")
    assert {name for name, _worth in kept.best(lives=["panic"], hour=3)} == {"asleep", "above", "fresh"}
    assert kept.best(lives=["nothing"]) == []


def test_a_split_keeps_together_who_belongs_together():
    people = [Seeker(f"a{n}", {"panic": "new"}, "en", 0xFF) for n in range(7)]
    people += [Seeker(f"b{n}", {"gambling": "new"}, "es", 0xFF0000) for n in range(7)]
    random.Random(4).shuffle(people)  # noqa: S311
    found = split(people)
    assert {len({name[0] for name in half}) for half in (found.one, found.other)} == {1}
    assert found.kept > 0.9
    assert split(people) == found
    assert split(people[:1]).other == ()
