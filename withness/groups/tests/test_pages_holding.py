"""Holding a group, page by page: the desk, the door, invitations, words, other hands, and the end."""

import re
from datetime import timedelta

import pytest

from withness.foundation import clock
from withness.groups.inviting import invitation_of
from withness.groups.joining import join
from withness.groups.models import Departure, Group, Invitation, Knock, Member
from withness.groups.profiles import PROFILES, way_of
from withness.people.consenting import has_consented, withdraw_consent
from withness.safety.boundaries import draw_boundary


def go(as_, person, path, form=None):
    return as_(person).get(path) if form is None else as_(person).post(path, form)


def test_the_desk_is_for_who_holds_the_group(cast, as_):
    path = f"/g/{cast.long_nights.id}/desk"
    assert "Nobody waits." in go(as_, cast.chidi, f"/g/{cast.thursday.id}/desk").content.decode()
    assert "The door is open." in go(as_, cast.chidi, path).content.decode()
    for page in ("", "/invitations", "/about", "/ways", "/agreement", "/close"):
        assert go(as_, cast.chidi, path + page).status_code == 200
        assert go(as_, cast.ana, path + page).status_code == 403  # she knows the group; the desk is not hers
        assert go(as_, cast.sam, path + page).status_code == 404


def test_chidi_lets_sam_in(cast, as_):
    knock = join(
        person=cast.sam,
        group=cast.thursday,
        alias="Finch",
        agreement_version=1,
        words="A friend told me.",
        stone="2" * 17,
    )
    desk = f"/g/{cast.thursday.id}/desk"
    page = go(as_, cast.chidi, desk).content.decode()
    assert ("Finch" in page, "A friend told me." in page, cast.sam.id in page) == (True, True, False)
    for person in (cast.dana, cast.ana):
        go(as_, person, f"{desk}/knocks", {"knock": knock.id, "do": "let_in"})
    go(as_, cast.chidi, f"/g/{cast.long_nights.id}/desk/knocks", {"knock": knock.id, "do": "let_in"})  # another door
    assert not Member.objects.filter(person=cast.sam).exists()
    assert go(as_, cast.chidi, f"{desk}/knocks", {"knock": knock.id, "do": "let_in"}).status_code == 302
    me = Member.objects.get(person=cast.sam)
    assert (me.alias, me.stone) == ("Finch", "2" * 17)
    assert go(as_, cast.chidi, f"{desk}/knocks", {"knock": knock.id, "do": "not_now"}).status_code == 302
    assert Member.objects.here().filter(person=cast.sam).exists()


def test_kindly_not(cast, as_):
    knock = join(person=cast.sam, group=cast.thursday, alias="Finch", agreement_version=1)
    for nonsense in ("", "\x00", "x" * 500):
        assert (
            go(as_, cast.chidi, f"/g/{cast.thursday.id}/desk/knocks", {"knock": nonsense, "do": "let_in"}).status_code
            == 302
        )
    go(as_, cast.chidi, f"/g/{cast.thursday.id}/desk/knocks", {"knock": knock.id, "do": "not_now"})
    assert Knock.objects.get().let_in is False
    page = go(as_, cast.sam, f"/g/{cast.thursday.id}/about").content.decode()
    assert ("You can ask again after a week." in page, "Ask to join</a>" in page) == (True, False)


def test_an_invitation_is_made_shown_once_and_taken_back(cast, as_):
    path = f"/g/{cast.still_water.id}/desk/invitations"
    page = go(as_, cast.chidi, path, {"for_whom": "the Tuesday people", "uses": "3", "days": "14"}).content.decode()
    token = re.search(r"/i/([\w-]+)<", page)[1]
    assert invitation_of(token).uses_left == 3
    again = go(as_, cast.chidi, path).content.decode()
    assert ("the Tuesday people" in again, token in again, "3 more people can come in with it." in again) == (
        True,
        False,
        True,
    )
    made = Invitation.objects.get(for_whom="the Tuesday people")
    for person in (cast.ana, cast.sam):
        assert go(as_, person, f"{path}/withdraw", {"invitation": made.id}).status_code == 404
    assert invitation_of(token) is not None
    assert go(as_, cast.chidi, f"{path}/withdraw", {"invitation": made.id}).status_code == 302
    assert invitation_of(token) is None


