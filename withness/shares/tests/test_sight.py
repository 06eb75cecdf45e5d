"""What a boundary takes out of sight, and what it must leave there so that nobody is unmasked."""

from datetime import timedelta

import pytest

from testing.cast import a_member
from withness.foundation import clock
from withness.safety.boundaries import draw_boundary
from withness.shares.being_present import be_present
from withness.shares.models import Share
from withness.shares.reading import newest_shares, shares_of, sight_of
from withness.shares.replying import reply
from withness.shares.sharing import share


@pytest.fixture
def elsewhere(cast):
    """Ana and Eve are both in The Thursday Table too, under other names; neither knows that."""
    return a_member(cast.ana, cast.thursday, "Linnet"), a_member(cast.eve, cast.thursday, "Dunlin")


def seen_by(member):
    found = newest_shares(member, sight_of(member, member.person))[0]
    whole = shares_of([one.id for one in found])
    return [whole[one.id].words for one in found]


def test_old_words_and_taps_elsewhere_stay_and_later_words_go(cast, elsewhere):
    linnet, dunlin = elsewhere
    before = share(by=dunlin, words="Before.", need="just_listen")
    be_present(by=dunlin, share=share(by=linnet, words="Mine.", need="just_listen"), kind="hear_you")
    assert seen_by(linnet) == ["Mine.", "Before."]
    sight = sight_of(linnet, cast.ana)
    assert (sight.shows(dunlin.id, before.at), sight.hides(dunlin.id)) == (True, False)
    with clock.stopped(clock.now() + timedelta(days=15)):
        share(by=dunlin, words="After.", need="just_listen")
        assert seen_by(linnet) == ["Mine.", "Before."]
        assert list(Share.objects.visible_to(cast.ana).filter(words="After.")) == []
        assert seen_by(dunlin) == ["After.", "Mine.", "Before."]


def test_a_second_boundary_elsewhere_hides_all_there_too(cast, elsewhere):
    linnet, dunlin = elsewhere
    share(by=dunlin, words="Before.", need="just_listen")
    draw_boundary(by=cast.ana, towards=cast.eve, place=cast.thursday.id)
    assert seen_by(linnet) == []
    assert sight_of(dunlin, cast.eve).hides(linnet.id)


def test_everywhere_at_once_takes_ana_from_eves_sight_but_not_eve_from_hers(cast, elsewhere):
    linnet, dunlin = elsewhere
    share(by=linnet, words="Anas.", need="just_listen")
    share(by=dunlin, words="Eves.", need="just_listen")
    draw_boundary(by=cast.ana, towards=cast.eve, place=cast.long_nights.id, everywhere=True)
    assert seen_by(dunlin) == ["Eves."]
    assert seen_by(linnet) == ["Eves.", "Anas."]


def test_a_reply_elsewhere_still_rings_until_then(cast, elsewhere):
    linnet, dunlin = elsewhere
    reply(by=dunlin, share=share(by=linnet, words="Anyone?", need="just_listen"), words="Here.")
    assert cast.ana.notices.filter(kind="reply").count() == 1
