"""A text by its letters: what words miss when they are misspelt, joined or unfinished."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from withness.matching.ranking.lettering import BITS, SIZES, learn_letters, runs
from withness.matching.ranking.reading import folded, read

SAID = [
    ("They began tapering my clonazepam and the withdrawal frightens me.", 0),
    ("Clonazepam again tonight, tapering is slow, withdrawal is not.", 0),
    ("My grandmother's dementia is worse and I am caring for her alone.", 1),
    ("Caring all day, dementia all night, my grandmother does not know me.", 1),
]


def test_misspelt_and_joined_words_lean_to_where_the_right_ones_stand():
    texts = [read(text) for text, _group in SAID]
    learnt = learn_letters(texts, np.array([group for _text, group in SAID]), 2, least=1)
    written = read("klonazepam taypering, withdrawl")
    assert not set(written.counts) & set().union(*(text.counts for text in texts)), "no word of it is known"
    pills, caring = learnt.leans(written)
    assert pills > caring
    pills, caring = learnt.leans(read("grandmothersdementia"))
    assert caring > pills
    assert np.isfinite(learnt.leans(read(""))).all()


@given(some.text(max_size=80))
def test_each_run_of_letters_is_counted_once_for_each_place(text):
    words = read(text)
    numbers, counts = runs(words)
    assert list(numbers) == sorted(set(numbers))
    assert all(0 <= number < 1 << BITS for number in numbers)
    line = f" {' '.join(folded(words.spelled))} ".encode()
    assert counts.sum() == sum(max(0, len(line) - size + 1) for size in SIZES)


def test_runs_go_over_the_end_of_a_word():
    numbers, counts = runs(read("ab cd"))
    assert counts.sum() == sum(len(" ab cd ") - size + 1 for size in SIZES)
    assert set(numbers) != set(runs(read("ab"))[0]) | set(runs(read("cd"))[0])
