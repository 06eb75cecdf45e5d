"""`withness simulate`: the figures that were promised, the same for the same seed, and the goals on a small run."""

from __future__ import annotations

import json
from xml.etree import ElementTree as Svg

import pytest

from withness.home.commands.line import run

KEYS = {
    "unheard_1h", "unheard_6h", "unheard_24h", "fewer_than_two_24h", "p50_first_min", "p90_first_min",
    "p50_second_min", "p90_second_min", "asks_per_helper_week", "gini_asks", "duty_share", "caps_broken",
}  # fmt: skip


def simulated(capsys, *words):
    assert run(["simulate", "--json", *words]) == 0
    return json.loads(capsys.readouterr().out)


def test_one_object_with_every_figure_and_the_same_again(capsys):
    one = simulated(capsys, "--members", "100", "--days", "5", "--seed", "4")
    assert one.keys() >= KEYS
    assert one["policy"] == "withness"
    assert simulated(capsys, "--members", "100", "--days", "5", "--seed", "4") == one
    assert simulated(capsys, "--members", "100", "--days", "5", "--seed", "5") != one


def test_all_four_side_by_side_and_a_plot(capsys, tmp_path):
    drawn = tmp_path / "waits.svg"
    assert run(["simulate", "--members", "60", "--days", "4", "--plot", str(drawn)]) == 0
    said = capsys.readouterr().out
    assert [policy in said for policy in ("withness", "chronological", "most-active", "random")] == [True] * 4
    assert len(Svg.parse(drawn).findall(".//{*}g")) == 2  # noqa: S314 -- our own file


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--members", "3"], "A simulated community has between 10 and 100,000 members."),
        (["--shares-per-day", "0"], "Shares per day must be more than 0 and at most 5,000."),
        (["--shares-per-day", "nan"], "Shares per day must be more than 0 and at most 5,000."),
        (["--days", "0"], "Days must be between 1 and 3,650."),
        (["--seed", "-1"], "A seed is a whole number, not below 0."),
    ],
)
def test_what_cannot_be_simulated_is_said_in_one_sentence(capsys, words, sentence):
    assert run(["simulate", *words]) == 2
    assert capsys.readouterr() == ("", sentence + "\n")


@pytest.mark.slow
def test_the_goals_hold_in_a_community_of_three_hundred(capsys):
    """Three seeds here; all ten and the other sizes: `docs/decisions/0043-the-simulator.md`."""
    common = ("--members", "300", "--shares-per-day", "2.3", "--days", "30")
    ours, plain, active = (
        [simulated(capsys, *common, "--policy", policy, "--seed", str(seed)) for seed in (1, 2, 3)]
        for policy in ("withness", "chronological", "most-active")
    )

    def mean(runs, key):
        return sum(one[key] for one in runs) / len(runs)

    assert mean(ours, "unheard_24h") <= 0.01
    assert mean(ours, "duty_share") <= 0.10
    assert mean(ours, "p90_second_min") * 3 <= mean(plain, "p90_second_min")
    assert mean(ours, "gini_asks") <= 0.8 * mean(active, "gini_asks")
    assert sum(one["caps_broken"] for one in ours) == 0
