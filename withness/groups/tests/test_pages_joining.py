"""Coming in by hand: through an open door, by asking, with an invitation; and never without having agreed."""

import re
from datetime import timedelta

import pytest

from testing.cast import AGREEMENT
from withness.foundation import clock
from withness.groups.agreeing import change_agreement
from withness.groups.inviting import invite
from withness.groups.models import Invitation, Knock, Member
from withness.groups.parting import ask_to_go
from withness.people.consenting import has_consented, withdraw_consent

FACE = "2" * 17


def form(**more):
    return {"agreement_version": "1", "agree": "yes", "face": f"{FACE}Finch", "alias": "", **more}


def test_sam_reads_agrees_chooses_a_face_and_is_in(cast, as_):
    sam, path = as_(cast.sam), f"/g/{cast.long_nights.id}/join"
    page = sam.get(path).content.decode()
    assert "Nobody has to be fine." in page
    choices = re.findall(r'name="face" value="([^"]+)"', page)
    assert len(set(choices)) == 6
    answer = sam.post(path, form(face=choices[2]))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/g/{cast.long_nights.id}")
    me = Member.objects.get(person=cast.sam)
    assert (me.stone + me.alias, me.agreed_version) == (choices[2], 1)
    assert sam.get(f"/g/{cast.long_nights.id}").status_code == 200
    assert sam.get(path).headers["Location"] == f"/g/{cast.long_nights.id}"


def test_a_name_of_one_s_own_goes_with_the_chosen_stone(cast, as_):
    as_(cast.sam).post(f"/g/{cast.long_nights.id}/join", form(alias="Dusty Road"))
    me = Member.objects.get(person=cast.sam)
    assert (me.alias, me.stone) == ("Dusty Road", FACE)


@pytest.mark.parametrize(
    ("field", "sent", "sentence"),
    [
        ("agree", {"agree": ""}, "tick the box if you agree too"),
        ("alias", {"alias": "Teasel"}, "Somebody here already goes by a name that looks like this."),
        ("alias", {"alias": "x@example.org"}, "Leave out addresses"),
        ("alias", {"face": ""}, "Choose one of these names, or write one of your own."),
        ("alias", {"face": "\x00é"}, "Choose one of these names, or write one of your own."),
        ("agreement_version", {"agreement_version": "7"}, "The agreement changed while you were reading."),
        ("agreement_version", {"agreement_version": "x"}, "The agreement changed while you were reading."),
    ],
)
def test_what_needs_another_look_is_said_and_nothing_is_lost(cast, as_, field, sent, sentence):
    answer = as_(cast.sam).post(f"/g/{cast.long_nights.id}/join", form(**sent, offered=[f"{FACE}Finch"]))
    page = answer.content.decode()
    assert (answer.status_code, sentence in page) == (422, True)
    assert f'href="#f-{field}"' in page
    assert f'id="f-{field}"' in page
    if sent.get("alias"):
        assert f'value="{sent["alias"]}"' in page
    assert re.findall(r'name="face" value="([^"]+)"', page) == [f"{FACE}Finch"]
    assert not Member.objects.filter(person=cast.sam).exists()


def test_others_are_shown_on_request_and_what_was_written_stays(cast, as_):
    answer = as_(cast.sam).post(
        f"/g/{cast.thursday.id}/join", form(do="others", words="A friend told me.", offered=[f"{FACE}Finch"])
    )
    page = answer.content.decode()
    assert (answer.status_code, "A friend told me." in page) == (200, True)
    assert f"{FACE}Finch" not in page
    assert Knock.objects.count() == 0


def test_sam_asks_waits_and_may_ask_no_longer(cast, as_):
    sam, path = as_(cast.sam), f"/g/{cast.thursday.id}/join"
    answer = sam.post(path, form(words="A friend told me."))
    assert answer.headers["Location"] == f"/g/{cast.thursday.id}/about"
    knock = Knock.objects.get()
    assert (knock.alias, knock.stone, knock.words) == ("Finch", FACE, "A friend told me.")
    page = sam.get(f"/g/{cast.thursday.id}/about").content.decode()
    assert "You have asked to join, as <bdi>Finch</bdi>." in page
    assert "You have asked to join" in sam.get("/groups").content.decode()
    assert sam.get(path).status_code == 302
    sam.post(f"/g/{cast.thursday.id}/join/no-longer")
    assert Knock.objects.count() == 0