@pytest.mark.parametrize(
    ("uses", "days", "field"), [("0", "14", "uses"), ("51", "14", "uses"), ("1", "x", "days"), ("1", "91", "days")]
)
def test_an_invitation_without_measure_needs_another_look(cast, as_, uses, days, field):
    before = Invitation.objects.count()
    answer = go(
        as_, cast.chidi, f"/g/{cast.thursday.id}/desk/invitations", {"for_whom": "K", "uses": uses, "days": days}
    )
    page = answer.content.decode()
    assert (answer.status_code, f'href="#f-{field}"' in page, 'value="K"' in page) == (422, True, True)
    assert Invitation.objects.count() == before


def test_what_the_group_says_of_itself_is_changed(cast, as_):
    path = f"/g/{cast.thursday.id}/desk/about"
    form = {
        "title": "The Friday Table",
        "about": "For people who like Fridays.",
        "joining": "open",
        "language": "es",
        "zone": "Europe/Madrid",
    }
    assert 'value="The Thursday Table"' in go(as_, cast.chidi, path).content.decode()
    answer = go(as_, cast.chidi, path, form | {"title": "x", "about": "Half written"})
    page = answer.content.decode()
    assert (answer.status_code, "Half written" in page) == (422, True)
    assert go(as_, cast.dana, path, form).status_code == 403
    assert go(as_, cast.chidi, path, form).status_code == 302
    group = Group.objects.get(id=cast.thursday.id)
    assert (group.title, group.joining, group.language, group.zone) == (
        "The Friday Table",
        "open",
        "es",
        "Europe/Madrid",
    )


def ways(**more):
    answers = {"cross_talk": "never", "advice": "no", "counters": "no", "measures": "yes", "risk_tooling": "yes"}
    return answers | {"private_messages": "no", "circle_size": "9"} | more


def test_across_a_boundary_a_link_is_named_without_who_made_it(cast, as_):
    page = f"/g/{cast.long_nights.id}/desk/invitations"
    go(as_, cast.chidi, page, {"for_whom": "the Tuesday people", "uses": "1", "days": "14"})
    go(as_, cast.chidi, member_path(cast, cast.ben), {"do": "appoint"})
    assert "Made by" in go(as_, cast.ben, page).content.decode()
    draw_boundary(by=cast.chidi, towards=cast.ben, place=cast.long_nights.id)
    shown = go(as_, cast.ben, page).content.decode()
    assert ("Made by" in shown, "the Tuesday people" in shown) == (False, True)
    assert go(as_, cast.sam, page).status_code == 404


def test_how_the_group_does_things_is_changed(cast, as_):
    path = f"/g/{cast.long_nights.id}/desk/ways"
    for wrong in ({"advice": "perhaps"}, {"circle_size": "x"}, {"circle_size": "99"}):
        assert go(as_, cast.chidi, path, ways(**wrong)).status_code == 422
    assert go(as_, cast.ana, path, ways()).status_code == 403
    assert go(as_, cast.chidi, path, ways()).status_code == 302
    group = Group.objects.get(id=cast.long_nights.id)
    assert [way_of(group, name) for name in ("cross_talk", "advice", "circle_size")] == ["never", False, 9]
    assert "Nobody gives advice." in go(as_, cast.sam, f"/g/{group.id}/about").content.decode()


def test_a_new_agreement_asks_everybody_and_the_same_words_nobody(cast, as_):
    path = f"/g/{cast.long_nights.id}/desk/agreement"
    words = "We listen to the end. What is said here stays here."
    assert go(as_, cast.ana, path, {"words": words}).status_code == 403
    answer = go(as_, cast.chidi, path, {"words": "Short."})
    assert (answer.status_code, 'href="#f-words"' in answer.content.decode()) == (422, True)
    assert go(as_, cast.chidi, path, {"words": words}).headers["Location"] == f"/g/{cast.long_nights.id}/agreement"
    assert Group.objects.get(id=cast.long_nights.id).agreement_version == 2
    go(as_, cast.chidi, path, {"words": words})
    assert Group.objects.get(id=cast.long_nights.id).agreement_version == 2


