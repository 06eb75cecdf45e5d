"""The engine by itself: what it promises of reasons, ids, misspellings and order."""

import json
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from withness.matching.ranking.cards import card_of
from withness.matching.ranking.index import Index
from withness.matching.ranking.kept import FILE, kept
from withness.matching.ranking.making import given_names, learn, may_be_kept, write
from withness.matching.ranking.meaning import fresh_meaning, meaning
from withness.matching.ranking.reading import read, stem, terms
from withness.matching.ranking.routing import router_of
from withness.matching.ranking.separating import separate

CARDS = {
    "a": {"description": "Living with diabetes: blood sugar, insulin, diagnosis.", "synonyms": "diabetic glucose pump"},
    "b": {"description": "Stopping drinking: sobriety, cravings, relapse.", "synonyms": "alcohol sober beer wine"},
    "c": {"description": "Losing a husband or wife.", "synonyms": "widow widower bereaved"},
    "d": {
        "description": "Parents of small children: sleep, tantrums, being tired.",
        "synonyms": "toddler kids mum dad",
    },
}
TEXTS = {
    "a": "My glucose was so high that they kept me in and now I inject insulin.",
    "b": "I poured the wine away again. Nine days sober and it is hard.",
    "c": "He was my husband for thirty years and the house is so quiet. I am a widow, they say.",
    "d": "My toddler screams every bedtime and I have not slept.",
}


@pytest.mark.parametrize("group", TEXTS)
def test_the_right_group_comes_first_with_words_from_the_text(group):
    best = router_of(CARDS).route(TEXTS[group], top=4)
    assert best[0]["id"] == group
    assert best[0]["because"]
    assert all(word.lower() in TEXTS[group].lower() for one in best for word in one["because"])
    assert [one["score"] for one in best] == sorted((one["score"] for one in best), reverse=True)


def test_ids_and_their_order_mean_nothing():
    other = {f"x{name}": CARDS[name] for name in reversed(CARDS)}
    for text in TEXTS.values():
        one, two = router_of(CARDS).route(text, top=4), router_of(other).route(text, top=4)
        assert [f"x{fit['id']}" for fit in one] == [fit["id"] for fit in two]
        assert [fit["score"] for fit in one] == [fit["score"] for fit in two]


def test_a_group_only_its_example_explains_is_found_by_examples():
    cards = CARDS | {"e": {"description": "Our own circle.", "synonyms": ""}}
    learnt = [
        ("We knit socks for the whole winter, wool and needles.", "e"),
        ("More wool, more socks.", "e"),
        ("x", "unknown"),
    ]
    learnt += [(TEXTS[name], name) for name in CARDS]
    assert router_of(cards).route("I am knitting socks of red wool", top=1)[0]["id"] != "e"
    assert router_of(cards, learnt).route("I am knitting socks of red wool", top=1)[0]["id"] == "e"


@given(some.text(max_size=300))
def test_anything_can_be_asked(text):
    for fit in router_of(CARDS).route(text, top=4):
        assert np.isfinite(fit["score"])
        assert all(word in text for one in fit["because"] for word in one.split(" "))


def test_an_index_that_changes_is_as_one_made_at_once():
    changed, once = Index(fresh_meaning()), Index(fresh_meaning())
    for name, card in CARDS.items():
        changed.put(name, card_of(changed.meaning, words=card["description"] + " first"))
        changed.fits(changed.ask(TEXTS["a"]))
    changed.put("gone", card_of(changed.meaning, words="Something else entirely"))
    changed.drop("gone")
    for name, card in CARDS.items():
        changed.put(name, card_of(changed.meaning, words=card["description"]))
        once.put(name, card_of(once.meaning, words=card["description"]))
    for text in TEXTS.values():
        assert np.allclose(changed.fits(changed.ask(text)), once.fits(once.ask(text)), atol=1e-4)


