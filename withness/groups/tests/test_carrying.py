"""Asking whose words may go along, answering it, and the seat that waits in the other house."""

import re

import pytest

from withness.foundation.ids import new_id
from withness.foundation.refusing import NotAllowed
from withness.groups.carrying.asking import answer_carrying, ask_to_carry, call_off, carrying_of
from withness.groups.carrying.codes import hash_of_code, new_code
from withness.groups.carrying.packing import NobodyAsked, pack_group
from withness.groups.carrying.parcel import read_parcel
from withness.groups.carrying.unpacking import unpack_group
from withness.groups.holding import hand_on
from withness.groups.models import Group, Member, WordsAlong
from withness.groups.parting import leave
from withness.notices.models import Notice

CODE = re.compile(r'<p class="secret"[^>]*>((?:[0-9A-Z]{4}-){4}[0-9A-Z]{4})</p>')


def _asked(cast):
    return ask_to_carry(by=cast.face(cast.chidi, cast.long_nights))


def test_a_code_is_known_however_it_is_typed():
    code = new_code()
    assert hash_of_code(code) == hash_of_code(f" {code.lower().replace('-', ' ')} ")
    assert hash_of_code(code) != hash_of_code(new_code())


def test_ask_to_carry_asks_everybody_but_the_one_who_asks(cast, as_):
    _asked(cast)
    _asked(cast)  # once more asks nobody again
    told = Notice.objects.filter(kind="carrying").values_list("person_id", flat=True)
    assert sorted(told) == sorted([cast.ana.id, cast.ben.id, cast.eve.id])
    inbox = as_(cast.ana).get("/notices").content.decode()
    assert "Long Nights may move to another house. Do your words go along?" in inbox
    answer_carrying(by=cast.face(cast.ana, cast.long_nights), yes=False)
    assert "may move to another house" not in as_(cast.ana).get("/notices").content.decode()


def test_only_the_facilitator_asks(cast, as_):
    address = f"/g/{cast.long_nights.id}/desk/carry"
    assert as_(cast.sam).get(address).status_code == 404
    assert as_(cast.ana).post(address, {"do": "ask"}).status_code == 403
    with pytest.raises(NotAllowed):
        ask_to_carry(by=cast.face(cast.ana, cast.long_nights))
    assert carrying_of(cast.long_nights) is None
    page = as_(cast.chidi).post(address, {"do": "ask"}).content.decode()
    assert CODE.search(page)
    assert not CODE.search(as_(cast.chidi).get(address).content.decode())


def test_a_member_says_yes_and_gets_a_code_and_no_lets_go_of_it(cast, as_):
    _asked(cast)
    address = f"/g/{cast.long_nights.id}/words-along"
    browser = as_(cast.ana)
    code = CODE.search(browser.post(address, {"words": "yes"}).content.decode())[1]
    mine = WordsAlong.objects.get(member__person=cast.ana)
    assert (mine.yes, mine.code_hash) == (True, hash_of_code(code))
    assert browser.post(address, {"words": "no"}).status_code == 302
    mine.refresh_from_db()
    assert (mine.yes, mine.code_hash) == (False, "")
    assert browser.post(address, {"words": "perhaps"}).status_code == 422


def test_nobody_is_asked_where_nothing_is_asked(cast, as_):
    address = f"/g/{cast.long_nights.id}/words-along"
    stranger = as_(cast.sam).get(address)
    assert as_(cast.ana).get(address).status_code == stranger.status_code == 404
    _asked(cast)
    assert as_(cast.ana).get(address).status_code == 200
    assert as_(cast.sam).get(address).content == stranger.content


def test_call_off_lets_go_of_every_answer(cast, as_):
    _asked(cast)
    answer_carrying(by=cast.face(cast.ana, cast.long_nights), yes=True)
    as_(cast.chidi).post(f"/g/{cast.long_nights.id}/desk/carry", {"do": "call_off"})
    assert not WordsAlong.objects.exists()
    with pytest.raises(NotAllowed):
        answer_carrying(by=cast.face(cast.ana, cast.long_nights), yes=True)
    with pytest.raises(NobodyAsked):
        pack_group(group=cast.long_nights)
    call_off(by=cast.face(cast.chidi, cast.long_nights))  # nothing to call off is nothing wrong


