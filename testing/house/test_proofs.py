"""Every proof: a small sample each time, and one of them at full size when `bin/test --deep NAME` asks for it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time

import pytest

from testing.house.reading import HOUSE
from testing.proofs import Proof, all_proofs, write_down

SAMPLE = 20261122


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", all_proofs())
def test_a_small_sample_of_each_proof_holds(name: str) -> None:
    assert all_proofs()[name].run(SAMPLE, False)


@pytest.mark.deep
@pytest.mark.django_db
def test_the_proof_that_was_asked_for_holds_at_full_size(request: pytest.FixtureRequest) -> None:
    name = request.config.getoption("--deep")
    given = request.config.getoption("--seed")
    seed = random.SystemRandom().randrange(10**9) if given is None else given
    print(f"\nproof {name}, seed {seed}", flush=True)
    tried, began = all_proofs()[name], time.monotonic()
    try:
        figures = tried.run(seed, True)
    except Exception as trouble:
        write_down(tried, seed=seed, held=False, figures={"trouble": type(trouble).__name__}, seconds=_since(began))
        raise
    write_down(tried, seed=seed, held=True, figures=figures, seconds=_since(began))
    print(f"held: {figures}", flush=True)


def _since(began: float) -> float:
    return time.monotonic() - began


def test_a_proof_can_be_asked_for_by_name_before_anything_is_set_up() -> None:
    around = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    command = [sys.executable, "-P", "-m", "testing.running", "--deep", "nothing"]
    asked = subprocess.run(
        command, env=around | {"PYTHONPATH": str(HOUSE)}, cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert (asked.returncode, "attackers, barriers, canaries, caps" in asked.stderr) == (2, True)


def test_a_result_takes_the_place_of_the_one_before(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "proofs.md"
    monkeypatch.setattr("testing.proofs.PAGE", page)
    one, two = (Proof(name, "something", lambda _seed, _full: {}) for name in ("one", "two"))
    write_down(two, seed=1, held=True, figures={"tries": 5}, seconds=2)
    write_down(one, seed=2, held=False, figures={"trouble": "AssertionError"}, seconds=1)
    write_down(two, seed=3, held=True, figures={"tries": 9}, seconds=2)
    lines = page.read_text().splitlines()[-2:]
    assert [line.split(" | ")[2] for line in lines] == ["**did not hold**", "held"]
    assert "tries 9, 2 s | 3 |" in lines[1]
