"""A wrong score could frighten somebody, or calm them falsely: every measure is tried with every answer there is."""

from __future__ import annotations

import itertools

import pytest

from withness.recovery.packs import OURS, BadPack, our_packs, read_pack
from withness.recovery.scoring import NotAnswered, changed, least_reliable_change, score

# Written here again from the papers, and not read from the packs, so that a slip in a pack is seen.
PUBLISHED = {
    "phq-9": lambda s: "minimal" if s < 5 else "mild" if s < 10 else "moderate" if s < 15
    else "moderately severe" if s < 20 else "severe",
    "phq-8": lambda s: "none" if s < 5 else "mild" if s < 10 else "moderate" if s < 15
    else "moderately severe" if s < 20 else "severe",
    "gad-7": lambda s: "minimal" if s < 5 else "mild" if s < 10 else "moderate" if s < 15 else "severe",
    "phq-4": lambda s: "none" if s < 3 else "mild" if s < 6 else "moderate" if s < 9 else "severe",
    "together-3": lambda _: "",
}  # fmt: skip
LENGTHS = {"phq-9": 9, "phq-8": 8, "gad-7": 7, "phq-4": 4, "together-3": 3}


def test_these_measures_come_with_the_house():
    assert {id_: pack.length for id_, pack in our_packs().items()} == LENGTHS


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(LENGTHS))
def test_every_possible_set_of_answers_is_scored_as_published(name):
    pack = our_packs()[name]
    for answers in itertools.product(pack.answers, repeat=pack.length):
        told = score(pack, answers)
        assert (told.score, told.band) == (sum(answers), PUBLISHED[name](sum(answers)))
        assert told.help == (name == "phq-9" and answers[8] > 0)


@pytest.mark.parametrize("name", sorted(LENGTHS))
def test_the_examples_of_a_pack_hold_and_say_where_they_are_from(name):
    pack = our_packs()[name]
    assert pack.examples
    for example in pack.examples:
        told = score(pack, example["answers"])
        assert (told.score, told.band) == (example["score"], example.get("band", ""))
        assert example["from"]


def test_the_parts_of_the_phq_4_are_worry_and_low_mood():
    assert score(our_packs()["phq-4"], [3, 2, 1, 0]).parts == {"anxiety": 5, "depression": 1}


@pytest.mark.parametrize("answers", [[], [1], [0] * 8, [0] * 10, [None] + [0] * 8, [4] + [0] * 8, [-1] + [0] * 8])
def test_nothing_is_filled_in_for_what_was_not_answered(answers):
    with pytest.raises(NotAnswered):
        score(our_packs()["phq-9"], answers)


def test_a_change_counts_only_where_it_is_more_than_chance():
    phq, gad, short = (our_packs()[name] for name in ("phq-9", "gad-7", "phq-4"))
    assert [changed(phq, 15, after) for after in (10, 9, 20, 21)] == ["", "better", "", "worse"]
    assert [changed(gad, 10, after) for after in (7, 6, 13, 14)] == ["", "better", "", "worse"]
    assert changed(short, 12, 0) == ""  # no rule is published, so nothing is claimed


def test_the_smallest_reliable_change_is_that_of_jacobson_and_truax():
    # Their own example: a deviation of 10 and a reliability of .80 in a couples' questionnaire give 12.4 points.
    assert least_reliable_change(deviation=10, reliability=0.8) == pytest.approx(12.396, abs=0.001)
    assert least_reliable_change(deviation=5, reliability=1) == 0
    with pytest.raises(ValueError, match="deviation"):
        least_reliable_change(deviation=0, reliability=0.8)


def test_a_language_is_offered_only_with_a_source():
    for pack in our_packs().values():
        for words in pack.wordings.values():
            assert words.source
    assert our_packs()["gad-7"].wording("ar") == (our_packs()["gad-7"].wordings["en"], False)
    assert our_packs()["phq-9"].wording("es")[1] is True


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("[[examples]]", '[es]\nsource = "s"\nask = "a"\nitems = ["one"]\noptions = ["x"]\n\n[[examples]]'),
        ('[5, "mild"]', '[15, "mild"]'),
        ("answers = [0, 1, 2, 3]\n", "answers = [0, 1]\n"),
        ('licence = "Public', 'licence_ = "Public'),
        ("[en]", "[de]"),
        ("[change]", "[[alerts]]\nitem = 8\nleast = 1\n\n[change]"),
    ],
)
def test_a_pack_that_does_not_hold_together_is_refused_as_a_whole(tmp_path, was, becomes):
    text = (OURS / "gad-7.toml").read_text()
    assert was in text
    (tmp_path / "mine.toml").write_text(text.replace(was, becomes, 1))
    with pytest.raises(BadPack, match=r"mine\.toml"):
        read_pack(tmp_path / "mine.toml")
