"""Saying how it is, and being answered."""

import pytest

from withness.foundation.refusing import NotAllowed, NotUnderstood, TakenBack
from withness.shares.changing import take_back_share
from withness.shares.models import Share
from withness.shares.replying import reply
from withness.shares.sharing import share


def test_ana_shares_and_her_group_can_read_it_but_sam_cannot(cast):
    teasel = cast.face(cast.ana, cast.long_nights)
    kept = share(by=teasel, words="Awake **again**.", need="just_listen")
    assert kept.html == "<p>Awake <strong>again</strong>.</p>\n"
    assert list(Share.objects.visible_to(cast.ben)) == [kept]
    assert list(Share.objects.visible_to(cast.sam)) == []
    assert list(Share.objects.visible_to(None)) == []


def test_eve_does_not_see_what_ana_writes_nor_ana_what_eve_writes(cast):
    hers = share(by=cast.face(cast.ana, cast.long_nights), words="Mine.", need="just_listen")
    eves = share(by=cast.face(cast.eve, cast.long_nights), words="Hers.", need="just_listen")
    assert set(Share.objects.visible_to(cast.ben)) == {hers, eves}
    assert list(Share.objects.visible_to(cast.eve)) == [eves]
    assert list(Share.objects.visible_to(cast.ana)) == [hers]


def test_sharing_twice_with_one_key_is_sharing_once(cast):
    teasel = cast.face(cast.ana, cast.long_nights)
    first = share(by=teasel, words="Once.", need="just_listen", key="k1")
    again = share(by=teasel, words="Once.", need="just_listen", key="k1")
    assert first.id == again.id
    assert Share.objects.count() == 1


def test_a_share_taken_back_is_never_made_again(cast):
    teasel = cast.face(cast.ana, cast.long_nights)
    kept = share(by=teasel, words="Too much.", need="just_listen", key="k1")
    take_back_share(by=teasel, share=kept)
    with pytest.raises(TakenBack):
        share(by=teasel, words="Too much.", need="just_listen", key="k1")
    assert "Too much" not in str(list(Share.objects.values_list("words", "html")))


def test_an_empty_share_is_not_understood(cast):
    with pytest.raises(NotUnderstood):
        share(by=cast.face(cast.ana, cast.long_nights), words=" \u202e \n", need="just_listen")


def test_nobody_writes_before_they_have_agreed(cast):
    teasel = cast.face(cast.ana, cast.long_nights)
    teasel.agreed_version = 0
    with pytest.raises(NotAllowed):
        share(by=teasel, words="Hello.", need="just_listen")


def test_two_different_people_make_a_share_heard_and_the_author_does_not_count(cast):
    kept = share(by=cast.face(cast.ana, cast.long_nights), words="Anyone?", need="just_listen")
    for person in (cast.ben, cast.ben, cast.ana, cast.chidi):
        reply(by=cast.face(person, cast.long_nights), share=kept, words="Here.")
    kept.refresh_from_db()
    assert (kept.responders, kept.replies_count) == (2, 4)