def member_path(cast, person):
    return f"/g/{cast.long_nights.id}/members/{cast.face(person, cast.long_nights).id}"


def test_somebody_is_asked_to_hold_it_too_and_then_has_it(cast, as_):
    path = member_path(cast, cast.ben)
    for do in ("appoint", "hand_on", "ask_to_go", "nonsense"):
        assert go(as_, cast.ana, path, {"do": do, "because": "No."}).status_code == 403
        assert go(as_, cast.sam, path, {"do": do, "because": "No."}).status_code == 404
    for do, holds in (("appoint", "co-facilitator"), ("release", ""), ("hand_on", "facilitator")):
        assert go(as_, cast.chidi, path, {"do": do}).headers["Location"] == path
        assert cast.face(cast.ben, cast.long_nights).holds == holds
    assert cast.face(cast.chidi, cast.long_nights).holds == "co-facilitator"


def test_somebody_is_asked_to_go_reads_why_and_asks_a_steward(cast, as_):
    path, wren = member_path(cast, cast.ben), cast.face(cast.ben, cast.long_nights)
    assert "Ask them to leave" in go(as_, cast.chidi, path).content.decode()
    assert go(as_, cast.chidi, path, {"do": "ask_to_go", "because": " "}).status_code == 422
    go(as_, cast.chidi, path, {"do": "ask_to_go", "because": "You wrote to others outside."})
    assert Departure.objects.get(member=wren).because == "You wrote to others outside."
    parted = f"/parted/{wren.id}"
    page = go(as_, cast.ben, parted).content.decode()
    assert ("You wrote to others outside." in page, "Rowan" in page) == (True, False)
    for person in (cast.ana, cast.chidi, cast.dana, cast.sam, None):
        assert go(as_, person, parted).status_code == 404
    assert go(as_, cast.ben, parted, {"words": "a" * 1001}).status_code == 422
    assert go(as_, cast.ben, parted, {"words": "I had asked them."}).status_code == 302
    page = go(as_, cast.dana, parted).content.decode()
    assert ("I had asked them." in page, "Wren" in page, "Rowan" in page) == (True, False, False)
    assert go(as_, cast.dana, parted, {"words": "x"}).status_code == 404
    for person in (cast.ana, cast.chidi, cast.sam, None):
        assert go(as_, person, parted).status_code == 404


def test_who_left_by_themselves_has_no_such_page(cast, as_):
    wren = cast.face(cast.ben, cast.long_nights)
    go(as_, cast.ben, f"/g/{cast.long_nights.id}/leave", {"words": "stay"})
    for parted in (wren.id, "x", "%00"):
        assert go(as_, cast.ben, f"/parted/{parted}").status_code == 404


def test_closing_kindly_with_last_words(cast, as_):
    path = f"/g/{cast.long_nights.id}/desk/close"
    assert go(as_, cast.ana, path, {"words": "Over."}).status_code == 403
    assert go(as_, cast.chidi, path, {"words": "a" * 2001}).status_code == 422
    go(as_, cast.chidi, path, {"words": "It was good to be here with you."})
    assert "It was good to be here with you." in go(as_, cast.ana, f"/g/{cast.long_nights.id}").content.decode()
    page = go(as_, cast.chidi, path).content.decode()
    assert "The last words" in page
    assert "Its last words" in go(as_, cast.chidi, f"/g/{cast.long_nights.id}/desk").content.decode()


def opening(**more):
    said = {"title": "Kitchen Light", "about": "For people who cook for somebody ill.", "joining": "request"}
    words = "We speak from our own life. What is said here stays here."
    said |= {"agreement": words, "language": "en", "zone": "Europe/London", "face": f"{'2' * 17}Finch", "alias": ""}
    return said | ways() | more


