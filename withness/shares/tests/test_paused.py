"""Who was asked to pause may read, and take their own words back. They say nothing new, also not in old words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed
from withness.groups.models import Group, Member
from withness.shares.changing import change_reply, change_share
from withness.shares.letting_out import let_out, say_otherwise
from withness.shares.models import Share
from withness.shares.replying import reply
from withness.shares.sharing import share

OLD, NEW = "The kettle was still warm.", "You know what you did."
HEAVY = "I want to kill myself tonight."


def pause(face):
    """A steward asked them to."""
    Member.objects.filter(id=face.id).update(paused_until=clock.now() + timedelta(days=2))
    face.paused_until = clock.now() + timedelta(days=2)
    return face


def test_old_words_are_no_way_to_say_new_ones(cast, as_, program):
    ana, ben = (cast.face(who, cast.long_nights) for who in (cast.ana, cast.ben))
    hers = share(by=ana, words=OLD, need="just_listen")
    answer = reply(by=ana, share=share(by=ben, words="Me, too.", need="just_listen"), words=OLD)
    pause(ana)
    for say_differently in (
        lambda: change_share(by=ana, share=hers, words=NEW, need="just_listen"),
        lambda: change_reply(by=ana, reply=answer, words=NEW),
    ):
        with pytest.raises(NotAllowed, match="asked to pause"):
            say_differently()
    at = f"/g/{hers.group_id}/s"
    for page in (f"{at}/{hers.id}/change", f"{at}/{answer.share_id}/r/{answer.id}/change"):
        shown = as_(cast.ana).get(page).content.decode()
        assert ("asked to pause" in shown, "Take it back" in shown, "<textarea" in shown) == (True, True, False)
        assert as_(cast.ana).post(page, {"words": NEW, "need": "just_listen"}).status_code == 403
        assert as_(cast.sam).get(page).status_code == 404
    assert program(cast.ana).patch(f"/shares/{hers.id}", {"words": NEW, "need": "just_listen"}).status_code == 403
    hers.refresh_from_db()
    answer.refresh_from_db()
    assert {hers.words, answer.words} == {OLD}


def test_their_words_stay_theirs_to_take_back(cast, as_):
    ana = cast.face(cast.ana, cast.long_nights)
    hers = share(by=ana, words=OLD, need="just_listen")
    pause(ana)
    as_(cast.ana).post(f"/g/{hers.group_id}/s/{hers.id}/change", {"do": "take_back"})
    hers.refresh_from_db()
    assert (hers.words, hers.taken_back_at is None) == ("", False)


def test_a_share_that_waits_is_let_out_by_nobody_who_was_asked_to_pause(cast, as_):
    Group.objects.filter(id=cast.long_nights.id).update(ways={"hold_heavy": "2"})
    ana, chidi = (cast.face(who, cast.long_nights) for who in (cast.ana, cast.chidi))
    kept = share(by=ana, words=HEAVY, need="just_listen")
    page = f"/g/{kept.group_id}/s/{kept.id}/waits"
    pause(chidi)
    with pytest.raises(NotAllowed):
        let_out(by=chidi, share=Share.objects.get())
    shown = as_(cast.chidi).get(page).content.decode()
    assert "let_out" not in shown
    assert as_(cast.chidi).post(page, {"do": "let_out"}).status_code == 403
    pause(ana)
    with pytest.raises(NotAllowed, match="asked to pause"):
        say_otherwise(by=ana, share=Share.objects.get(), words=OLD, need="just_listen")
    assert as_(cast.ana).post(page, {"do": "change", "words": OLD}).status_code == 403
    assert 'value="change"' not in as_(cast.ana).get(page).content.decode()
    assert Share.objects.get().held_at is not None
    as_(cast.ana).post(page, {"do": "take_back"})
    assert Share.objects.get().words == ""
