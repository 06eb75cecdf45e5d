"""Groups, for programs."""

import pytest

from testing.cast import a_group, a_person
from testing.programs import no
from withness.groups.agreeing import change_agreement
from withness.groups.closing import close_group
from withness.groups.inviting import invite
from withness.groups.models import Knock, Member
from withness.people.consenting import has_consented, withdraw_consent

NOWHERE = ["bcdfghjkmnpqrstvw", "nope", "NOPE", "%00", "a" * 300, "é", "..%2f..", "1'--"]


def test_mine_come_first_and_a_group_by_invitation_is_listed_for_its_members_only(cast, program):
    items = program(cast.ana).get("/groups").json()["items"]
    assert [(item["title"], item["member"], item["joining"]) for item in items] == [
        ("Still Water", True, "invite"),
        ("Long Nights", True, "open"),
        ("The Thursday Table", False, "request"),
    ]
    for_sam = program(cast.sam).get("/groups").json()["items"]
    assert [(item["title"], item["member"], item["me"]) for item in for_sam] == [
        ("The Thursday Table", False, None),
        ("Long Nights", False, None),
    ]


def test_a_list_goes_on_after_its_cursor(cast, program):
    ana, seen, after = program(cast.ana), [], ""
    while True:
        answer = ana.get("/groups", limit=1, **({"after": after} if after else {})).json()
        seen += [item["title"] for item in answer["items"]]
        after = answer["next"]
        if after is None:
            break
    assert seen == ["Still Water", "Long Nights", "The Thursday Table"]
    assert no(ana.get("/groups", after="not ours")) == (422, "not-understood")


@pytest.mark.parametrize("more", [0, 2])
def test_a_longer_list_costs_no_more_questions(cast, program, django_assert_num_queries, more):
    for n in range(more):
        a_group(cast.chidi, title=f"One more {n}", joining="open", alias=f"Alder {'ab'[n]}")
    ana = program(cast.ana)
    ana.get("/groups")
    with django_assert_num_queries(3):  # the token, the groups, who I am in them
        assert len(ana.get("/groups").json()["items"]) == 3 + more


def test_a_group_says_what_is_agreed_and_more_to_its_members(cast, program):
    path = f"/groups/{cast.long_nights.id}"
    told = program(cast.sam).get(path).json()
    assert told["agreement"]["version"] == 1
    assert told["agreement"]["words"].startswith("We speak from our own life.")
    assert (told["member"], told["me"], told["live"], told["closing_words"]) == (False, None, None, None)
    told = program(cast.ana).get(path).json()
    assert told["me"]["alias"] == "Teasel"
    assert told["live"]["stream"] == f"group:{cast.long_nights.id}"
    assert told["live"]["after"] == f"group:{cast.long_nights.id}=4"  # four have joined


def test_sam_meets_a_group_by_invitation_as_nothing_at_all(cast, program):
    sam = program(cast.sam)
    assert program(cast.ana).get(f"/groups/{cast.still_water.id}").status_code == 200
    hidden = sam.get(f"/groups/{cast.still_water.id}")
    for name in NOWHERE:
        missing = sam.get(f"/groups/{name}")
        assert no(missing) == (404, "not-here")
        assert (missing.content, missing.headers.items()) == (hidden.content, hidden.headers.items())


def test_every_door_of_a_closed_group_is_nothing_to_sam(cast, program):
    sam, seen = program(cast.sam), set()
    join = {"alias": "Linnet", "agreement_version": 1}
    for group in (cast.still_water.id, "nope"):
        for answer in (
            sam.post(f"/groups/{group}/join", join),
            sam.post(f"/groups/{group}/join", {**join, "invitation": "guess"}),
            sam.delete(f"/groups/{group}/join"),
            sam.post(f"/groups/{group}/agreement", {"agreement_version": 1}),
            sam.patch(f"/groups/{group}/me", {"alias": "Linnet"}),
            sam.post(f"/groups/{group}/leave"),
            sam.get(f"/groups/{group}/shares"),
            sam.post(f"/groups/{group}/shares", {"words": "a"}),
            sam.get(f"/groups/{group}/draft"),
            sam.put(f"/groups/{group}/draft", {"words": "a"}),
            sam.delete(f"/groups/{group}/draft"),
        ):
            assert answer.status_code == 404
            seen.add((answer.content, tuple(answer.headers.items())))
    assert len(seen) == 1
    assert Member.objects.filter(person=cast.sam).count() == Knock.objects.count() == 0


def test_sam_joins_where_the_door_is_open(cast, program):
    sam, path = program(cast.sam), f"/groups/{cast.long_nights.id}/join"
    answer = sam.post(path, {"alias": "Linnet", "agreement_version": 1})
    assert answer.status_code == 201
    told = answer.json()
    assert (told["group"], told["member"], told["asked"]) == (cast.long_nights.id, True, False)
    assert (told["me"]["alias"], told["me"]["agreed"]) == ("Linnet", True)
    again = sam.post(path, {"alias": "Another", "agreement_version": 1})
    assert (again.status_code, again.json()) == (200, told)
    assert sam.get("/groups").json()["items"][0]["me"] == told["me"]


def test_sam_asks_where_one_asks(cast, program):
    sam, path = program(cast.sam), f"/groups/{cast.thursday.id}"
    body = {"alias": "Linnet", "agreement_version": 1, "words": "Chidi knows me."}
    for _ in range(2):
        answer = sam.post(f"{path}/join", body)
        assert answer.status_code == 202
        assert answer.json() == {"group": cast.thursday.id, "member": False, "asked": True, "me": None}
    assert Knock.objects.count() == 1
    assert sam.get(path).json()["asked"] is True
    assert no(sam.get(f"{path}/shares")) == (404, "not-here")
    assert sam.delete(f"{path}/join").status_code == 204
    assert sam.get(path).json()["asked"] is False


