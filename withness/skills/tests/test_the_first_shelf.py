"""What is on the shelf on the first day."""

import re

import pytest

from withness.skills.laying_out import lay_out_starters, read_starters
from withness.skills.models import MOMENTS, Strategy
from withness.skills.shelf import find


def test_sixty_at_least_for_every_moment_and_each_says_where_it_is_from():
    starters = read_starters("en")
    assert len(starters) >= 60
    assert {moment for one in starters.values() for moment in one["moments"]} == set(dict(MOMENTS))
    assert all(one["source"].endswith((".", "words.")) or one["source"] for one in starters.values())
    assert len({one["title"] for one in starters.values()}) == len(starters)


@pytest.mark.parametrize("language", ["es", "ar"])
def test_each_says_in_its_own_language_what_the_idea_is_and_names_the_same_work(language):
    english, ours = read_starters("en"), read_starters(language)
    assert ours.keys() == english.keys()
    for name, one in ours.items():
        (idea, work), (here, same) = (Strategy(source=told["source"]).source_parts() for told in (english[name], one))
        assert (here != idea, same) == (True, work), name
        assert language != "ar" or not re.search("[A-Za-z]", here), name


def test_a_page_says_which_part_is_english(cast, as_):
    lay_out_starters()
    address = f"/skills/{Strategy.objects.get(starter='ten-minutes', language='ar').id}"
    page = as_(cast.sam).get(address).content.decode()
    assert '<bdi lang="ar" dir="rtl">' in page
    assert '<h1 lang="ar" dir="rtl">' in page
    assert '</bdi>: <bdi lang="en" dir="ltr">Marlatt and Gordon, 1985.</bdi>' in page


def test_they_are_laid_out_once_and_brought_up_to_date(cast):
    count = lay_out_starters()
    first = Strategy.objects.get(starter="feet-on-floor", language="en")
    Strategy.objects.filter(id=first.id).update(title="Old")
    assert lay_out_starters() == count == Strategy.objects.count()
    first.refresh_from_db()
    assert first.title == "Feet on the floor"
    assert find(cast.sam, moment="craving", words="ten minutes")[0].strategy.starter == "ten-minutes"
