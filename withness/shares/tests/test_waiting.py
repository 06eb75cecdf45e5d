"""Words that sound like crisis wait only where a group chose so, never silently, and never for long."""

from __future__ import annotations

from datetime import timedelta

import pytest

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed
from withness.foundation.timers import run_due
from withness.groups.models import Group
from withness.notices.inbox import told
from withness.safety.models import NotWanted
from withness.safety.wanting import wish
from withness.shares.glimpses import is_heavy
from withness.shares.holding import hold_words
from withness.shares.letting_out import let_out
from withness.shares.models import Share, Wait
from withness.shares.searching import search
from withness.shares.sharing import share

HEAVY = "I want to kill myself tonight."


def where(cast, **ways):
    Group.objects.filter(id=cast.long_nights.id).update(ways={"hold_heavy": "2"} | ways)
    return cast.face(cast.ana, cast.long_nights)


def sentences(person):
    return [one.words.sentence for one in told(person)[0]]


def sees(who, as_, kept):
    return as_(who).get(f"/g/{kept.group_id}/s/{kept.id}").status_code


def test_it_waits_its_author_sees_why_at_once_and_it_ends_by_itself(cast, as_):
    where(cast)
    ana, at = as_(cast.ana), f"/g/{cast.long_nights.id}"
    card = ana.post(f"{at}/shares/new", {"words": HEAVY, "need": "just_listen"}, follow=True).content.decode()
    kept = Share.objects.get()
    assert "wait a while before others read them" in card
    assert f"{at}/s/{kept.id}" in card  # the card stands first, and leads on
    shown = ana.get(f"{at}/s/{kept.id}", follow=True).content.decode()
    assert ("Your words wait a while" in shown, HEAVY in shown) == (True, True)
    assert [one for one in told(cast.ana)[0] if one.is_new] == []  # she has just seen it
    assert HEAVY not in as_(cast.ben).get(at).content.decode()
    assert sees(cast.ben, as_, kept) == 403
    assert as_(cast.ben).get(f"{at}/s/{kept.id}/waits").status_code == 404
    assert search(person=cast.ben, words="tonight") == []
    assert sentences(cast.chidi) == ["In Long Nights a share waits that sounds like a hard hour. You can look"]
    with clock.stopped(clock.now() + timedelta(hours=2, minutes=1)):
        run_due()
    assert sees(cast.ben, as_, kept) == 200
    assert as_(cast.ana).get(f"{at}/s/{kept.id}/waits").status_code == 404


@pytest.mark.parametrize("ways", [{"hold_heavy": "never"}, {"risk_tooling": False}])
def test_elsewhere_nothing_waits(cast, ways):
    assert share(by=where(cast, **ways), words=HEAVY, need="just_listen").held_at is None
    assert Wait.objects.count() == 0


def test_lighter_words_the_words_of_who_holds_the_group_and_of_who_wants_none_read_do_not_wait(cast):
    ana = where(cast)
    assert share(by=ana, words="A long day, and tea.", need="just_listen").held_at is None
    assert share(by=cast.face(cast.chidi, cast.long_nights), words=HEAVY, need="just_listen").held_at is None
    wish(person=cast.ana, what=NotWanted.CARD, wanted=False)
    assert share(by=ana, words=HEAVY, need="just_listen").held_at is None


def test_its_author_asks_and_who_holds_the_group_lets_it_out(cast, as_):
    kept = share(by=where(cast), words=HEAVY, need="just_listen")
    page = f"/g/{kept.group_id}/s/{kept.id}/waits"
    assert "asked to look now" in as_(cast.ana).post(page, {"do": "ask"}, follow=True).content.decode()
    shown = as_(cast.chidi).get(page).content.decode()
    assert ("Its writer asks you to look now." in shown, HEAVY in shown) == (True, True)
    assert as_(cast.ana).post(page, {"do": "let_out"}).status_code == 403
    assert as_(cast.ana).post(page, {"do": "dance"}).status_code == 403
    as_(cast.chidi).post(page, {"do": "let_out"})
    assert sees(cast.ben, as_, kept) == 200
    assert Wait.objects.count() == 0  # nothing says any more what they sounded like
    with pytest.raises(NotAllowed):
        let_out(by=cast.face(cast.chidi, cast.long_nights), share=Share.objects.get())


def test_its_author_says_it_differently_or_takes_it_back(cast, as_):
    kept = share(by=where(cast), words=HEAVY, need="just_listen", note="suicide")
    page = f"/g/{kept.group_id}/s/{kept.id}/waits"
    assert as_(cast.ana).post(page, {"do": "change", "words": " "}).status_code == 422
    as_(cast.ana).post(page, {"do": "change", "words": HEAVY + " Truly.", "note": ""})
    assert (Share.objects.get().note, sees(cast.ben, as_, kept)) == ("", 403)
    as_(cast.ana).post(page, {"do": "change", "words": "It is a hard night.", "note": ""})
    assert sees(cast.ben, as_, kept) == 200
    again = share(by=where(cast), words=HEAVY, need="just_listen")
    as_(cast.ana).post(f"/g/{kept.group_id}/s/{again.id}/waits", {"do": "take_back"})
    assert (Share.objects.get(id=again.id).words, Wait.objects.filter(share=again).exists()) == ("", False)


def test_what_stewards_keep_out_of_sight_stays_there(cast, as_):
    kept = share(by=where(cast), words=HEAVY, need="just_listen")
    with clock.stopped(clock.now() + timedelta(minutes=5)):
        hold_words("share", kept.id)
    with clock.stopped(clock.now() + timedelta(hours=3)):
        run_due()
    assert Share.objects.get().held_at is not None
    assert as_(cast.ana).get(f"/g/{kept.group_id}/s/{kept.id}/waits").status_code == 404


def test_sam_and_whoever_is_across_a_boundary_meet_a_404(cast, as_):
    kept = share(by=where(cast), words=HEAVY, need="just_listen")
    for which in (kept.id, "bcdfghjkmnpqrstvw"):
        for who in (cast.sam, cast.eve):
            assert as_(who).post(f"/g/{kept.group_id}/s/{which}/waits", {"do": "ask"}).status_code == 404


def test_a_program_is_told_until_when(cast, program):
    where(cast)
    sent = program(cast.ana).post(f"/groups/{cast.long_nights.id}/shares", {"words": HEAVY}).json()
    assert sent["waits_until"].endswith("Z")
    assert (
        program(cast.ana).post(f"/groups/{cast.long_nights.id}/shares", {"words": "Tea."}).json()["waits_until"] is None
    )


def test_heavy_words_without_a_note_are_heavy_for_the_clock_where_words_may_be_read(cast, django_assert_num_queries):
    ana = where(cast, hold_heavy="never")
    kept = share(by=ana, words=HEAVY, need="just_listen")
    with django_assert_num_queries(1):
        assert is_heavy(kept.id)
    assert not is_heavy(share(by=ana, words="Tea.", need="just_listen").id)
    assert is_heavy(share(by=ana, words="Tea.", need="just_listen", note="a death").id)
    wish(person=cast.ana, what=NotWanted.CARD, wanted=False)
    assert not is_heavy(kept.id)
    wish(person=cast.ana, what=NotWanted.CARD, wanted=True)
    where(cast, risk_tooling=False)
    assert not is_heavy(kept.id)
