"""A first group, step by step: kept on the way, left and come back to, and made to stand all at once."""

from datetime import timedelta

import pytest

from withness.foundation import clock
from withness.groups.beginning import KEPT, begun_by, keep_step, let_go_of_old
from withness.groups.models import Agreement, Beginning, Group, Member
from withness.home.first_group import STEPS
from withness.meetings.models import Series
from withness.people.consenting import has_consented, withdraw_consent
from withness.people.leaving import erase, everything_about
from withness.shares.models import Share

SAID = {
    "purpose": {"profile": "grief", "title": "The Bench", "about": "For those who miss somebody they sat beside."},
    "who": {"joining": "request", "alias": "Rue", "language": "en", "zone": "Europe/London"},
    "agreement": {"clauses": ["grief-1", "grief-3", "carers-2"], "own": "- We bring tea."},
    "meeting": {"how": "here", "day": "2026-12-03", "time": "19:00", "rhythm": "weekly", "minutes": "60"},
    "words": {"words": "I still put out two cups.", "need": "been_there"},
}


def _walk(browser, *steps, **instead):
    """Keep each of these steps; answers where the last one led."""
    led = ""
    for step in steps:
        answer = browser.post(f"/groups/first/{step}", {**SAID[step], **instead.get(step, {}), "do": "on"})
        assert answer.status_code == 302, answer.content.decode()
        led = answer["Location"]
    return led


def test_a_first_group_is_walked_through_and_stands(cast, as_):
    browser = as_(cast.sam)
    assert 'href="/groups/first"' in browser.get("/groups/new").content.decode()
    for step, onward in zip(STEPS, [*STEPS[1:], ""], strict=True):
        assert browser.get(f"/groups/first/{step}").status_code == 200
        assert _walk(browser, step) == f"/groups/first/{onward}".rstrip("/")
        assert not Group.objects.filter(title="The Bench").exists()
    looked = browser.get("/groups/first").content.decode()
    for sentence in (
        "The Bench",
        "Rue",
        "We do not compare losses.",
        "We bring tea.",
        "Every week, from 3 December 2026 at 19:00",
        "two cups",
    ):
        assert sentence in looked
    answer = browser.post("/groups/first", {"do": "stand"})
    group = Group.objects.get(title="The Bench")
    assert answer["Location"] == f"/g/{group.id}/desk/stands"
    me = Member.objects.get(group=group)
    assert (me.person_id, me.alias, me.holds) == (cast.sam.id, "Rue", "facilitator")
    assert Agreement.objects.get(group=group).words == (
        "- Everybody who is missed may be spoken of here, by name.\n- We do not compare losses.\n"
        "- Being tired, angry or wanting to run away may be said. It does not mean that we love less.\n\n- We bring tea."
    )
    meeting = Series.objects.get(group=group)
    assert (meeting.title, meeting.starts, meeting.in_circle) == ("The Bench", "2026-12-03T19:00", True)
    assert Share.objects.get(group=group).words == "I still put out two cups."
    stands = browser.get(answer["Location"]).content.decode()
    assert "Your group stands" in stands
    assert '"/handbook#first-week"' in stands
    link = browser.post(f"/g/{group.id}/desk/invitations", {"uses": "5", "days": "30"}).content.decode()
    assert "/desk/invitations/poster" in link
    assert begun_by(cast.sam) is None


def test_it_stands_once_however_often_one_presses(cast, as_):
    browser = as_(cast.sam)
    _walk(browser, *STEPS)
    browser.post("/groups/first", {"do": "stand"})
    assert browser.post("/groups/first", {"do": "stand"})["Location"] == "/groups"
    assert Group.objects.filter(title="The Bench").count() == 1


def test_one_may_meet_later_and_speak_later(cast, as_):
    browser = as_(cast.sam)
    _walk(browser, *STEPS, meeting={"how": "not_yet", "day": ""}, words={"words": " "})
    browser.post("/groups/first", {"do": "stand"})
    group = Group.objects.get(title="The Bench")
    assert (Series.objects.filter(group=group).count(), Share.objects.filter(group=group).count()) == (0, 0)


def test_a_step_is_left_half_done_and_is_there_when_one_comes_back(cast, as_):
    browser = as_(cast.sam)
    half = {"title": "T\0", "about": "", "profile": "\0", "do": "later"}
    assert browser.post("/groups/first/purpose", half)["Location"] == "/groups"
    assert 'value="T"' in as_(cast.sam).get("/groups/first/purpose").content.decode()
    _walk(browser, "purpose", "who")
    assert 'href="/groups/first/agreement">Go on</a>' in browser.get("/groups/first").content.decode()
    assert browser.post("/groups/first", {"do": "stand"})["Location"] == "/groups/first/agreement"
    assert (begun_by(cast.sam) is not None, Group.objects.filter(title="The Bench").count()) == (True, 0)
    assert begun_by(cast.ana) is None


