"""Somebody who has been there: only when both say yes."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction

from withness.foundation import clock
from withness.groups.models import Member
from withness.matching.choosing import say_lived
from withness.matching.introducing import ask_who_has_been_there, introduction_for, say_yes
from withness.matching.models import Introduction, Lived
from withness.matching.willing import choose_willingness, rest
from withness.notices.inbox import unseen
from withness.safety.boundaries import draw_boundary
from withness.shares.changing import take_back_share
from withness.shares.sharing import share


@pytest.fixture
def here(cast):
    ana, ben = cast.face(cast.ana, cast.long_nights), cast.face(cast.ben, cast.long_nights)
    say_lived(by=ana, stages={"panic": "new"})
    say_lived(by=ben, stages={"panic": "along", "sleep": "middle"})
    return ana, ben, share(by=ana, words="It came again.", need="been_there")


def sentences(person):
    return [one.words.sentence for one in unseen(person, most=9)]


def test_two_who_both_say_yes_are_introduced(as_, cast, here):
    ana, _ben, hers = here
    address = f"/g/{cast.long_nights.id}/s/{hers.id}/been-there"
    browser = as_(cast.ana)
    assert "Panic attacks" in browser.get(address).content.decode()
    assert browser.post(address, {"experience": "panic"}).status_code == 302
    assert sentences(cast.ben) == ["Teasel looks for somebody who has been there. You can say yes, or nothing"]
    one = Introduction.objects.get()
    assert sentences(cast.ana) == []
    assert browser.get(f"/introductions/{one.id}").status_code == 404  # she does not know whom we asked
    as_(cast.ben).post(f"/introductions/{one.id}", {"do": "yes"})
    assert sentences(cast.ana) == ["Wren has been there, and would like to meet you"]
    assert "would like to meet you" in browser.get(f"/introductions/{one.id}").content.decode()
    browser.post(f"/introductions/{one.id}", {"do": "yes"})
    assert "You and Teasel are introduced" in sentences(cast.ben)
    assert Introduction.objects.get().met_at is not None
    assert ana.alias in as_(cast.ben).get(f"/introductions/{one.id}").content.decode()


def test_a_no_is_silent(as_, cast, here):
    ana, _ben, hers = here
    ask_who_has_been_there(by=ana, share_id=hers.id, experience="panic")
    one = Introduction.objects.get()
    as_(cast.ben).post(f"/introductions/{one.id}", {"do": "no"})
    assert sentences(cast.ana) == []
    assert as_(cast.ana).get(f"/introductions/{one.id}").status_code == 404
    ask_who_has_been_there(by=ana, share_id=hers.id, experience="panic")
    assert Introduction.objects.get() == one  # nobody is asked twice


def test_however_many_have_been_there_the_answer_is_the_same(as_, cast, here):
    """Else whoever asks for one thing after another learns how many here live with each."""
    ana, ben, _hers = here
    answers = []
    for others in ([], [ben], [ben, cast.face(cast.chidi, cast.long_nights)]):
        Lived.objects.all().delete()
        Introduction.objects.all().delete()
        for other in others:
            say_lived(by=other, stages={"panic": "along"})
        address = f"/g/{cast.long_nights.id}/s/{share(by=ana, words='It came.', need='been_there').id}"
        browser = as_(cast.ana)
        went = browser.post(f"{address}/been-there", {"experience": "panic"})
        assert Introduction.objects.count() == len(others)
        answers.append((went.status_code, went["Location"] == address, said_on(browser.get(address))))
    assert answers == [(302, True, answers[0][2])] * 3
    assert "If somebody here has lived through it, they are asked." in answers[0][2]


def said_on(page):
    return re.search(r'<p class="said" role="status">(.*?)</p>', page.content.decode())[1]


def test_for_one_share_it_is_asked_three_times_whether_anybody_was_found_or_not(as_, cast, here):
    ana, _ben, hers = here
    browser, address = as_(cast.ana), f"/g/{cast.long_nights.id}/s/{hers.id}/been-there"
    for experience in ("gambling", "diabetes", "gambling"):
        assert browser.post(address, {"experience": experience}).status_code == 302
    refused = browser.post(address, {"experience": "panic"})
    assert (refused.status_code, "That is enough for today" in refused.content.decode()) == (429, True)
    assert not Introduction.objects.exists()
    another = share(by=ana, words="Another night.", need="been_there")
    assert browser.post(address.replace(hers.id, another.id), {"experience": "panic"}).status_code == 302
    assert Introduction.objects.get().share == another.id


def test_nobody_beyond_a_boundary_is_asked(cast, here):
    ana, _ben, hers = here
    eve = cast.face(cast.eve, cast.long_nights)
    say_lived(by=eve, stages={"panic": "along"})
    ask_who_has_been_there(by=ana, share_id=hers.id, experience="panic")
    assert Introduction.objects.get().to.person_id == cast.ben.id


def test_a_boundary_drawn_later_hides_it(cast, here):
    ana, ben, hers = here
    ask_who_has_been_there(by=ana, share_id=hers.id, experience="panic")
    one = Introduction.objects.get()
    say_yes(by=ben, introduction=one)
    assert introduction_for(cast.ana, one.id) is not None
    draw_boundary(by=cast.ben, towards=cast.ana, place=cast.long_nights.id)
    assert introduction_for(cast.ana, one.id) is None
    assert sentences(cast.ana) == []


def test_what_is_near_counts_and_what_is_not_does_not(cast, here):
    ana, _ben, hers = here
    ask_who_has_been_there(by=ana, share_id=hers.id, experience="gambling")
    assert not Introduction.objects.exists()
    ask_who_has_been_there(by=ana, share_id=hers.id, experience="agoraphobia")
    assert Introduction.objects.count() == 1


def test_sam_and_others_meet_the_same_page_as_for_nothing(as_, cast, here):
    ana, _ben, hers = here
    address = f"/g/{cast.long_nights.id}/s/{hers.id}/been-there"
    assert as_(cast.sam).post(address, {"experience": "panic"}).status_code == 404
    assert as_(cast.ben).post(address, {"experience": "panic"}).status_code == 403
    assert as_(cast.eve).get(address).status_code == 404
    ask_who_has_been_there(by=ana, share_id=hers.id, experience="panic")
    one = Introduction.objects.get()
    for other in (cast.sam, cast.eve, cast.chidi):
        assert as_(other).get(f"/introductions/{one.id}").status_code == 404
        assert as_(other).post(f"/introductions/{one.id}", {"do": "yes"}).status_code == 404
    assert as_(cast.ben).get("/introductions/nothing").status_code == 404


def test_a_share_taken_back_takes_it_along(cast, here):
    ana, _ben, hers = here
    ask_who_has_been_there(by=ana, share_id=hers.id, experience="panic")
    take_back_share(by=ana, share=hers)
    assert not Introduction.objects.exists()


def test_who_wants_not_to_be_asked_is_not_asked(cast, here):
    """“Everything off. Nobody asks you for anything.” is also said to who has been there."""
    ana, _ben, hers = here
    for off in (
        lambda: choose_willingness(person=cast.ben, often="never"),
        lambda: rest(person=cast.ben, how_long="day"),
    ):
        with undone():
            off()
            ask_who_has_been_there(by=ana, share_id=hers.id, experience="panic")
            assert not Introduction.objects.exists()
    ask_who_has_been_there(by=ana, share_id=hers.id, experience="panic")
    assert (
        Introduction.objects.get().to.person_id == cast.ben.id
    )  # who never said how often is asked, as they tagged it


def test_who_was_asked_to_pause_neither_asks_nor_is_asked_nor_says_yes(as_, cast, here):
    ana, ben, hers = here
    ask_page = f"/g/{cast.long_nights.id}/s/{hers.id}/been-there"
    with undone():
        pause(ben)
        ask_who_has_been_there(by=ana, share_id=hers.id, experience="panic")
        assert not Introduction.objects.exists()
    with undone():
        pause(ana)
        for told in (as_(cast.ana).get(ask_page), as_(cast.ana).post(ask_page, {"experience": "panic"})):
            assert (told.status_code, "asked to pause" in told.content.decode()) == (403, True)
        assert as_(cast.sam).get(ask_page).status_code == 404
        assert not Introduction.objects.exists()
    ask_who_has_been_there(by=ana, share_id=hers.id, experience="panic")
    one = Introduction.objects.get()
    pause(ben)
    assert as_(cast.ben).post(f"/introductions/{one.id}", {"do": "yes"}).status_code == 403
    assert sentences(cast.ana) == []
    assert as_(cast.ben).post(f"/introductions/{one.id}", {"do": "no"}).status_code == 302  # a no hurts nobody


def pause(face):
    """A steward asked them to."""
    Member.objects.filter(id=face.id).update(paused_until=clock.now() + timedelta(days=2))


@contextmanager
def undone():
    """What happens in here did not."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_saying_what_one_lived_through(as_, cast):
    browser, address = as_(cast.ben), f"/g/{cast.long_nights.id}/lived"
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"experience": "panic", "stage-panic": "along"}).status_code == 302
    assert list(Lived.objects.values_list("experience", "stage")) == [("panic", "along")]
    assert browser.post(address, {"experience": "panic", "stage-panic": "guru"}).status_code == 422
    assert browser.post(address, {"experience": "nonsense"}).status_code == 422
    assert as_(cast.sam).get(address).status_code == 404
    assert as_(cast.sam).post(address, {"experience": "panic"}).status_code == 404
    assert "Panic" not in as_(cast.ana).get(f"/g/{cast.long_nights.id}").content.decode()
    assert browser.post(address, {}).status_code == 302
    assert not Lived.objects.exists()
