"""`bin/bench` speaks as docs/performance.md promises: one line of JSON for each workload, with one figure of cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from bench.__main__ import WORKLOADS
from testing.houses import ROOT

ALWAYS = {
    "workload",
    "version",
    "n",
    "repeats",
    "p50_ms",
    "p99_ms",
    "rss_mb",
    "bytes",
    "lost",
    "calib_ms",
    "floor",
    "ratio_to_floor",
}


def bench(*words: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WITHNESS_", "DJANGO_"))}
    command = [sys.executable, "-m", "bench", *words]
    return subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True, check=False)


def test_the_workloads_are_there() -> None:
    assert {"W1", "W2", "W3", "W4", "W5", "W6", "W8"} <= WORKLOADS.keys()


def test_a_workload_that_is_none_is_refused_in_a_sentence() -> None:
    said = bench("W99")
    assert (said.returncode, said.stdout) == (2, "")
    assert "W99" in said.stderr.splitlines()[-1]


@pytest.mark.slow
@pytest.mark.sqlite
@pytest.mark.parametrize(("name", "cost"), [("W2", "cpu_ms_per_op"), ("W4", "cpu_s_per_1000")])
def test_a_workload_says_one_line(name: str, cost: str) -> None:
    said = bench(name, "--n", "20", "--repeats", "1", "--json")
    assert said.returncode == 0, said.stderr
    (line,) = said.stdout.splitlines()
    figures = json.loads(line)
    assert figures.keys() >= ALWAYS
    assert {"cpu_ms_per_op", "cpu_s_per_1000"} & figures.keys() == {cost}
    assert figures[cost] > 0
    assert figures["lost"] == 0
    assert (figures["workload"], figures["n"], figures["repeats"]) == (name, 20, 1)