def test_an_invitation_opens_its_own_door_and_no_other(cast, program):
    sam = program(cast.sam)
    _kept, token = invite(by=cast.face(cast.chidi, cast.still_water))
    assert sam.get(f"/invitations/{token}").json()["title"] == "Still Water"
    assert no(sam.get("/invitations/guess")) == (404, "not-here")
    body = {"alias": "Linnet", "agreement_version": 1, "invitation": token}
    assert no(sam.post(f"/groups/{cast.thursday.id}/join", body)) == (422, "not-understood")
    assert sam.post(f"/groups/{cast.still_water.id}/join", body).status_code == 201
    assert no(sam.get(f"/invitations/{token}")) == (404, "not-here")  # used up


def test_what_is_wrong_with_joining_is_said(cast, program):
    sam, path = program(cast.sam), f"/groups/{cast.long_nights.id}/join"
    for body, field in (
        ({"alias": "T easel", "agreement_version": 1}, "alias"),
        ({"alias": "x", "agreement_version": 1}, "alias"),
        ({"alias": "Linnet", "agreement_version": 2**80}, "agreement_version"),
        ({"alias": "Linnet", "agreement_version": "1"}, "agreement_version"),
        ({"alias": "Linnet", "agreement_version": True}, "agreement_version"),
        ({"alias": "Linnet"}, "agreement_version"),
        ({"agreement_version": 1}, "alias"),
    ):
        answer = sam.post(path, body)
        assert no(answer) == (422, "not-understood"), body
        assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert Member.objects.filter(person=cast.sam).count() == 0


def test_nobody_joins_before_they_have_consented_and_consent_can_come_along(cast, program):
    withdraw_consent(person=cast.sam, about="health")
    sam, path = program(cast.sam), f"/groups/{cast.long_nights.id}/join"
    body = {"alias": "Linnet", "agreement_version": 1}
    assert no(sam.post(path, body)) == (403, "consent-needed")
    assert no(sam.post(path, {**body, "consent": False})) == (403, "consent-needed")
    assert no(sam.post(path, {**body, "alias": "x", "consent": True})) == (422, "not-understood")
    assert has_consented(cast.sam, "health") is False  # nothing came of it, so nothing was agreed to
    assert sam.post(path, {**body, "consent": True}).status_code == 201
    assert has_consented(cast.sam, "health") is True


def test_the_demo_and_real_people_do_not_meet(cast, program):
    guest = program(a_person("guest", is_demo=True))
    assert guest.get("/groups").json() == {"items": [], "next": None}
    _kept, token = invite(by=cast.face(cast.chidi, cast.still_water))
    assert no(guest.get(f"/invitations/{token}")) == (404, "not-here")


def test_a_new_agreement_is_asked_again(cast, program):
    ana, path = program(cast.ana), f"/groups/{cast.long_nights.id}"
    change_agreement(by=cast.face(cast.chidi, cast.long_nights), words="We speak slowly, and from our own life.")
    assert ana.get(path).json()["me"]["agreed"] is False
    assert no(ana.post(f"{path}/shares", {"words": "Hello."})) == (403, "not-allowed")
    assert no(ana.post(f"{path}/agreement", {"agreement_version": 1})) == (422, "not-understood")
    assert ana.post(f"{path}/agreement", {"agreement_version": 2}).json()["agreed"] is True
    assert ana.post(f"{path}/shares", {"words": "Hello."}).status_code == 201


def test_a_face_is_changed_in_one_group_only(cast, program):
    ana, path = program(cast.ana), f"/groups/{cast.long_nights.id}"
    before = ana.get(path).json()["me"]
    told = ana.patch(f"{path}/me", {"alias": "Bramble"}).json()
    assert (told["id"], told["alias"], told["stone"]) == (before["id"], "Bramble", before["stone"])
    assert ana.patch(f"{path}/me", {"new_stone": True}).json()["stone"] != before["stone"]
    assert ana.get(f"/groups/{cast.still_water.id}").json()["me"]["alias"] == "Fern"
    assert no(ana.patch(f"{path}/me", {"alias": "Wren"})) == (422, "not-understood")


def test_leaving_shuts_the_door(cast, program):
    ben, path = program(cast.ben), f"/groups/{cast.still_water.id}"
    assert ben.post(f"{path}/leave", {"with_words": True}).status_code == 204
    assert no(ben.get(path)) == no(ben.get(f"{path}/shares")) == no(ben.post(f"{path}/leave")) == (404, "not-here")
    chidi = program(cast.chidi)
    assert no(chidi.post(f"{path}/leave")) == (403, "not-allowed")


def test_a_group_that_has_come_to_its_end_is_read_and_not_joined(cast, program):
    close_group(by=cast.face(cast.chidi, cast.long_nights), words="Go well.")
    path = f"/groups/{cast.long_nights.id}"
    told = program(cast.ana).get(path).json()
    assert (told["closed"], told["closing_words"]) == (True, "Go well.")
    assert no(program(cast.ana).post(f"{path}/shares", {"words": "Wait."})) == (403, "not-allowed")
    assert no(program(cast.sam).post(f"{path}/join", {"alias": "Linnet", "agreement_version": 1})) == (404, "not-here")