def test_among_very_many_groups_they_stand_as_they_stand_among_few():
    index = Index(fresh_meaning())
    for number in range(900):
        index.put(
            f"other {number}", card_of(index.meaning, words=f"A choir that sings songs of the sea, number {number}.")
        )
    for name, card in CARDS.items():
        index.put(name, card_of(index.meaning, words=f"{card['description']} {card['synonyms']}"))
    for name, text in TEXTS.items():
        fits = dict(zip(index.cards, index.fits(index.ask(text)), strict=True))
        assert max(CARDS, key=lambda one: fits[one]) == name


def test_words_are_read_alike_however_they_are_written():
    assert stem("smoking") == stem("smoke") == stem("smoked")
    assert terms("Café CAFE") == ["caf", "caf caf"] or len(set(terms("Café CAFE"))) == 2
    assert stem("السكري") == stem("سكري")
    assert read("Don’t don't").counts["dont"] == 2


def test_the_trained_file_holds_nothing_of_anybody():
    """No digit, no given name, no more than two words; small enough to ship."""
    assert FILE.stat().st_size < 25_000_000
    assert len(kept().ids) > 10_000
    assert [term for term in kept().ids if not may_be_kept(term)] == []
    assert {"john", "maria"} <= given_names()
    assert not may_be_kept("my 3")
    assert not may_be_kept("three whole words")


def test_a_term_in_fewer_than_ten_texts_is_not_kept(tmp_path):
    texts = [f"wool needles {'rareword' if n < 9 else 'commonword'} {n}" for n in range(30)]
    learnt = learn(texts, ["one" if n % 2 else "two" for n in range(30)])
    write(learnt, tmp_path / "small.npz")
    assert "rareword" not in learnt["terms"]
    assert "wool" in learnt["terms"]


def test_lines_are_where_they_should_be():
    """Against scikit-learn, which is there for development only."""
    from scipy.sparse import csr_matrix
    from sklearn.svm import LinearSVC

    chance = np.random.default_rng(3)
    rows = chance.random((300, 40)).astype(np.float32)
    of = rows[:, :4].argmax(1)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    weights, bias = separate(csr_matrix(rows), of, 4, give=1.0)
    size = np.bincount(of)
    cost = {group: (len(of) / (4 * size[group])) ** 0.5 for group in range(4)}
    found = (rows @ weights + bias).argmax(1)
    theirs = LinearSVC(C=1.0, class_weight=None, tol=1e-6, max_iter=10_000).fit(rows, of).predict(rows)
    assert max(cost.values()) < 2
    assert (found == theirs).mean() > 0.95


def routed(tmp_path, cards, lines, *more):
    (tmp_path / "groups.json").write_text(cards if isinstance(cards, str) else json.dumps(cards))
    command = [sys.executable, "-m", "withness", "route", "--groups", str(tmp_path / "groups.json"), *more]
    return subprocess.run(command, input=lines, capture_output=True, text=True, check=False)


def test_withness_route_answers_line_by_line(tmp_path):
    lines = "".join(json.dumps({"text": text}) + "\n" for text in TEXTS.values())
    done = routed(tmp_path, CARDS, lines, "--top", "2")
    assert done.returncode == 0, done.stderr
    found = [json.loads(line)["groups"] for line in done.stdout.splitlines()]
    assert [one[0]["id"] for one in found] == list(TEXTS)
    assert all(len(one) == 2 and one[0].keys() == {"id", "score", "because"} for one in found)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cards", "lines", "more"),
    [
        ("not json", "{}", ()), ({}, "{}", ()), ({"a": {}}, "{}", ()), ({"a": {"description": 3}}, "{}", ()),
        (CARDS, "nonsense", ()), (CARDS, '{"text": 3}', ()), (CARDS, "[]", ()), (CARDS, "", ("--top", "0")),
        (CARDS, "", ("--train", "/nowhere/at/all")),
    ],
)  # fmt: skip
def test_withness_route_says_no_in_one_sentence(tmp_path, cards, lines, more):
    done = routed(tmp_path, cards, lines, *more)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_meaning_is_the_vocabulary():
    assert len(meaning().slugs) >= 400
