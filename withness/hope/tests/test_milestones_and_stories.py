"""What one has reached, and stories: receipts, taking back, and what Sam may read."""

from __future__ import annotations

import pytest

from withness.foundation.refusing import NotAllowed
from withness.groups.holding import appoint
from withness.groups.models import Member
from withness.hope.models import Milestone, Receipt, Story
from withness.hope.telling_stories import approve_story, tell_story, withdraw_story
from withness.notices.kinds import wording_of
from withness.notices.models import Notice


def test_milestones_are_ones_own(cast, as_):
    as_(cast.ana).post("/hope/mark", {"kind": "asked_for_help", "words": "Rang my doctor."})
    assert "Rang my doctor." in as_(cast.ana).get("/hope").content.decode()
    for other in (cast.ben, cast.sam, cast.chidi):
        assert "Rang my doctor." not in as_(other).get("/hope").content.decode()
    kept = Milestone.objects.get()
    as_(cast.sam).post("/hope/mark", {"do": "let_go", "milestone": kept.id})
    assert Milestone.objects.count() == 1
    as_(cast.ana).post("/hope/mark", {"do": "let_go", "milestone": kept.id})
    assert Milestone.objects.count() == 0


@pytest.mark.parametrize(
    "form",
    [{"kind": "days"}, {"kind": "own"}, {"kind": "asked_for_help", "on": "2999-01-01"}, {"kind": "own", "on": "x"}],
)
def test_what_cannot_be_kept_says_why(cast, as_, form):
    assert as_(cast.ana).post("/hope/mark", form).status_code == 422
    assert not Milestone.objects.exists()


def test_a_day_is_read_as_everywhere_else_with_space_before_it(cast, as_):
    form = {"kind": "asked_for_help", "on": " 2026-01-02"}
    assert as_(cast.ana).post("/hope/mark", form).status_code == 302
    assert str(Milestone.objects.get().on) == "2026-01-02"


def told(cast, told_to="group"):
    by = cast.face(cast.ana, cast.long_nights)
    story = tell_story(by=by, title="The third winter", words="It took three.", told_to=told_to, agreed=True)
    approve_story(story=story, by=cast.face(cast.chidi, cast.long_nights))
    return story


def test_a_story_for_the_group_stays_in_it(cast, as_):
    story = told(cast)
    assert "It took three." in as_(cast.ben).get(f"/stories/{story.id}").content.decode()
    for other in (cast.sam, cast.dana, None):
        assert as_(other).get(f"/stories/{story.id}").status_code == 404
        assert "The third winter" not in as_(other).get("/stories").content.decode()


def test_a_story_for_everybody_carries_no_name_and_no_group(cast, as_):
    story = told(cast, "everybody")
    page = as_(None).get(f"/stories/{story.id}").content.decode()
    assert "It took three." in page
    assert "Teasel" not in page
    assert "Long Nights" not in page
    as_(cast.ana).post(f"/stories/{story.id}", {"do": "withdraw"})
    assert as_(None).get(f"/stories/{story.id}").status_code == 404
    assert Receipt.objects.get().withdrawn_at is not None
    assert "Taken back" in as_(cast.ana).get(f"/stories/{story.id}").content.decode()


def test_without_the_tick_nothing_is_kept_and_nobody_else_approves(cast, as_):
    form = {"group": cast.long_nights.id, "title": "So", "words": "It took three.", "told_to": "everybody"}
    assert as_(cast.ana).post("/stories/new", form).status_code == 422
    assert not Story.objects.exists()
    as_(cast.ana).post("/stories/new", form | {"agreed": "yes"})
    story = Story.objects.get()
    assert as_(None).get(f"/stories/{story.id}").status_code == 404
    assert as_(cast.ben).post(f"/stories/{story.id}", {"do": "approve"}).status_code == 404
    assert "So" in as_(cast.chidi).get("/letters/review").content.decode()
    assert as_(cast.chidi).post(f"/stories/{story.id}", {"do": "approve"}).status_code == 302
    assert as_(None).get(f"/stories/{story.id}").status_code == 200


def test_who_holds_the_group_hears_of_a_story_until_it_is_read(cast):
    appoint(by=cast.face(cast.chidi, cast.long_nights), member=cast.face(cast.ana, cast.long_nights))
    by = cast.face(cast.ana, cast.long_nights)
    story = tell_story(by=by, title="The third winter", words="It took three.", told_to="group", agreed=True)
    told = Notice.objects.get(kind="story_waits")
    assert told.person == cast.chidi  # not Ana, who wrote it
    assert wording_of(told, cast.chidi).href == "/letters/review"
    with pytest.raises(NotAllowed):
        approve_story(story=story, by=by)
    approve_story(story=story, by=cast.face(cast.chidi, cast.long_nights))
    assert wording_of(told, cast.chidi) is None


def test_a_story_that_was_taken_back_is_not_approved(cast, as_):
    by = cast.face(cast.ana, cast.long_nights)
    story = tell_story(by=by, title="The third winter", words="It took three.", told_to="everybody", agreed=True)
    withdraw_story(story=story)
    with pytest.raises(NotAllowed):
        approve_story(story=Story.objects.get(), by=cast.face(cast.chidi, cast.long_nights))
    assert as_(None).get(f"/stories/{story.id}").status_code == 404


def test_who_holds_a_group_alone_reads_their_own(cast):
    by = cast.face(cast.chidi, cast.long_nights)
    story = tell_story(by=by, title="The third winter", words="It took three.", told_to="group", agreed=True)
    assert not Member.objects.holding().filter(group=cast.long_nights).exclude(id=by.id).exists()
    approve_story(story=story, by=by)
    assert not Notice.objects.filter(kind="story_waits").exists()