def test_pack_group_names_nobody_who_did_not_say_yes_or_has_left(cast):
    _asked(cast)
    answer_carrying(by=cast.face(cast.ben, cast.long_nights), yes=True)
    answer_carrying(by=cast.face(cast.eve, cast.long_nights), yes=True)
    assert b"Plover" in pack_group(group=cast.long_nights)  # so that it could be there
    leave(by=cast.face(cast.eve, cast.long_nights))
    body = pack_group(group=cast.long_nights)
    assert [face.alias for face in read_parcel(body).faces] == ["Rowan", "Wren"]
    everybody = [person.nickname for person in cast.everybody] + [person.id for person in cast.everybody]
    for name in (b"Plover", b"Teasel", *(f'"{one}"'.encode() for one in everybody), cast.long_nights.id.encode()):
        assert name not in body


def test_pack_group_asks_anew_where_the_group_is_in_other_hands(cast):
    _asked(cast)
    hand_on(by=cast.face(cast.chidi, cast.long_nights), member=cast.face(cast.ana, cast.long_nights))
    with pytest.raises(NobodyAsked):
        pack_group(group=cast.long_nights)
    ask_to_carry(by=cast.face(cast.ana, cast.long_nights))
    faces = read_parcel(pack_group(group=cast.long_nights)).faces
    assert {face.alias: face.holds for face in faces} == {"Rowan": "co-facilitator", "Teasel": "facilitator"}


@pytest.fixture
def moved(cast):
    """The codes of Chidi and Ana, and the group as it lies in the other house."""
    codes = _asked(cast), answer_carrying(by=cast.face(cast.ana, cast.long_nights), yes=True)
    laid = unpack_group(pack_group(group=cast.long_nights))
    return codes, Group.objects.get(id=laid.group_id)


def test_nobody_sees_a_group_that_was_brought_in_before_its_facilitator_comes(cast, as_, moved):
    _codes, group = moved
    nowhere = new_id()
    never = as_(cast.sam).get(f"/g/{nowhere}/about").content.decode()
    for person in (*cast.everybody, None):
        assert as_(person).get(f"/g/{group.id}").status_code in {302, 404}
        assert group.id not in as_(person).get("/groups").content.decode()
    assert as_(cast.sam).get(f"/g/{group.id}/about").content.decode().replace(group.id, nowhere) == never


def test_claim_seat_gives_back_alias_and_hands_and_a_code_works_once(cast, as_, moved):
    (code, _hers), group = moved
    browser = as_(cast.chidi)
    looked = browser.post("/groups/seat", {"code": code.lower()}).content.decode()
    assert "Rowan" in looked
    assert "We speak from our own life." in looked
    answer = browser.post("/groups/seat", {"code": code, "do": "sit", "agree": "yes", "agreement_version": "1"})
    assert answer["Location"] == f"/g/{group.id}/desk"
    rowan = Member.objects.get(group=group, alias="Rowan")
    assert (rowan.person_id, rowan.left_at, rowan.holds) == (cast.chidi.id, None, "facilitator")
    assert browser.get(f"/g/{group.id}").status_code == 200
    assert as_(cast.sam).post("/groups/seat", {"code": code, "do": "sit", "agree": "yes"}).status_code == 422


@pytest.mark.parametrize("code", ["", "\0", "x" * 5000, "BBBB-BBBB-BBBB-BBBB-BBBB"])
def test_a_code_that_opens_nothing_is_one_sentence(cast, as_, code):
    answer = as_(cast.sam).post("/groups/seat", {"code": code})
    assert answer.status_code == 422
    assert "This code opens no seat here." in answer.content.decode()
    assert as_(None).get("/groups/seat").status_code == 302


def test_who_is_in_the_group_already_sits_where_they_sit(cast, as_, moved):
    (his, hers), group = moved
    sit = {"do": "sit", "agree": "yes", "agreement_version": "1"}
    as_(cast.chidi).post("/groups/seat", {"code": his, **sit})
    assert as_(cast.chidi).post("/groups/seat", {"code": hers, **sit}).status_code == 403
    assert as_(cast.ana).post("/groups/seat", {"code": hers, **sit, "agree": ""}).status_code == 422
    assert as_(cast.ana).post("/groups/seat", {"code": hers, **sit})["Location"] == f"/g/{group.id}"
