"""A conscience vote: everybody is asked, nobody sees who said what, and it comes out by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from testing.cast import AGREEMENT, a_member, a_person
from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.timers import run_due
from withness.groups.agreeing import agreement_of, change_agreement
from withness.groups.comparing import compare
from withness.groups.deciding import ENOUGH, EVERYBODY, NOT_ENOUGH, TOO_FEW, outcome_of
from withness.groups.having_a_say import have_a_say
from withness.groups.models import Group, Member, Proposal, Voice
from withness.groups.parting import leave
from withness.groups.proposing import propose, withdraw
from withness.groups.rules import has_agreed
from withness.groups.ways import told
from withness.notices.kinds import wording_of
from withness.notices.models import Notice
from withness.people.leaving import erase
from withness.safety.boundaries import draw_boundary

WORDS = AGREEMENT + " And we are patient."


@pytest.fixture
def faces(cast):
    """Long Nights, where anybody proposes: Ana, Ben, Chidi (who holds it) and Eve."""
    Group.objects.filter(id=cast.long_nights.id).update(ways={"conscience": "anybody"})
    return [cast.face(who, cast.long_nights) for who in (cast.ana, cast.ben, cast.chidi, cast.eve)]


@pytest.fixture
def proposal(faces):
    """Ana proposes."""
    return propose(by=faces[0], words=WORDS, why="Some nights are slow.")


def days_pass(proposal):
    with clock.stopped(proposal.closes_at + timedelta(minutes=1)):
        run_due()
    proposal.refresh_from_db()
    return proposal


def say(faces, proposal, *says):
    for face, one in zip(faces, says, strict=False):
        have_a_say(by=face, proposal=proposal, says=one)


def test_a_change_passes_and_everybody_accepts_it_anew(cast, faces, proposal):
    say(faces, proposal, "yes", "yes", "no")
    assert days_pass(proposal).passed is True
    now = agreement_of(Group.objects.get(id=cast.long_nights.id))
    assert (now.version, now.words, now.by_id) == (2, WORDS, faces[0].id)
    assert not has_agreed(cast.face(cast.ben, cast.long_nights))
    assert set(Notice.objects.filter(kind="agreement").values_list("person__nickname", flat=True)) >= {"ben", "chidi"}
    assert Voice.objects.count() == 0  # who said what is let go of


@pytest.mark.parametrize("says", [(), ("yes", "yes"), ("yes", "no", "no"), ("not_mine", "not_mine", "not_mine")])
def test_otherwise_everything_stays_and_that_is_told(cast, faces, proposal, says):
    say(faces, proposal, *says)
    assert days_pass(proposal).passed is False
    assert agreement_of(Group.objects.get(id=cast.long_nights.id)).version == 1
    notice = Notice.objects.get(kind="proposed", person=cast.ben)
    assert wording_of(notice, cast.ben).sentence == "What Long Nights agrees on stays as it was"


@pytest.mark.parametrize(
    ("rule", "yes", "no", "not_mine", "asked", "came_out"),
    [
        ("two_thirds", 2, 1, 0, 9, ENOUGH), ("two_thirds", 3, 2, 0, 9, NOT_ENOUGH), ("half", 2, 1, 0, 9, ENOUGH),
        ("half", 2, 2, 0, 9, NOT_ENOUGH), ("all", 9, 1, 0, 20, NOT_ENOUGH), ("all", 3, 0, 0, 20, EVERYBODY),
        ("two_thirds", 2, 0, 0, 9, TOO_FEW), ("two_thirds", 2, 0, 1, 9, EVERYBODY), ("two_thirds", 2, 0, 0, 2, EVERYBODY),
        ("two_thirds", 0, 0, 5, 9, TOO_FEW), ("half", 0, 3, 0, 9, NOT_ENOUGH),
    ],
)  # fmt: skip
def test_the_rule(rule, yes, no, not_mine, asked, came_out):
    assert outcome_of(rule=rule, yes=yes, no=no, not_mine=not_mine, asked=asked) == came_out


def test_the_pages_from_proposing_to_the_end(cast, faces, as_):
    at = f"/g/{cast.long_nights.id}"
    ana, ben = as_(cast.ana), as_(cast.ben)
    assert "Propose other words" in ana.get(f"{at}/agreement").content.decode()
    assert ana.post(f"{at}/agreement/propose", {"words": AGREEMENT, "days": "7"}).status_code == 422
    assert ana.post(f"{at}/agreement/propose", {"words": WORDS, "days": "99"}).status_code == 422
    page = ana.post(f"{at}/agreement/propose", {"words": WORDS, "days": "7"}).headers["Location"]
    assert "A change is asked of everybody" in ben.get(f"{at}/agreement").content.decode()
    shown = ben.get(page).content.decode()
    assert ("And we are patient." in shown, "What do you say?" in shown) == (True, True)
    assert ben.post(page, {"says": "perhaps"}).status_code == 422
    ben.post(page, {"says": "no", "worry": "Patience can be a wall."})
    shown = as_(cast.chidi).get(page).content.decode()
    assert "Patience can be a wall." in shown
    assert "Wren" not in shown  # a worry has no name
    assert ana.post(page, {"do": "withdraw"}, follow=True).content.decode().count("It was taken back") == 1
    assert ben.post(page, {"says": "yes"}).status_code == 403
    assert Voice.objects.get().says == ""


def test_sam_meets_the_same_404_and_where_nobody_is_asked_there_is_no_page(cast, faces, proposal, as_):
    at = f"/g/{cast.long_nights.id}"
    for path in (f"{at}/proposals/{proposal.id}", f"{at}/proposals/bcdfghjkmnpqrstvw", f"{at}/agreement/propose"):
        assert as_(cast.sam).get(path).status_code == 404
        assert as_(cast.sam).post(path).status_code == 404
    other = f"/g/{cast.thursday.id}"
    assert as_(cast.dana).get(f"{other}/proposals/{proposal.id}").status_code == 404  # of another group
    assert as_(cast.chidi).get(f"{other}/agreement/propose").status_code == 404
    assert as_(cast.chidi).get(f"{other}/desk/agreement").status_code == 200  # today’s way


def test_where_everybody_is_asked_nobody_changes_it_alone(cast, faces, as_):
    with pytest.raises(NotAllowed):
        change_agreement(by=faces[2], words=WORDS)
    desk = as_(cast.chidi).get(f"/g/{cast.long_nights.id}/desk/agreement")
    assert desk.headers["Location"] == f"/g/{cast.long_nights.id}/agreement/propose"
    Group.objects.update(ways={"conscience": "holders"})
    assert any("Those who hold the group propose it" in one for one in told(Group.objects.get(id=cast.long_nights.id)))
    with pytest.raises(NotAllowed):
        propose(by=cast.face(cast.ana, cast.long_nights), words=WORDS)
    asked = propose(by=cast.face(cast.chidi, cast.long_nights), words=WORDS)
    with pytest.raises(NotAllowed):  # one question at a time
        propose(by=cast.face(cast.chidi, cast.long_nights), words=WORDS + " Now.")
    assert Notice.objects.filter(kind="proposed").count() == 3
    assert Proposal.objects.get() == asked


def test_nobody_joins_to_tip_it_and_who_goes_does_not_decide(cast, faces, proposal):
    late = a_member(a_person("late"), cast.long_nights, "Linnet")
    with pytest.raises(NotAllowed):
        have_a_say(by=late, proposal=proposal, says="no")
    say(faces, proposal, "yes", "yes", "yes", "no")
    leave(by=faces[1])
    leave(by=faces[3])
    assert days_pass(proposal).outcome == EVERYBODY  # of the two who are left


def test_an_answer_can_be_changed_until_it_closes(faces, proposal):
    have_a_say(by=faces[1], proposal=proposal, says="no", worry="Hm.")
    have_a_say(by=faces[1], proposal=proposal, says="not_mine")
    assert list(Voice.objects.values_list("says", "worry")) == [("not_mine", "")]
    with pytest.raises(NotUnderstood):
        have_a_say(by=faces[1], proposal=proposal, says="no", worry="x" * 501)
    days_pass(proposal)
    with pytest.raises(NotAllowed):
        have_a_say(by=faces[1], proposal=proposal, says="yes")


def test_with_an_account_its_worries_and_what_it_proposed_go(cast, faces, proposal):
    have_a_say(by=faces[0], proposal=proposal, says="no", worry="Mine.")
    erase(person=cast.ana)
    assert (Proposal.objects.count(), Voice.objects.count()) == (0, 0)


def test_clauses_are_compared_line_by_line():
    told_ = [
        (one.kind, one.words) for one in compare("- One.\n- Two.\n- Three.", "- One.\n- Two and a half.\n- Three.")
    ]
    assert told_ == [("same", "One."), ("gone", "Two."), ("new", "Two and a half."), ("same", "Three.")]


def test_who_was_asked_to_pause_takes_no_question_back(cast, faces, proposal, as_):
    teasel, _wren, rowan, _eve = faces
    Member.objects.filter(id__in=[teasel.id, rowan.id]).update(paused_until=clock.now() + timedelta(days=2))
    page = f"/g/{proposal.group_id}/proposals/{proposal.id}"
    for face, who in ((teasel, cast.ana), (rowan, cast.chidi)):
        with pytest.raises(NotAllowed):
            withdraw(by=face, proposal=proposal)
        assert "Take the question back" not in as_(who).get(page).content.decode()
        assert as_(who).post(page, {"do": "withdraw"}).status_code == 403
    proposal.refresh_from_db()
    assert proposal.closed_at is None


def test_across_a_boundary_nobody_reads_who_proposed_or_why(cast, faces, proposal, as_):
    page = f"/g/{proposal.group_id}/proposals/{proposal.id}"
    draw_boundary(by=cast.ana, towards=cast.ben, place=proposal.group_id)
    for who, sees in ((cast.chidi, True), (cast.ben, False), (cast.eve, False)):
        shown = as_(who).get(page).content.decode()
        assert ("Teasel" in shown, "Some nights are slow." in shown) == (sees, sees)
        assert "And we are patient." in shown  # what is asked of everybody is asked of them, too
    before = as_(cast.ben).get(f"/g/{proposal.group_id}/proposals/bcdfghjkmnpqrstvw")
    assert before.status_code == 404


def test_a_boundary_drawn_elsewhere_hides_no_proposal_made_before_its_hour(cast, faces, proposal, as_):
    page = f"/g/{proposal.group_id}/proposals/{proposal.id}"
    draw_boundary(by=cast.ana, towards=cast.ben, place=cast.thursday.id)
    assert "Teasel" in as_(cast.ben).get(page).content.decode()
