"""W7: a suggestion from free text among ten thousand groups, and fifty responders out of a million members."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.figures import Figures

GROUPS, MEMBERS, PEOPLE, MANY = 10_000, 1_000_000, 2_000, 100_000


def w7(*, n: int, repeats: int, shares: int, postgres: str) -> Figures:  # noqa: ARG001
    """No house, no database: the engine alone, in one thread, by its CPU."""
    chance = random.Random(7)  # noqa: S311
    suggestions, build, index_mb = _suggestions(chance, n, repeats)
    responders, put_us, member_bytes = _responders(chance, n, repeats)
    return Figures(
        workload="W7", n=n, repeats=repeats, groups=GROUPS, members=MEMBERS,
        suggestion_ms=suggestions[0], suggestion_p99_ms=suggestions[1], index_seconds=build, index_mb=index_mb,
        responders_ms=responders[0], responders_p99_ms=responders[1], put_us=put_us, bytes_a_member=member_bytes,
        **_pairing(chance),
    )  # fmt: skip


def _suggestions(chance: random.Random, n: int, repeats: int) -> tuple[tuple[float, float], float, float]:
    from withness.matching.ranking.cards import card_of
    from withness.matching.ranking.index import Index
    from withness.matching.ranking.meaning import fresh_meaning
    from withness.people.experiences.vocabulary import vocabulary

    lives = [one for one in vocabulary().values() if one.parents]
    index, before, start = Index(fresh_meaning()), _resident(), time.process_time()
    for number in range(GROUPS):
        words = [word for one in chance.choices(lives, k=2) for word in chance.choices(one.words["en"], k=5)]
        index.put(str(number), card_of(index.meaning, words=f"For people who know {', '.join(words)}."))
    index.fits(index.ask("ready"))
    build = round(time.process_time() - start, 2)

    def once() -> Any:
        said = " ".join(word for one in chance.choices(lives, k=3) for word in chance.choices(one.words["en"], k=12))
        text = f"I do not know how to say this. {said} and every night it is the same since last year"
        asked = index.ask(text)
        fits = index.fits(asked)
        best = fits.argpartition(-5)[-5:]
        return [index.because(asked, str(number)) for number in best]

    return _timed(once, n, repeats), build, round((_resident() - before) / 1e6, 1)


def _responders(chance: random.Random, n: int, repeats: int) -> tuple[tuple[float, float], float, float]:
    from withness.people.experiences.vocabulary import vocabulary
    from withness.people.pairing.responders import Responders
    from withness.people.pairing.weighing import STAGES, closeness

    slugs = list(vocabulary())
    weights = [1 / (number + 1) ** 0.7 for number in range(len(slugs))]
    drawn = chance.choices(slugs, weights, k=2 * MEMBERS)
    closeness()
    kept, before, start = Responders(), _resident(), time.process_time()
    for number in range(MEMBERS):
        pair = [(drawn[2 * number], STAGES[number % 3]), (drawn[2 * number + 1], STAGES[number % 2])]
        kept.put(f"{number:017d}", lives=pair, language="en" if number % 3 else "es", hours=chance.getrandbits(24))
    spent = time.process_time() - start

    def once() -> Any:
        return kept.best(lives=chance.choices(slugs, weights, k=2), hour=chance.randrange(24))

    return _timed(once, n, repeats), round(spent * 1e6 / MEMBERS, 1), round((_resident() - before) / MEMBERS, 1)


def _pairing(chance: random.Random) -> dict[str, Any]:
    import numpy as np

    from withness.people.pairing.exact import pair_best
    from withness.people.pairing.streaming import pair_many
    from withness.people.pairing.weighing import figures_of, weights

    few = _crowd(chance, PEOPLE)
    start = time.process_time()
    best = pair_best(few)
    exact = time.process_time() - start
    many = _crowd(chance, MANY)
    start = time.process_time()
    pairs = pair_many(many)
    streaming = time.process_time() - start
    figures = figures_of(many)
    ends = np.array(pairs)
    got = sum(
        int(weights(figures.some(ends[n : n + 1, 0]), figures.some(ends[n : n + 1, 1]))[0, 0])
        for n in range(0, len(ends), 10)
    ) * 10  # fmt: skip
    sample = np.array(chance.sample(range(MANY), 500))
    most = weights(figures.some(sample), figures)
    most[np.arange(len(sample)), sample] = 0
    bound = float(most.max(1).mean()) * MANY / 2
    across = sum(many[b].id in many[a].never or many[a].id in many[b].never for a, b in pairs)
    return {
        "pairing_2000_seconds": round(exact, 2), "pairing_2000_of_bound": round(best.weight / best.bound, 6),
        "pairing_100000_seconds": round(streaming, 1), "pairing_100000_of_bound": round(got / bound, 3),
        "pairs_across_a_boundary": across,
    }  # fmt: skip


def _crowd(chance: random.Random, count: int) -> list[Any]:
    from withness.people.experiences.vocabulary import vocabulary
    from withness.people.pairing.weighing import STAGES, Seeker

    slugs = list(vocabulary())
    common = [1 / (number + 1) ** 0.7 for number in range(len(slugs))]
    people = []
    for number in range(count):
        lives = {slug: chance.choice(STAGES) for slug in chance.choices(slugs, common, k=chance.randint(1, 3))}
        start = chance.randrange(24)
        hours = sum(1 << ((start + hour) % 24) for hour in range(chance.randint(6, 14)))
        never = frozenset(str(chance.randrange(count)) for _ in range(chance.randint(0, 2)))
        language = chance.choices(["en", "es", "ar"], [6, 3, 1])[0]
        people.append(Seeker(str(number), lives, language, hours, never))
    return people


def _timed(once: Callable[[], Any], n: int, repeats: int) -> tuple[float, float]:
    """CPU milliseconds of one: the middle of the repeats' means, and the slowest but one in a hundred of all."""
    for _ in range(20):
        once()
    means, every = [], []
    for _ in range(repeats):
        spent = []
        for _ in range(n):
            start = time.process_time()
            once()
            spent.append((time.process_time() - start) * 1000)
        means.append(sum(spent) / n)
        every += spent
    print(f"  {sorted(means)[len(means) // 2]:.2f} ms", file=sys.stderr)
    return round(sorted(means)[len(means) // 2], 3), round(sorted(every)[len(every) * 99 // 100], 3)


def _resident() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096
