"""W5: whether a page, a reply, a search costs the same in a house of a thousand shares and of a million."""

from __future__ import annotations

from bench import tree
from bench.figures import Figures, middle
from bench.floors import floor_of
from bench.house import furnished
from bench.pages import group_page, read, search_page, thread_page
from bench.replies import write

SIZES = (1_000, 10_000, 100_000)  # and a million with `--shares 1000000`
PAGES = {"W1": thread_page, "W2": group_page, "search": search_page}


def w5(*, n: int, repeats: int, shares: int, postgres: str) -> Figures:
    """Each at every size up to `shares`; the ratio of the dearest size to a thousand is what counts."""
    found: dict[str, dict[str, float]] = {name: {} for name in (*PAGES, "W3")}
    for size in [size for size in (*SIZES, 1_000_000) if size <= max(shares, SIZES[-1])]:
        with furnished(shares=size, postgres=postgres) as (house, furniture):
            assert house.process is not None
            for name, where in PAGES.items():
                rounds = read(house, furniture, n, repeats, where)
                found[name][str(size)] = middle(rounds, lambda one: one.cpu_ms).cpu_ms
                if name == "W1":
                    last = middle(rounds, lambda one: one.cpu_ms).answers
            replies = write(house, furniture, max(100, n // 4), repeats)
            found["W3"][str(size)] = middle(replies, lambda one: one[0])[0]
            rss, pss = tree.memory(house.process.pid)
    size_of = last.bytes // max(1, len(last.seconds))
    floor = floor_of(size_of)
    dear = max(found["W1"].values())
    return Figures(
        workload="W5", n=n, repeats=repeats, cpu_ms_per_op=dear, costs=found,
        growth={name: round(max(costs.values()) / costs["1000"], 2) for name, costs in found.items()},
        p50_ms=last.at(0.5), p99_ms=last.at(0.99), rss_mb=rss, pss_mb=pss, bytes=size_of, lost=last.wrong, floor=floor,
        ratio_to_floor=round(dear / floor["cpu_ms_per_op"], 1), database="postgresql" if postgres else "sqlite",
    )  # fmt: skip
