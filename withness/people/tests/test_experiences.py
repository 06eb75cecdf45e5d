"""The vocabulary of lived experience."""

import re

import pytest

from withness.people.experiences.vocabulary import LANGUAGES, ancestors, branches, nearness, vocabulary


def test_there_are_more_than_four_hundred_in_five_branches_with_names_in_three_languages():
    assert branches() == ("mind", "addiction", "body", "loss", "life")
    assert len(vocabulary()) >= 400
    for slug, one in vocabulary().items():
        assert re.fullmatch(r"[a-z0-9_]{2,40}", slug)
        assert all(one.names[code] for code in LANGUAGES), slug
        assert re.search("[\u0600-\u06ff]", one.names["ar"]), slug
        assert len(one.words["en"]) >= 2, slug
        assert one.words["es"], slug
        assert one.words["ar"], slug


def test_parents_and_neighbours_are_there_and_lead_to_the_branch():
    for slug, one in vocabulary().items():
        assert all(other in vocabulary() for other in (*one.parents, *one.neighbours)), slug
        assert not one.parents or ancestors(slug)[-1] == one.branch, slug
        assert all(slug in vocabulary()[other].neighbours for other in one.neighbours), slug
        assert slug not in one.neighbours


def test_names_are_not_given_twice():
    for code in LANGUAGES:
        names = [one.names[code].casefold() for one in vocabulary().values()]
        assert [name for name in set(names) if names.count(name) > 1] == []


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [("panic", "panic", 1.0), ("panic", "anxiety", 0.6), ("panic", "phobia", 0.4), ("panic", "autism", 0.1),
     ("panic", "divorce", 0.0), ("panic", "nothing", 0.0), ("diabetes", "kidney", 0.4)],
)  # fmt: skip
def test_nearness(one, other, near):
    assert nearness(one, other) == nearness(other, one) == near


def test_the_ontology_is_tied_in_where_it_has_a_word():
    tied = [one for one in vocabulary().values() if one.ontology]
    assert len(tied) > 60
    assert all(re.fullmatch(r"DOID:\d+", one.ontology) for one in tied)
