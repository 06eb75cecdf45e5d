"""What two write: seen by the two, hinted to both, ended by either, and read by a steward only where one of them asks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, TakenBack, TooSoon
from withness.groups.models import Group, Member
from withness.groups.parting import leave
from withness.notices.inbox import told
from withness.safety.boundaries import draw_boundary
from withness.safety.reportable import find_target, kind_of
from withness.talks.asking import APART, ask
from withness.talks.ending import ROWS_STAY, WORDS_STAY, end_talk, let_go_of_old
from withness.talks.models import Message, Talk
from withness.talks.reading import read_talk, talk_of
from withness.talks.writing import take_back, write_message

HELLO = "I slept on the stairs again."


def words(me, talk):
    return [one.message.words for one in read_talk(me, talk_of(me, talk.id))[0]]


def test_both_read_what_is_written_and_a_notice_has_no_word_of_it(cast, faces, as_, talk):
    at = f"/g/{talk.group_id}/talks/{talk.id}"
    assert as_(cast.ana).post(at, {"words": HELLO, "key": "k"}).status_code == 302
    assert as_(cast.ana).post(at, {"words": HELLO, "key": "k"}).status_code == 302  # the same tap
    assert Message.objects.count() == 1
    (notice,) = [one.words.sentence for one in told(cast.ben)[0] if "written" in one.words.sentence]
    assert notice == "Teasel in Long Nights has written to you"
    shown = as_(cast.ben).get(at).content.decode()
    assert HELLO in shown
    assert f"/report/message/{Message.objects.get().id}" in shown
    assert as_(cast.ana).post(at, {"words": " "}).status_code == 422
    assert HELLO not in as_(cast.ben).get("/search?words=stairs").content.decode()


def test_a_way_to_meet_elsewhere_is_pointed_out_to_both(cast, faces, as_, talk):
    at = f"/g/{talk.group_id}/talks/{talk.id}"
    asked = {"words": "Write to me on WhatsApp, +44 7700 900123, and tell nobody."}
    before = as_(cast.ana).post(at, asked).content.decode()
    assert "Before you send this" in before
    assert Message.objects.count() == 0
    as_(cast.ana).post(at, asked | {"as_it_is": "yes"})
    for who in (cast.ana, cast.ben):
        assert "Here both of you are safer." in as_(who).get(at).content.decode()


def test_crisis_words_open_a_card_for_their_author(cast, as_, talk):
    at = f"/g/{talk.group_id}/talks/{talk.id}"
    shown = as_(cast.ana).post(at, {"words": "I want to kill myself tonight."}).content.decode()
    assert "Your words are sent." in shown
    assert Message.objects.count() == 1


def test_a_message_is_taken_back_and_does_not_come_again(faces, talk, cast, as_):
    kept = write_message(by=faces[0], talk=talk, words=HELLO, key="k")
    at = f"/g/{talk.group_id}/talks/{talk.id}/take-back"
    assert as_(cast.ben).post(at, {"message": kept.id}).status_code == 403
    assert as_(cast.ana).post(at, {"message": kept.id}).status_code == 302
    assert words(faces[1], talk) == []
    with pytest.raises(TakenBack):
        write_message(by=faces[0], talk=talk, words=HELLO, key="k")
    assert Message.objects.get().words == ""


@pytest.mark.parametrize("how", ["end", "boundary", "leave"])
def test_however_it_ends_it_looks_the_same_to_the_other(cast, faces, as_, talk, how):
    teasel, wren, *_ = faces
    write_message(by=teasel, talk=talk, words=HELLO)
    at = f"/g/{talk.group_id}/talks"
    if how == "end":
        as_(cast.ana).post(f"{at}/{talk.id}/end")
    elif how == "boundary":
        draw_boundary(by=cast.ana, towards=cast.ben, place=talk.group_id, own_face=teasel.id, face=wren.id)
    else:
        leave(by=teasel)
    shown = as_(cast.ben).get(f"{at}/{talk.id}").content.decode().split("<main")[1].split("</main")[0]
    assert "This has ended" in shown
    assert "Teasel" not in shown
    assert HELLO not in shown
    assert "Teasel" not in as_(cast.ben).get(at).content.decode().split("<main")[1]
    assert as_(cast.ben).post(f"{at}/{talk.id}", {"words": "Hello?"}).content.decode().count(HELLO) == 0
    assert Message.objects.count() == 1
    message = Message.objects.get()
    assert find_target(cast.ben, "message", message.id).thing == message.id  # a steward can still be asked


def test_a_boundary_drawn_elsewhere_ends_it_later_and_not_at_the_same_minute(cast, faces):
    fern, moss = (cast.face(who, cast.still_water) for who in (cast.ana, cast.ben))
    Group.objects.filter(id=cast.still_water.id).update(ways={"private_messages": True})
    fern, moss = (cast.face(who, cast.still_water) for who in (cast.ana, cast.ben))
    ask(by=fern, other=moss)
    talk = ask(by=moss, other=fern)
    draw_boundary(by=cast.ana, towards=cast.ben, place=cast.long_nights.id, own_face=faces[0].id, face=faces[1].id)
    write_message(by=fern, talk=talk_of(fern, talk.id), words=HELLO)
    assert words(moss, talk) == [HELLO]
    with clock.stopped(clock.now() + timedelta(days=15)):
        assert (words(moss, talk), words(fern, talk)) == ([], [])
        with pytest.raises(NotAllowed):
            write_message(by=moss, talk=talk_of(moss, talk.id), words="Are you there?")


def test_nobody_writes_when_paused_or_when_the_group_no_longer_allows_it(cast, faces, talk):
    teasel, wren, *_ = faces
    Member.objects.filter(id=teasel.id).update(paused_until=clock.now() + timedelta(days=1))
    paused = cast.face(cast.ana, cast.long_nights)
    with pytest.raises(NotAllowed):
        write_message(by=paused, talk=talk_of(paused, talk.id), words=HELLO)
    Group.objects.update(ways={})
    with pytest.raises(NotAllowed):
        write_message(by=wren, talk=talk_of(wren, talk.id), words=HELLO)


def test_a_steward_sees_the_message_and_five_around_it_and_may_hold_it(cast, faces, talk):
    teasel, wren, *_ = faces
    sent = [write_message(by=(teasel, wren)[n % 2], talk=talk, words=f"Words {n}.") for n in range(9)]
    kind = kind_of("message")
    pieces = kind.look(sent[4].id)
    assert [piece.is_it for piece in pieces] == [False, False, False, True, False, False]
    assert {piece.alias for piece in pieces} == {"Teasel", "Wren"}
    kind.hold(sent[4].id)
    assert "Words 4." not in words(wren, talk)
    assert "Words 4." in words(teasel, talk)
    kind.show(sent[4].id)
    assert "Words 4." in words(wren, talk)
    kind.erase(sent[4].id)
    assert "Words 4." not in words(teasel, talk)
    assert find_target(cast.chidi, "message", sent[3].id) is None  # not one of the two
    assert find_target(cast.sam, "message", sent[3].id) is None


def test_after_an_end_the_words_go_and_nobody_asks_too_soon(faces, talk):
    teasel, wren, *_ = faces
    write_message(by=teasel, talk=talk, words=HELLO)
    end_talk(by=wren, talk=talk)
    with pytest.raises(TooSoon):
        ask(by=teasel, other=wren)
    now = clock.now()
    with clock.stopped(now + WORDS_STAY + timedelta(days=1)):
        let_go_of_old()
    assert (Message.objects.count(), Talk.objects.count()) == (0, 1)
    with clock.stopped(now + APART + timedelta(days=1)):
        ask(by=teasel, other=wren)
    with clock.stopped(now + ROWS_STAY + timedelta(days=1)):
        let_go_of_old()
    assert Talk.objects.count() == 1  # the new question


def test_many_messages_are_read_in_pages_and_with_as_many_questions(faces, talk, django_assert_num_queries):
    teasel, wren, *_ = faces
    rows = [
        Message(talk=talk, author=teasel, key=str(n), words=f"{n}", at=clock.now() + timedelta(seconds=n))
        for n in range(60)
    ]
    Message.objects.bulk_create(rows)
    mine = talk_of(wren, talk.id)
    with django_assert_num_queries(3):
        read, older = read_talk(wren, mine)
    assert ([one.message.words for one in read][::49], older) == (["10", "59"], rows[10].id)
    assert len(read_talk(wren, mine, before=older)[0]) == 10


def test_who_leaves_with_their_words_takes_them_along(faces, talk):
    teasel, wren, *_ = faces
    kept = write_message(by=teasel, talk=talk, words=HELLO)
    write_message(by=wren, talk=talk, words="Mine.")
    take_back(by=teasel, message=write_message(by=teasel, talk=talk, words="Not this."))
    leave(by=teasel, with_words=True)
    assert not Message.objects.filter(id=kept.id).exists()
    assert Message.objects.get().words == "Mine."