@pytest.mark.parametrize("profile", [one.slug for one in PROFILES])
def test_a_group_of_every_kind_can_be_opened(cast, as_, profile):
    sam, path = as_(cast.sam), f"/groups/new/{profile}"
    assert f'href="{path}"' in sam.get("/groups/new").content.decode()
    page = sam.get(path).content.decode()
    words = re.search(r'name="agreement"[^>]*>(.*?)</textarea>', page, re.DOTALL)[1]
    assert words.count("\n- ") >= 5
    answer = sam.post(path, opening())
    me = Member.objects.select_related("group").get(person=cast.sam)
    assert answer.headers["Location"] == f"/g/{me.group_id}/desk"
    assert (me.alias, me.holds, me.group.profile, me.group.joining) == ("Finch", "facilitator", profile, "request")
    assert (way_of(me.group, "cross_talk"), way_of(me.group, "circle_size")) == ("never", 9)
    assert "Kitchen Light" in as_(None).get("/groups").content.decode()


@pytest.mark.parametrize(
    ("field", "sent"),
    [("title", {"title": ""}), ("about", {"about": "x"}), ("joining", {"joining": "x"}), ("agreement", {"agreement": ""}),
     ("language", {"language": "\x00"}), ("zone", {"zone": "Nowhere"}), ("circle_size", {"circle_size": "1"}),
     ("advice", {"advice": ""}), ("alias", {"face": ""}), ("alias", {"alias": "1"})],
)  # fmt: skip
def test_what_needs_another_look_before_a_group_opens(cast, as_, field, sent):
    before = Group.objects.count()
    answer = as_(cast.sam).post("/groups/new/grief", opening(**sent))
    page = answer.content.decode()
    assert (answer.status_code, f'href="#f-{field}"' in page, Group.objects.count() - before) == (422, True, 0)
    assert f'id="f-{field}' in page


def test_where_stewards_open_the_groups_the_pages_say_so_kindly(cast, as_, settings):
    settings.OPENING_GROUPS, settings.CONTACT = "STEWARDS", "hello@example.org"
    sam, dana, path = as_(cast.sam), as_(cast.dana), "/groups/new/grief"
    page = sam.get("/groups/new").content.decode()
    assert "In this house stewards open the groups." in page
    assert "hello@example.org" in page
    assert path not in page
    assert "/groups/new" not in sam.get("/groups").content.decode()
    assert (sam.get(path).status_code, sam.post(path, opening()).status_code) == (403, 403)
    assert not Member.objects.filter(person=cast.sam).exists()
    assert 'href="/groups/new"' in dana.get("/groups").content.decode()
    assert path in dana.get("/groups/new").content.decode()
    assert dana.post(path, opening()).status_code == 302


def test_nobody_opens_one_group_after_another(cast, as_):
    sam, path = as_(cast.sam), "/groups/new/grief"
    for _n in range(6):
        assert sam.post(path, opening(title="")).status_code == 422  # what needs another look costs nothing
    assert [sam.post(path, opening()).status_code for _n in range(6)] == [302] * 5 + [429]
    assert "You can open the next one tomorrow." in sam.post(path, opening()).content.decode()
    assert as_(cast.ben).post(path, opening()).status_code == 302
    assert Member.objects.filter(person=cast.sam).count() == 5
    with clock.stopped(clock.now() + timedelta(days=1)):
        assert sam.post(path, opening()).status_code == 302


def test_opening_needs_an_account_consent_and_a_known_kind(cast, as_):
    withdraw_consent(person=cast.sam, about="health")
    sam = as_(cast.sam)
    assert as_(None).get("/groups/new").status_code == 302
    assert as_(None).post("/groups/new/grief", opening()).status_code == 302
    assert sam.get("/groups/new/nonsense").status_code == 404
    assert sam.post("/groups/new/grief", opening()).status_code == 422
    assert not Member.objects.filter(person=cast.sam).exists()
    assert sam.post("/groups/new/grief", opening(health="yes")).status_code == 302
    assert has_consented(cast.sam, "health")
