"""“May I write to you?”: asked plainly, answered freely, and a “not now” that nobody can read off anything."""

from __future__ import annotations

from datetime import timedelta

import pytest

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, TooSoon
from withness.groups.models import Group, Member
from withness.notices.inbox import told
from withness.safety.boundaries import draw_boundary
from withness.talks.asking import APART, ask, say_not_now, say_yes, wish_not_to_be_asked
from withness.talks.models import Talk
from withness.talks.reading import talk_of, talks_of


def sentences(person):
    return [one.words.sentence for one in told(person)[0]]


def test_a_question_is_told_answered_and_opens_a_talk(cast, faces, as_):
    _teasel, wren, *_ = faces
    at = f"/g/{cast.long_nights.id}"
    ana, ben = as_(cast.ana), as_(cast.ben)
    assert "Ask whether you may write to them" in ana.get(f"{at}/members/{wren.id}").content.decode()
    assert "May I write to you?" in ana.get(f"{at}/talks/with/{wren.id}").content.decode()
    assert "If they would like to, they answer." in ana.post(f"{at}/talks/with/{wren.id}", follow=True).content.decode()
    assert sentences(cast.ben) == ["Teasel in Long Nights asks whether they may write to you"]
    talk = Talk.objects.get()
    assert as_(cast.ana).get(f"{at}/talks/{talk.id}").status_code == 404  # nobody writes before a yes
    assert ana.post(f"{at}/talks/{talk.id}", {"words": "Hello."}).status_code == 404
    assert "They ask: may I write to you?" in ben.get(f"{at}/talks").content.decode()
    assert ana.post(f"{at}/talks/{talk.id}/answer", {"say": "yes"}).status_code == 403  # not hers to answer
    answer = ben.post(f"{at}/talks/{talk.id}/answer", {"say": "yes"}, follow=True)
    assert "You can write to each other now." in answer.content.decode()
    assert sentences(cast.ana) == ["Wren in Long Nights would like to write with you, too"]


def test_not_now_is_silent_and_looks_like_waiting(cast, faces, as_):
    teasel, wren, *_ = faces
    at = f"/g/{cast.long_nights.id}/talks"
    ask(by=teasel, other=wren)
    waiting = [as_(cast.ana).get(page).content.decode().split("<main")[1] for page in (at, f"{at}/with/{wren.id}")]
    as_(cast.ben).post(f"{at}/{Talk.objects.get().id}/answer", {"say": "not_now"})
    after = [as_(cast.ana).get(page).content.decode().split("<main")[1] for page in (at, f"{at}/with/{wren.id}")]
    strip = lambda page: [line for line in page.split("\n") if "csrf" not in line]  # noqa: E731
    assert [strip(page) for page in after] == [strip(page) for page in waiting]
    assert sentences(cast.ana) == []
    assert talks_of(wren).asks == []
    ask(by=teasel, other=wren)  # again: nothing new, and nobody is told
    assert Talk.objects.count() == 1
    assert sentences(cast.ben) == []
    with clock.stopped(clock.now() + APART + timedelta(days=1)):
        ask(by=teasel, other=wren)
        assert len(talks_of(wren).asks) == 1


def test_who_declined_may_still_ask_and_two_questions_are_a_yes(cast, faces):
    teasel, wren, rowan, _plover = faces
    say_not_now(by=wren, talk=talk_of(wren, ask(by=teasel, other=wren).id))
    theirs = ask(by=wren, other=teasel)
    assert (theirs.asked_by_id, theirs.agreed_at) == (wren.id, None)
    assert ask(by=teasel, other=wren).agreed_at is not None
    ask(by=rowan, other=teasel)
    assert ask(by=teasel, other=rowan).agreed_at is not None


def test_where_nobody_may_be_asked(cast, faces, as_):
    teasel, wren, _rowan, plover = faces
    at = f"/g/{cast.long_nights.id}/talks"
    as_(cast.ben).post(at, {"unasked": "yes"})
    with pytest.raises(NotAllowed):
        ask(by=teasel, other=wren)
    wish_not_to_be_asked(by=wren, wanted=False)
    Member.objects.filter(id=teasel.id).update(paused_until=clock.now() + timedelta(days=1))
    with pytest.raises(NotAllowed):  # asked to pause by a steward
        ask(by=cast.face(cast.ana, cast.long_nights), other=wren)
    Member.objects.filter(id=teasel.id).update(paused_until=None, joined_at=clock.now())
    with pytest.raises(NotAllowed):  # came only today
        ask(by=cast.face(cast.ana, cast.long_nights), other=wren)
    assert as_(cast.ana).get(f"{at}/with/{plover.id}").status_code == 404  # across the boundary
    Group.objects.update(ways={})
    for path in (at, f"{at}/with/{wren.id}"):
        assert as_(cast.chidi).get(path).status_code == 404  # the group does not allow it
    assert "Write to each other" not in as_(cast.chidi).get(f"/g/{cast.long_nights.id}").content.decode()


def test_many_questions_wait_and_a_question_across_a_new_boundary_is_gone(cast, faces):
    teasel, wren, rowan, _plover = faces
    asked = ask(by=teasel, other=wren)
    draw_boundary(by=cast.ben, towards=cast.ana, place=cast.long_nights.id, own_face=wren.id, face=teasel.id)
    assert (talks_of(wren).asks, talks_of(teasel).waiting) == ([], [])
    with pytest.raises(NotAllowed):
        say_yes(by=wren, talk=talk_of(wren, asked.id))
    with pytest.raises(TooSoon):
        ask(by=rowan, other=_crowd(cast, rowan, 6))


def test_sam_meets_the_same_404(cast, as_, talk):
    group, sam = talk.group_id, as_(cast.sam)
    for which in (talk.id, "bcdfghjkmnpqrstvw"):
        for path in ("", "/end", "/answer", "/take-back"):
            for browser in (sam, as_(cast.chidi)):  # also for who is in the group and not one of the two
                assert browser.post(f"/g/{group}/talks/{which}{path}").status_code == 404
        assert as_(cast.chidi).get(f"/g/{group}/talks/{which}").status_code == 404
    assert sam.get(f"/g/{group}/talks").status_code == 404
    assert sam.get(f"/g/{group}/talks/with/{talk.other_id}").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_the_database_as_often_for_one_as_for_three(cast, faces, many, django_assert_num_queries):
    rowan = faces[2]
    for n in range(many):
        ask(by=_somebody(cast, n), other=rowan)
    with django_assert_num_queries(3):
        assert len(talks_of(rowan).asks) == many


def _somebody(cast, n):
    from testing.cast import a_member, a_person

    member = a_member(a_person(f"guest{n}"), cast.long_nights, f"Guest {n}")
    Member.objects.filter(id=member.id).update(joined_at=clock.now() - timedelta(days=3))
    return cast_face(member)


def cast_face(member):
    return Member.objects.select_related("group", "person").get(id=member.id)


def _crowd(cast, rowan, many):
    for n in range(many - 1):
        ask(by=rowan, other=_somebody(cast, n))
    return _somebody(cast, many)
