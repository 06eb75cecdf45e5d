"""Being a member, page by page: what was agreed, my face, who is here, and going."""

import re

from testing.cast import AGREEMENT
from withness.groups.agreeing import change_agreement
from withness.groups.closing import close_group
from withness.groups.holding import appoint, hand_on
from withness.groups.models import Group, Member

FACE = "3" * 17


def go(as_, person, path, form=None):
    return as_(person).get(path) if form is None else as_(person).post(path, form)


def test_a_new_agreement_is_asked_about_before_one_writes_again(cast, as_):
    path, group = f"/g/{cast.long_nights.id}/agreement", f"/g/{cast.long_nights.id}"
    assert 'name="agree"' not in go(as_, cast.ben, path).content.decode()
    change_agreement(by=cast.face(cast.chidi, cast.long_nights), words=AGREEMENT + " And we are patient.")
    assert go(as_, cast.ben, f"{group}/shares/new").headers["Location"] == path
    page = go(as_, cast.ben, path).content.decode()
    assert ("And we are patient." in page, 'name="agree"' in page) == (True, True)
    assert "And we are patient." not in go(as_, cast.ben, f"{path}/before").content.decode()
    assert go(as_, cast.ben, path, {"agreement_version": "2"}).status_code == 422
    assert go(as_, cast.ben, path, {"agreement_version": "1", "agree": "yes"}).status_code == 422
    assert go(as_, cast.ben, path, {"agreement_version": "\x00", "agree": "yes"}).status_code == 422
    assert cast.face(cast.ben, cast.long_nights).agreed_version == 1
    assert go(as_, cast.ben, path, {"agreement_version": "2", "agree": "yes"}).headers["Location"] == group
    assert go(as_, cast.ben, f"{group}/shares/new").status_code == 200


def test_an_agreement_that_never_changed_has_no_before(cast, as_):
    assert go(as_, cast.ben, f"/g/{cast.long_nights.id}/agreement/before").status_code == 404


def test_ben_becomes_somebody_else_here_and_only_here(cast, as_):
    path = f"/g/{cast.long_nights.id}/me"
    page = go(as_, cast.ben, path).content.decode()
    assert 'value="Wren"' in page
    stones = re.findall(r'name="stone" value="([^"]+)"', page)
    assert (len(set(stones)), stones[0]) == (6, cast.face(cast.ben, cast.long_nights).stone)
    assert go(as_, cast.ben, path, {"alias": "Dunlin", "stone": stones[3]}).status_code == 302
    me = cast.face(cast.ben, cast.long_nights)
    assert (me.alias, me.stone) == ("Dunlin", stones[3])
    assert cast.face(cast.ben, cast.still_water).alias == "Moss"


def test_a_face_that_is_taken_or_nonsense_needs_another_look(cast, as_):
    path, before = f"/g/{cast.long_nights.id}/me", cast.face(cast.ben, cast.long_nights)
    for alias in ("Teasel", "", "\x00"):
        assert go(as_, cast.ben, path, {"alias": alias, "stone": FACE}).status_code == 422
    assert go(as_, cast.ben, path, {"alias": "Wren", "stone": "nonsense"}).status_code == 302
    after = cast.face(cast.ben, cast.long_nights)
    assert (after.alias, after.stone) == (before.alias, before.stone)
    page = go(as_, cast.ben, path, {"alias": "Half a name", "do": "others"})
    assert (page.status_code, 'value="Half a name"' in page.content.decode()) == (200, True)


def test_members_see_who_is_here_but_nobody_across_a_boundary(cast, as_):
    page = go(as_, cast.ben, f"/g/{cast.long_nights.id}/members").content.decode()
    assert page.index("Rowan") < page.index("Plover") < page.index("Teasel") < page.index("Wren")
    assert "Facilitator: holds this group" in page
    plover = cast.face(cast.eve, cast.long_nights)
    assert "Plover" not in go(as_, cast.ana, f"/g/{cast.long_nights.id}/members").content.decode()
    assert "Teasel" not in go(as_, cast.eve, f"/g/{cast.long_nights.id}/members").content.decode()
    assert go(as_, cast.ana, f"/g/{cast.long_nights.id}/members/{plover.id}").status_code == 404
    assert go(as_, cast.ben, f"/g/{cast.long_nights.id}/members/{plover.id}").status_code == 200


def test_a_member_of_another_group_is_not_found_here(cast, as_):
    fern, teasel = cast.face(cast.ana, cast.still_water), cast.face(cast.ana, cast.long_nights)
    assert go(as_, cast.ben, f"/g/{cast.long_nights.id}/members/{fern.id}").status_code == 404
    assert go(as_, cast.ben, f"/g/{cast.long_nights.id}/members/{cast.ana.id}").status_code == 404
    page = go(as_, cast.ben, f"/g/{cast.long_nights.id}/members/{teasel.id}").content.decode()
    assert ("Teasel" in page, "Ask them to leave" in page, "Hand it on" in page) == (True, False, False)
    assert fern.id not in page
    assert cast.ana.id not in page
    mine = go(as_, cast.ana, f"/g/{cast.long_nights.id}/members/{teasel.id}")
    assert mine.headers["Location"] == f"/g/{cast.long_nights.id}/me"


def test_ben_goes(cast, as_):
    path = f"/g/{cast.long_nights.id}/leave"
    assert "What happens to your words?" in go(as_, cast.ben, path).content.decode()
    assert go(as_, cast.ben, path, {}).status_code == 422
    assert go(as_, cast.ben, path, {"words": "stay"}).headers["Location"] == "/groups"
    assert go(as_, cast.ben, path).status_code == 404
    assert Member.objects.here().filter(person=cast.ben).count() == 1  # Still Water


def test_who_holds_the_group_hands_it_on_first(cast, as_):
    path = f"/g/{cast.long_nights.id}/leave"
    page = go(as_, cast.chidi, path).content.decode()
    assert "give it into other hands first" in page
    go(as_, cast.chidi, path, {"words": "stay"})
    assert cast.face(cast.chidi, cast.long_nights).left_at is None
    hand_on(by=cast.face(cast.chidi, cast.long_nights), member=cast.face(cast.ben, cast.long_nights))
    assert go(as_, cast.chidi, path, {"words": "stay"}).status_code == 302


def test_a_co_facilitator_steps_back(cast, as_):
    appoint(by=cast.face(cast.chidi, cast.long_nights), member=cast.face(cast.ben, cast.long_nights))
    wren = cast.face(cast.ben, cast.long_nights)
    assert "Step back" in go(as_, cast.ben, f"/g/{cast.long_nights.id}/me").content.decode()
    go(as_, cast.ben, f"/g/{cast.long_nights.id}/members/{wren.id}", {"do": "release"})
    assert cast.face(cast.ben, cast.long_nights).holds == ""


def test_a_closed_group_keeps_its_pages_for_who_is_in_it(cast, as_):
    close_group(by=cast.face(cast.chidi, cast.long_nights), words="It was good.")
    for path in ("", "/agreement", "/me", "/members", "/leave", "/about"):
        assert go(as_, cast.ben, f"/g/{cast.long_nights.id}{path}").status_code == 200
        assert go(as_, cast.sam, f"/g/{cast.long_nights.id}{path}").status_code == 404
    assert Group.objects.get(id=cast.long_nights.id).closed_at is not None