def test_consent_is_asked_on_the_way_and_kept_only_with_the_joining(cast, as_):
    withdraw_consent(person=cast.sam, about="health")
    sam, path = as_(cast.sam), f"/g/{cast.long_nights.id}/join"
    assert "May we keep what you write about your health?" in sam.get(path).content.decode()
    assert sam.post(path, form()).status_code == 422
    assert sam.post(path, form(health="yes", alias="Teasel")).status_code == 422
    assert not has_consented(cast.sam, "health")
    assert sam.post(path, form(health="yes")).status_code == 302
    assert has_consented(cast.sam, "health")
    assert "May we keep" not in as_(cast.ana).get(f"/g/{cast.thursday.id}/join").content.decode()


def test_signed_out_one_comes_in_first_and_is_then_back_here(cast, as_):
    path = f"/g/{cast.long_nights.id}/join"
    for answer in (as_(None).get(path), as_(None).post(path, form())):
        assert answer.headers["Location"] == f"/account/come-in?next=%2Fg%2F{cast.long_nights.id}%2Fjoin"


def test_who_was_asked_to_go_reads_so_and_finds_no_form(cast, as_):
    ask_to_go(
        by=cast.face(cast.chidi, cast.long_nights), member=cast.face(cast.ben, cast.long_nights), because="Too loud."
    )
    for method in ("get", "post"):
        answer = getattr(as_(cast.ben), method)(f"/g/{cast.long_nights.id}/join", form())
        page = answer.content.decode()
        assert ("You were asked to leave this group." in page, 'name="agree"' in page) == (True, False)
    assert not Member.objects.here().filter(person=cast.ben, group=cast.long_nights).exists()


def an_invitation(cast, group, **more):
    return f"/i/{invite(by=cast.face(cast.chidi, group), **more)[1]}"


def test_an_invitation_leads_a_stranger_to_the_door_and_sam_inside(cast, as_):
    path = an_invitation(cast, cast.still_water)
    page = as_(None).get(path).content.decode()
    assert "Still Water" in page
    assert f'href="/account/join?next={path.replace("/", "%2F")}"' in page
    assert Invitation.objects.get(group=cast.still_water, uses_left=1).uses_left == 1
    assert as_(None).post(path, form()).status_code == 302
    assert as_(cast.sam).get(path).status_code == 200
    assert as_(cast.sam).post(path, form()).headers["Location"] == f"/g/{cast.still_water.id}"
    assert as_(cast.sam).get(f"/g/{cast.still_water.id}").status_code == 200
    assert as_(cast.eve).get(path).status_code == 404  # used up
    assert as_(cast.ana).get(an_invitation(cast, cast.still_water)).headers["Location"] == f"/g/{cast.still_water.id}"


def test_an_invitation_to_a_group_by_request_opens_at_once(cast, as_):
    as_(cast.sam).post(an_invitation(cast, cast.thursday), form())
    assert Member.objects.filter(person=cast.sam, group=cast.thursday).exists()


@pytest.mark.parametrize("token", ["x", "%00", "é" * 300, "A" * 24])
def test_a_link_that_opens_nothing_says_so_kindly_and_the_same_to_everybody(cast, as_, token):
    for person in (None, cast.sam):
        answer = as_(person).get(f"/i/{token}")
        assert answer.status_code == 404
        assert "This link does not open a door any more." in answer.content.decode()


def test_an_old_invitation_is_no_different_from_one_that_never_was(cast, as_):
    path = an_invitation(cast, cast.still_water)
    with clock.stopped(clock.now() + timedelta(days=15)):
        old, never = as_(None).get(path).content.decode(), as_(None).get("/i/never").content.decode()
    assert old.replace(path[3:], "T") == never.replace("never", "T")


def test_the_agreement_changed_meanwhile_and_is_read_again(cast, as_):
    change_agreement(by=cast.face(cast.chidi, cast.long_nights), words=AGREEMENT + " And we are patient.")
    sam, path = as_(cast.sam), f"/g/{cast.long_nights.id}/join"
    page = sam.post(path, form()).content.decode()
    assert "And we are patient." in page
    assert 'name="agreement_version" value="2"' in page
    assert not re.search(r'name="agree"[^>]* checked', page)
    assert sam.post(path, form(agreement_version="2")).status_code == 302