def test_a_draft_is_let_go_of(cast, as_):
    browser = as_(cast.sam)
    _walk(browser, "purpose")
    browser.post("/groups/first", {"do": "let_go"})
    assert begun_by(cast.sam) is None


def test_a_stranger_comes_in_first_and_there_is_no_other_step(cast, as_):
    assert as_(None).get("/groups/first")["Location"].startswith("/account/come-in")
    assert as_(None).post("/groups/first/purpose", SAID["purpose"]).status_code == 302
    assert as_(cast.sam).get("/groups/first/never").status_code == 404
    assert not Beginning.objects.exists()


def test_the_page_of_a_group_that_stands_is_for_those_who_hold_it(cast, as_):
    address = f"/g/{cast.long_nights.id}/desk/stands"
    assert [as_(one).get(address).status_code for one in (cast.chidi, cast.ana, cast.sam)] == [200, 403, 404]


@pytest.mark.parametrize(("step", "odd", "sentence"), [
    ("purpose", {"title": "x"}, "Give the group a name of 2 to 80 letters."),
    ("purpose", {"profile": "cult"}, "Choose one of the ways of being a group."),
    ("who", {"joining": "all"}, "Choose how people may join."),
    ("who", {"alias": "me@example.org"}, "Leave out addresses and numbers"),
    ("who", {"alias": ""}, "Choose one of these names, or write one of your own."),
    ("who", {"zone": "Mars/Base"}, "Choose the place whose clock the group goes by."),
    ("agreement", {"clauses": ["\0", "x" * 5000], "own": ""}, "An agreement needs at least a sentence"),
    ("meeting", {"how": "never"}, "Choose how you meet, or that you decide later."),
    ("meeting", {"day": "soon"}, "Choose the first day and the hour."),
    ("meeting", {"minutes": "²"}, "A whole number from 5 to 1440, please."),
    ("meeting", {"how": "place"}, "Say where it takes place."),
    ("words", {"need": "money"}, "Choose what would help"),
    ("words", {"words": "x" * 30_000}, "This is longer than 20,000 letters."),
])  # fmt: skip
def test_what_needs_another_look_is_said_at_its_step_and_nothing_is_lost(cast, as_, step, odd, sentence):
    browser = as_(cast.sam)
    _walk(browser, *STEPS[: STEPS.index(step)])
    answer = browser.post(f"/groups/first/{step}", {**SAID[step], **odd, "do": "on"})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert step in begun_by(cast.sam)
    assert not Series.objects.exists()


def test_first_words_that_sound_like_a_crisis_open_the_card_for_their_author(cast, as_):
    browser = as_(cast.sam)
    _walk(browser, *STEPS[:4])
    words = {**SAID["words"], "words": "I want to kill myself tonight. I have the pills here."}
    page = browser.post("/groups/first/words", {**words, "do": "on"}).content.decode()
    assert "Your words are kept." in page
    assert 'href="/groups/first"' in page
    assert begun_by(cast.sam)["words"]["words"] == words["words"]
    browser.post("/groups/first/purpose", {**SAID["purpose"], "profile": "open-dialogue", "do": "on"})
    assert browser.post("/groups/first/words", {**words, "do": "on"}).status_code == 302


def test_without_consent_nothing_is_kept_and_with_it_all_goes_on(cast, as_):
    withdraw_consent(person=cast.sam, about="health")
    browser = as_(cast.sam)
    answer = browser.post("/groups/first/purpose", {**SAID["purpose"], "do": "later"})
    assert (answer.status_code, Beginning.objects.count()) == (422, 0)
    assert "The Bench" in answer.content.decode()
    _walk(browser, "purpose", purpose={"health": "yes"})
    assert has_consented(cast.sam, "health")
    withdraw_consent(person=cast.sam, about="health")
    assert not Beginning.objects.exists()


def test_a_draft_is_told_in_the_export_goes_with_the_person_and_is_not_kept_for_ever(cast, as_):
    _walk(as_(cast.sam), "purpose")
    assert everything_about(cast.sam)["groups"]["beginning"][0]["kept"]["purpose"]["title"] == "The Bench"
    keep_step(person=cast.ana, step="purpose", said={})
    Beginning.objects.filter(person=cast.ana).update(at=clock.now() - KEPT - timedelta(days=1))
    let_go_of_old()
    assert list(Beginning.objects.values_list("person_id", flat=True)) == [cast.sam.id]
    erase(person=cast.sam)
    assert not Beginning.objects.exists()


def test_the_faces_on_offer_stay_and_the_chosen_one_is_there_again(cast, as_):
    browser = as_(cast.sam)
    face = "b" * 17 + "Heron"
    browser.post("/groups/first/who", {**SAID["who"], "alias": "", "face": face, "do": "later"})
    page = browser.get("/groups/first/who").content.decode()
    assert f'value="{face}" checked' in page
    again = browser.post("/groups/first/who", {**SAID["who"], "alias": "", "face": face, "do": "others"})
    assert again.status_code == 200
