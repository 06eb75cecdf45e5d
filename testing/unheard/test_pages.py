"""The pages of listening: for who may listen, for who holds a group, and nothing for strangers."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from testing.unheard.conftest import NOON
from withness.foundation import clock
from withness.foundation.timers import run_due
from withness.matching.models import Clock, Duty, HandOver, Hold, Pass, Sister, Willingness
from withness.matching.willing import choose_willingness, finish_practice
from withness.shares.replying import reply
from withness.shares.sharing import share

NOTHING = "bcdfghjkmnpqrstvw"


def said(by, words="Awake again.", note=""):
    return share(by=by, words=words, need="just_listen", note=note)


def text(answer):
    return answer.content.decode()


def test_who_waits_stands_on_the_listen_page_with_their_need(cast, faces, as_):
    said(faces["ana"], "I sat on the stairs.")
    page = text(as_(cast.ben).get("/listen"))
    assert "I sat on the stairs." in page
    assert "would like somebody to listen" in page
    assert "I can be there" in page
    assert "I sat on the stairs." not in text(as_(cast.ana).get("/listen"))


def test_nobody_across_a_boundary_meets_it_there(cast, faces, as_):
    one = said(faces["ana"], "I sat on the stairs.")
    assert "I sat on the stairs." not in text(as_(cast.eve).get("/listen"))
    assert as_(cast.eve).get(f"/listen/{one.id}").status_code == 404


def test_a_content_note_keeps_it_folded(cast, faces, as_):
    said(faces["ana"], "I sat on the stairs.", note="a death")
    page = text(as_(cast.ben).get("/listen"))
    assert "Mentions: <bdi>a death</bdi>" in page
    assert "I sat on the stairs." not in page


def test_sam_the_stranger_sees_nothing_there(cast, faces, as_):
    one = said(faces["ana"], "I sat on the stairs.")
    sam = as_(cast.sam)
    assert "I sat on the stairs." not in text(sam.get("/listen"))
    real, none = sam.get(f"/listen/{one.id}"), sam.get(f"/listen/{NOTHING}")
    assert (real.status_code, none.status_code) == (404, 404)
    for address in ("clock", "rota"):
        assert sam.get(f"/g/{cast.long_nights.id}/{address}").status_code == 404
    assert sam.post(f"/g/{cast.long_nights.id}/s/{one.id}/clock", {"do": "heard"}).status_code == 404
    assert sam.get("/listen/clocks").status_code == 404
    assert as_(None).get("/listen").status_code == 302
    assert as_(None).get("/me/listening").status_code == 302


def test_taking_one_leads_to_it_and_others_are_told_that_somebody_writes(cast, faces, as_):
    one = said(faces["ana"])
    answer = as_(cast.ben).post(f"/listen/{one.id}", {"do": "take"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/g/{cast.long_nights.id}/s/{one.id}")
    assert Hold.objects.get().member == faces["ben"]
    assert "Awake again." not in text(as_(cast.chidi).get("/listen"))
    assert "Somebody is just writing" in text(as_(cast.chidi).get(f"/listen/{one.id}"))
    assert as_(cast.chidi).post(f"/listen/{one.id}", {"do": "take"}).status_code == 403
    assert "Go on writing" in text(as_(cast.ben).get("/listen"))
    reply(by=faces["ben"], share=one, words="Here.")
    assert not Hold.objects.exists()


def test_a_hold_ends_by_itself(cast, faces, as_):
    with clock.stopped(NOON):
        one = said(faces["ana"])
        as_(cast.ben).post(f"/listen/{one.id}", {"do": "take"})
    with clock.stopped(NOON + timedelta(minutes=11)):
        assert as_(cast.chidi).post(f"/listen/{one.id}", {"do": "take"}).status_code == 302


def test_passing_is_silent_and_it_is_not_shown_again(cast, faces, as_):
    one = said(faces["ana"])
    ben = as_(cast.ben)
    assert ben.post(f"/listen/{one.id}", {"do": "pass"}).headers["Location"] == "/listen"
    assert "Awake again." not in text(ben.get("/listen"))
    assert Pass.objects.count() == 1
    assert "pass" not in text(as_(cast.ana).get(f"/g/{cast.long_nights.id}/s/{one.id}")).lower()


def test_resting_and_coming_back(cast, as_):
    ben = as_(cast.ben)
    ben.post("/listen/rest", {"how_long": "week"})
    assert "You are resting until" in text(ben.get("/listen"))
    assert Willingness.objects.get().often == ""
    ben.post("/listen/rest", {"how_long": ""})
    assert Willingness.objects.get().rest_until is None
    assert ben.post("/listen/rest", {"how_long": "for ever"}).status_code == 302


def test_saying_whether_one_may_be_asked(cast, as_):
    ben = as_(cast.ben)
    assert "Until you choose something here, nobody asks you." in text(ben.get("/me/listening"))
    ben.post("/me/listening", {"often": "little", "from_hour": "18", "until_hour": "23", "beyond": "yes"})
    said_so = Willingness.objects.get()
    assert (said_so.often, said_so.from_hour, said_so.until_hour, said_so.beyond) == ("little", 18, 23, True)
    assert '<option value="18" selected>18:00</option>' in text(ben.get("/me/listening"))


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"often": "always"}, "often"), ({"often": "some", "from_hour": "9"}, "until_hour"),
        ({"often": "some", "from_hour": "25", "until_hour": "3"}, "from_hour"),
        ({"often": "some", "from_hour": "7", "until_hour": "7"}, "until_hour"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_asked_again(cast, as_, form, field):
    answer = as_(cast.ben).post("/me/listening", form)
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in text(answer)
    assert not Willingness.objects.exists()


def test_the_practice_keeps_nothing_but_that_it_was_done(cast, as_):
    ben = as_(cast.ben)
    assert "There is no score" in text(ben.get("/listen/practice"))
    for number in "1234":
        assert "Which of these would you send?" in text(ben.get(f"/listen/practice/{number}"))
        page = text(ben.post(f"/listen/practice/{number}", {"choice": "2", "words": "I would write this <b>."}))
        assert "You chose this one" in page
        assert "I would write this &lt;b&gt;." in page
    assert Willingness.objects.get().practised_at is not None
    assert Willingness.objects.get().often == ""
    assert ben.get("/listen/practice/5").status_code == 404
    assert ben.get(f"/listen/practice/{NOTHING}").status_code == 404


def test_the_author_reads_how_it_stands_and_nobody_else_does(cast, faces, as_):
    address = f"/g/{cast.long_nights.id}/s/{{}}"
    with clock.stopped(NOON):
        for person in (cast.ben, cast.chidi):
            choose_willingness(person=person, often="some")
        one = said(faces["ana"])
        ana = as_(cast.ana)
        assert "Your words are on the Listen page" in text(ana.get(address.format(one.id)))
        run_due()
        page = text(ana.get(address.format(one.id)))
        assert "Two people near your experience have been asked." in page
        assert "Two people near your experience" not in text(as_(cast.ben).get(address.format(one.id)))
        answer = ana.post(address.format(one.id) + "/clock", {"do": "heard"})
    assert answer.status_code == 302
    assert "You feel heard." in text(ana.get(address.format(one.id)))
    assert ana.post(address.format(one.id) + "/clock", {"do": "what"}).status_code == 403
    assert as_(cast.ben).post(address.format(one.id) + "/clock", {"do": "no_replies"}).status_code == 404


def test_the_groups_clock_is_for_who_holds_it(cast, faces, as_):
    address = f"/g/{cast.long_nights.id}/clock"
    assert "This page fills as people do" in text(as_(cast.chidi).get(address))
    with clock.stopped(clock.now() - timedelta(days=9)):
        old = [said(faces["ana"]) for _ in range(3)]
    for ago, one in zip((8.9, 7, 1), old, strict=True):
        with clock.stopped(clock.now() - timedelta(days=ago)):
            reply(by=faces["ben"], share=one, words="Here.")
    said(faces["ana"])
    page = text(as_(cast.chidi).get(address))
    assert "1 share waits, and nobody has answered yet." in page
    assert "3 have one reply and wait for a second." in page
    assert "67 of a hundred shares" in page
    assert as_(cast.ben).get(address).status_code == 404


def test_stewards_see_every_groups_clock(cast, faces, as_):
    said(faces["ana"])
    page = text(as_(cast.dana).get("/listen/clocks"))
    assert page.index("Long Nights") < page.index("The Thursday Table")
    assert as_(cast.ana).get("/listen/clocks").status_code == 404


def test_the_rota_is_for_peer_supporters(cast, faces, as_):
    address, ben = f"/g/{cast.long_nights.id}/rota", as_(cast.ben)
    assert "five minutes" in text(ben.get(address))
    assert ben.post(address, {"do": "hours", "slot": ["1"]}).status_code == 200
    assert not Duty.objects.exists()
    finish_practice(person=cast.ben)
    ben.post(address, {"do": "hours", "slot": ["1", "2", "nine"]})
    assert sorted(Duty.objects.values_list("slot", flat=True)) == [1, 2]
    assert "Monday, 00:00–01:00" in text(ben.get(address))
    assert "Next: Monday at 01:00" in text(ben.get("/listen"))
    assert ben.post(address, {"do": "hours", "slot": ["168"]}).status_code == 422
    ben.post(address, {"do": "hours"})
    assert not Duty.objects.exists()


def test_a_note_for_the_next_goes_after_two_weeks_or_by_hand(cast, as_):
    address, ben = f"/g/{cast.long_nights.id}/rota", as_(cast.ben)
    finish_practice(person=cast.ben)
    assert ben.post(address, {"do": "note", "words": " "}).status_code == 422
    ben.post(address, {"do": "note", "words": "It was a long night."})
    assert "It was a long night." in text(as_(cast.chidi).get(address))
    assert "It was a long night." not in text(as_(cast.eve).get(address))
    ben.post(address, {"do": "forget_note", "note": HandOver.objects.get().id})
    assert not HandOver.objects.exists()
    assert ben.post(address, {"do": "forget_note", "note": "\0"}).status_code == 302


def test_two_groups_become_sisters_by_both_saying_yes(cast, as_):
    nights, thursday = cast.long_nights, cast.thursday
    chidi = as_(cast.chidi)
    chidi.post(f"/g/{nights.id}/clock", {"do": "propose", "other": thursday.id})
    assert Sister.objects.get().agreed_at is not None  # Chidi holds both
    assert "We may ask <bdi>The Thursday Table</bdi>." in text(chidi.get(f"/g/{nights.id}/clock"))
    chidi.post(f"/g/{thursday.id}/clock", {"do": "part", "other": nights.id})
    assert not Sister.objects.exists()
    assert chidi.post(f"/g/{nights.id}/clock", {"do": "propose", "other": cast.still_water.id}).status_code == 422
    assert as_(cast.ben).post(f"/g/{nights.id}/clock", {"do": "propose", "other": thursday.id}).status_code == 404


def test_a_sister_hears_that_somebody_waits_and_no_word_of_it(cast, faces, as_):
    """Dana is in The Thursday Table only; Ana allowed it; the waves found nobody."""
    as_(cast.chidi).post(f"/g/{cast.long_nights.id}/clock", {"do": "propose", "other": cast.thursday.id})
    choose_willingness(person=cast.dana, often="some", beyond=True)
    with clock.stopped(NOON):
        one = said(faces["ana"], "I sat on the stairs.")
        as_(cast.ana).post(f"/g/{cast.long_nights.id}/s/{one.id}/clock", {"do": "sisters"})
    for hour in range(8):
        with clock.stopped(NOON + timedelta(hours=hour)):
            run_due()
    with clock.stopped(NOON + timedelta(hours=8)):
        page = text(as_(cast.dana).get(f"/listen/{one.id}"))
        assert "waiting to be heard" in page
        assert "I sat on the stairs." not in page
        assert "Long Nights" in page
        way_in = re.search(r'<a class="btn main" href="([^"]+)">', page)[1]
        assert "Long Nights" in text(as_(cast.dana).get(way_in))
        assert as_(cast.sam).get(f"/listen/{one.id}").status_code == 404
    assert Clock.objects.get().sisters_from is not None


def test_the_listen_page_asks_the_same_few_questions_of_one_as_of_three(
    cast, faces, as_, django_assert_max_num_queries
):
    ben = as_(cast.ben)
    for _ in range(3):
        said(faces["ana"])
        with django_assert_max_num_queries(14):
            ben.get("/listen")
