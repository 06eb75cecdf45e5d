"""`bin/bench W1 [W2 …] [--n N] [--repeats R] [--shares S] [--postgres URL] [--json]`: one line of JSON a workload."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from bench.calibration import calibrate
from bench.figures import Figures
from bench.fleet import w8
from bench.growth import w5
from bench.listeners import w4
from bench.matching import w7
from bench.pages import w1, w2
from bench.replies import w3
from bench.starting import w6

WORKLOADS: dict[str, tuple[Callable[..., Figures], int]] = {
    "W1": (w1, 3000),
    "W2": (w2, 3000),
    "W3": (w3, 800),
    "W4": (w4, 2000),
    "W5": (w5, 400),
    "W6": (w6, 1),
    "W7": (w7, 300),
    "W8": (w8, 400),
}


def main() -> None:
    """Measure what is asked for; everything but the figures goes to standard error."""
    ask = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    ask.add_argument("workloads", nargs="+", choices=sorted(WORKLOADS))
    ask.add_argument("--n", type=int, default=0, help="how many operations")
    ask.add_argument("--repeats", type=int, default=3)
    ask.add_argument("--shares", type=int, default=1000, help="how many shares the house holds")
    ask.add_argument("--postgres", default="", help="measure on this PostgreSQL instead of SQLite")
    ask.add_argument("--json", action="store_true", help="nothing but JSON on standard output (as always)")
    asked = ask.parse_args()
    for name in asked.workloads:
        workload, usual = WORKLOADS[name]
        print(f"{name}: furnishing and measuring …", file=sys.stderr)
        before = calibrate()
        figures = workload(n=asked.n or usual, repeats=asked.repeats, shares=asked.shares, postgres=asked.postgres)
        print(figures.line(round((before + calibrate()) / 2, 1)), flush=True)


if __name__ == "__main__":
    main()
