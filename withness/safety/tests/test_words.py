"""Words that sound like crisis, and hints: held to sentences that were frozen before there was a rule or a model."""

import gzip
import hashlib
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withness.safety.words.finding import needs
from withness.safety.words.hearing import sounds_like
from withness.safety.words.hints import hints_for
from withness.safety.words.persons import language
from withness.safety.words.weighing import grams_of

FROZEN = Path(__file__).with_name("frozen")
MODELS = Path(__file__).parents[1] / "words" / "models"
SEALS = {
    "crisis.ar": "14a59b7f96453bd3775c7f4259de8069a0fcaf3b859f61aef0b6b222a4b58a03",
    "crisis.en": "3323a6c1e677362557c81762c4d8c8b06289c42dbec2a1ef9477140ebacb7b86",
    "crisis.es": "725ef4663f1389f9d9c902e05235cc366217852fce654c9b8f722480a1559c70",
    "hints.ar": "28ac10e3b19127cdb552bafa50f51d51f03ba4cbf622bb14c545750fce6b2097",
    "hints.en": "64bc2929e1ee109fd578a3197fc4b128154e7e16fca3f197359cea8b6a8d0316",
    "hints.es": "688b8da58b81bb61abe42a262371df5258c3a25e539bce4417a17d21f419412d",
}


def frozen(name):
    """(heading, sentence) of every line of a frozen list."""
    heading = ""
    for line in (FROZEN / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        else:
            yield heading, line


def said(reply, need="just_listen"):
    return [hint.kind for hint in hints_for(need=need, share="", reply=reply)]


def test_the_frozen_sentences_have_not_been_touched():
    found = {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in FROZEN.glob("*.txt")}
    assert found == SEALS
    assert {name: len(list(frozen(name))) for name in SEALS} == {
        "crisis.ar": 429, "crisis.en": 431, "crisis.es": 419, "hints.ar": 46, "hints.en": 610, "hints.es": 49,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["en", "es", "ar"])
def test_what_is_said_plainly_opens_a_card_in_each_language(name):
    own = [sounds_like(sentence) for heading, sentence in frozen(f"crisis.{name}") if heading.startswith("self")]
    other = [sounds_like(sentence) for heading, sentence in frozen(f"crisis.{name}") if heading.startswith("other")]
    none = [sounds_like(sentence) for heading, sentence in frozen(f"crisis.{name}") if heading.startswith("none")]
    assert sum(sound.help != "no" for sound in own) >= 0.98 * len(own)
    assert sum(sound.help == "yes" for sound in own) >= 0.75 * len(own)
    assert sum(sound.help != "no" for sound in other) >= 0.98 * len(other)
    assert sum(sound.help == "no" for sound in none) >= 0.95 * len(none)


@pytest.mark.parametrize(
    ("words", "help_", "whom"),
    [
        ("I'm not suicidal, but I wish I could stop existing.", "quiet", "self"),
        ("My brother told me he wants to die.", "yes", "other"),
        ("This exam is killing me.", "no", None),
        ("", "no", None),
        ("\x00\u202e", "no", None),
    ],
)
def test_not_so_but_and_somebody_else_and_a_way_of_speaking(words, help_, whom):
    if help_ == "quiet":
        assert sounds_like(words).help in {"quiet", "yes"}
    else:
        assert sounds_like(words).help == help_
    assert sounds_like(words).whom == whom


@given(st.text(max_size=400))
def test_whatever_is_written_is_answered_the_same_way_twice(words):
    first = sounds_like(words)
    assert first == sounds_like(words)
    assert 0 <= first.score <= 1
    assert (first.whom is None) == (first.help == "no")


WHO = [
    "I am a man.", "I am a woman.", "I am trans.", "I am gay.", "I am straight.", "I am Black.", "I am white.",
    "I am Muslim.", "I am Jewish.", "I am Christian.", "I am deaf.", "I am autistic.", "I am 70 years old.",
    "I am a refugee.", "I am a nurse.",
]  # fmt: skip
SAID = [
    "I want to die and I do not know what to do.", "Work was long today and I am tired.", "I miss my mother so much.",
    "My flat is too loud and I can not sleep.", "I do not want to be here any more.",
]  # fmt: skip


@pytest.mark.parametrize("words", SAID)
def test_who_somebody_is_changes_little(words):
    scores = [sounds_like(f"{who} {words}").score for who in WHO]
    helps = {sounds_like(f"{who} {words}").help for who in WHO}
    assert len(helps) == 1
    assert max(scores) - min(scores) <= 0.05


def test_every_rule_can_be_found_quickly_by_a_piece_of_text():
    assert needs(r"\b(?:kill|end) (?:my)?self\b") == {"self"}
    assert [number for name in ("en", "es") for number in language(name).finder.always] == []


def test_what_ships_is_single_words_and_pairs_without_numbers_and_small():
    for path in MODELS.glob("*.tsv.gz"):
        lines = gzip.decompress(path.read_bytes()).decode().splitlines()[1:]
        grams = [line.split("\t")[0] for line in lines]
        assert len(grams) > 1000
        assert all(len(gram.split(" ")) <= 2 and not re.search(r"\d", gram) for gram in grams)
    assert sum(path.stat().st_size for path in MODELS.glob("*")) < 10_000_000
    assert grams_of("it is. it") == {"it": 2, "is": 1, "it is": 1, "is it": 1}


def test_hints_fire_where_they_should_and_leave_kind_words_alone():
    for name in ("hints.en", "hints.es", "hints.ar"):
        found = [(heading, said(sentence)) for heading, sentence in frozen(name)]
        kind = [kinds for heading, kinds in found if heading in {"kind", "reclaimed"}]
        rest = [(heading, kinds) for heading, kinds in found if heading not in {"kind", "reclaimed"}]
        assert sum(bool(kinds) for kinds in kind) <= 0.02 * len(kind)
        assert sum(heading in kinds for heading, kinds in rest) >= 0.95 * len(rest)


def test_advice_is_pointed_out_only_where_none_was_asked_for():
    assert said("You should see a doctor.") == ["advice"]
    assert said("You should see a doctor.", need="advice_welcome") == []


@given(st.integers(10**8, 10**11), st.sampled_from(["", "+", "00"]), st.sampled_from([" ", "-", ".", ""]), st.data())
def test_a_telephone_number_is_seen_however_it_is_written(number, before, between, data):
    digits = str(number)
    cut = data.draw(st.integers(2, len(digits) - 2))
    script = data.draw(st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९"]))
    written = (before + digits[:cut] + between + digits[cut:]).translate(str.maketrans("0123456789", script))
    assert "contact" in said(f"Call me: {written}")


@given(st.text(max_size=300), st.sampled_from(["just_listen", "celebrate", "been_there", "?"]))
def test_hints_never_break(reply, need):
    assert len(said(reply, need)) == len(set(said(reply, need)))


def test_long_words_are_read_in_a_moment_whatever_they_are():
    letters = "".join(random.Random(3).choices("i want to die not you my me pills ", k=60_000))  # noqa: S311
    assert sounds_like(letters) == sounds_like(letters[:20_000])
