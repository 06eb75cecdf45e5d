"""Listening, as a program sees it."""

from __future__ import annotations

from withness.matching.models import Clock, Hold, Pass
from withness.matching.willing import finish_practice
from withness.shares.sharing import share


def said(by, note=""):
    return share(by=by, words="I sat on the stairs.", need="just_listen", note=note)


def test_a_program_sees_who_waits_takes_one_and_passes_one(cast, faces, program):
    one, two = said(faces["ana"]), said(faces["ana"], note="a death")
    ben, sam = program(cast.ben), program(cast.sam)
    items = {item["share_id"]: item for item in ben.send("get", "/listen").json()["items"]}
    assert items.keys() == {one.id, two.id}
    assert (items[one.id]["words"], items[two.id]["words"]) == ("I sat on the stairs.", None)
    taken = ben.send("post", f"/shares/{one.id}/take", {})
    assert taken.json()["mine_until"] is not None
    assert ben.send("delete", f"/shares/{one.id}/take").status_code == 204
    assert ben.send("post", f"/shares/{two.id}/pass", {}).status_code == 204
    assert (Hold.objects.count(), Pass.objects.count()) == (0, 1)
    assert sam.send("get", "/listen").json() == {"items": []}
    assert sam.send("post", f"/shares/{one.id}/take", {}).status_code == 404
    assert program(cast.eve).send("post", f"/shares/{one.id}/take", {}).status_code == 404


def test_the_author_reads_and_says_how_it_stands(cast, faces, program):
    one = said(faces["ana"])
    ana = program(cast.ana)
    assert ana.send("get", f"/shares/{one.id}/stand").json()["ended"] == ""
    assert ana.send("post", f"/shares/{one.id}/stand/heard", {}).status_code == 204
    assert Clock.objects.get().ended_because == "feels_heard"
    assert ana.send("post", f"/shares/{one.id}/stand/nothing", {}).status_code == 404
    for other in (cast.ben, cast.sam):
        assert program(other).send("get", f"/shares/{one.id}/stand").status_code == 404


def test_willingness_rest_rota_and_clock(cast, program):
    ben, group = program(cast.ben), cast.long_nights.id
    assert ben.send("get", "/me/listening").json()["often"] == ""
    assert (
        ben.send("put", "/me/listening", {"often": "some", "from_hour": 18, "until_hour": 2}).json()["from_hour"] == 18
    )
    assert ben.send("put", "/me/listening", {"often": "always"}).status_code == 422
    assert ben.send("post", "/me/listening/rest", {"how_long": "day"}).json()["rest_until"] is not None
    assert ben.send("get", f"/groups/{group}/rota").status_code == 404
    finish_practice(person=cast.ben)
    assert [
        slot["slot"]
        for slot in ben.send("put", f"/groups/{group}/rota", {"slots": [3, 9]}).json()["slots"]
        if slot["mine"]
    ] == [3, 9]
    assert ben.send("put", f"/groups/{group}/rota", {"slots": [168]}).status_code == 422
    assert ben.send("post", f"/groups/{group}/rota/notes", {"words": "A long night."}).status_code == 201
    assert program(cast.chidi).send("get", f"/groups/{group}/rota").json()["notes"][0]["words"] == "A long night."
    assert ben.send("get", f"/groups/{group}/clock").status_code == 404
    assert program(cast.chidi).send("get", f"/groups/{group}/clock").json()["shares"] == 0
