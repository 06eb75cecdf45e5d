"""The pages and the API of circles: what a reader sees, what they may press, and what a stranger never sees."""

from __future__ import annotations

from datetime import timedelta

from testing.programs import no
from withness.circles.opening import open_circle
from withness.circles.tests.playing import do, running
from withness.safety.boundaries import draw_boundary


def test_sam_meets_the_same_404_as_for_nothing(cast, as_, program, faces):
    circle = running(faces)
    real, nothing = circle.id, "bcdfghjkmnpqrstvw"
    for path in ("", "/room", "/said", "/screen", "/hall", "/voice"):
        answers = [as_(cast.sam).get(f"/g/{circle.group_id}/c/{which}{path}") for which in (real, nothing)]
        assert {answer.status_code for answer in answers} == {404}
    assert (
        no(program(cast.sam).get(f"/circles/{real}"))
        == no(program(cast.sam).get(f"/circles/{nothing}"))
        == (404, "not-here")
    )
    assert no(program(cast.sam).post(f"/circles/{real}/acts", {"act": "join"})) == (404, "not-here")


def test_pages_without_scripts_are_enough_for_a_whole_turn(cast, as_, faces):
    rowan, _teasel, *_ = faces
    browser, mine = as_(cast.chidi), as_(cast.ana)
    at = browser.post(f"/g/{rowan.group_id}/circles/new", {"format": "check-in"}).headers["Location"]
    assert "How are you arriving?" in mine.get(at).content.decode()
    mine.post(f"{at}/in", {"arriving": "tired"})
    browser.post(f"{at}/acts", {"act": "start"})
    browser.post(f"{at}/acts", {"act": "next_part"})
    assert "Your turn" in mine.get(at).content.decode()
    answer = mine.post(f"{at}/acts", {"act": "done", "words": "Here, and tired."}, follow=True)
    assert "Here, and tired." in answer.content.decode()
    assert "Holding the circle" in browser.get(at).content.decode()
    assert "Face(" not in browser.get(at).content.decode()
    assert "Holding the circle" not in answer.content.decode()
    browser.post(f"{at}/acts", {"act": "close"})
    assert "The circle is over" in mine.get(at).content.decode()
    assert "Thank you" in mine.post(f"{at}/how", {"heard": "yes"}, follow=True).content.decode()
    assert (
        "signed this slip"
        in as_(None)
        .get("/slip/" + mine.post(f"{at}/slip", {"name": "Teasel"}).content.decode().split("/slip/")[1].split("<")[0])
        .content.decode()
    )


def test_beyond_a_boundary_somebody_is_somebody_and_nothing_they_say_is_shown(cast, as_, faces):
    circle = running(faces)
    do(faces[0], circle, "next")
    do(faces[0], circle, "next")
    do(faces[0], circle, "next")
    do(faces[3], circle, "done", words="Plover speaks.")
    at = f"/g/{circle.group_id}/c/{circle.id}"
    told = {who.nickname: as_(who).get(at).content.decode() for who in (cast.ana, cast.ben)}
    assert "Plover speaks." in told["ben"]
    assert "Plover speaks." not in told["ana"]
    assert "Plover" not in told["ana"]
    assert "Somebody" in told["ana"]


def test_a_boundary_drawn_elsewhere_hides_nobody_at_once(cast, as_, faces):
    circle = running(faces)
    at = f"/g/{circle.group_id}/c/{circle.id}"
    boundary = draw_boundary(by=cast.ana, towards=cast.ben, place=cast.still_water.id)
    assert "Wren" in as_(cast.ana).get(at).content.decode()
    assert "Teasel" in as_(cast.ben).get(at).content.decode()
    boundary.elsewhere_from = circle.opened_at - timedelta(minutes=1)
    boundary.save()
    assert "Wren" not in as_(cast.ana).get(at).content.decode()
    assert "Teasel" not in as_(cast.ben).get(at).content.decode()


def test_the_group_page_leads_into_an_open_circle(cast, as_, faces):
    group = f"/g/{faces[0].group_id}"
    assert "Open a circle" in as_(cast.chidi).get(group).content.decode()
    assert "circle" not in as_(cast.ana).get(group).content.decode().split("<main")[1].split("</main")[0]
    circle = open_circle(by=faces[0])
    assert f"{group}/c/{circle.id}" in as_(cast.ana).get(group).content.decode()


def test_the_api_tells_what_was_promised(cast, program, faces):
    chidi, ana = program(cast.chidi), program(cast.ana)
    told = chidi.post(f"/groups/{faces[0].group_id}/circles", {"format": "pause"})
    assert told.status_code == 201
    circle = told.json()["id"]
    assert ana.post(f"/circles/{circle}/acts", {"act": "join"}).json()["did"]
    assert chidi.post(f"/circles/{circle}/acts", {"act": "start"}).json()["stage"] == "running"
    for _ in range(2):
        told = chidi.post(f"/circles/{circle}/acts", {"act": "next", "part": True}).json()
    assert {"seq", "phase", "speaker", "order", "hands", "seconds_left"} <= told.keys()
    assert (told["speaker"], told["order"], told["phase"]["kind"]) == (1, [1, 2], "round")
    ana.post(f"/circles/{circle}/acts", {"act": "raise_hand"})
    late = ana.post(f"/circles/{circle}/acts", {"act": "done", "seq": told["seq"]}, key="k1").json()
    assert (late["did"], late["speaker"], late["hands"]) == (False, 1, [2])
    assert chidi.post(f"/circles/{circle}/acts", {"act": "done", "words": "Here."}).json()["speaker"] == 2
    assert ana.get(f"/circles/{circle}/said").json()["items"][0]["words"] == "Here."
    assert no(ana.post(f"/circles/{circle}/acts", {"act": "dance"})) == (422, "not-understood")
    assert [one["id"] for one in ana.get(f"/groups/{faces[0].group_id}/circles").json()["items"]] == [circle]
    assert no(ana.post(f"/groups/{faces[0].group_id}/circles", {"format": "pause"})) == (403, "not-allowed")


def test_a_format_is_copied_changed_kept_and_begun_with(cast, as_, faces):
    browser, base = as_(cast.chidi), f"/g/{faces[0].group_id}/circles"
    assert "20-minute pause" in browser.get(f"{base}/formats/new?like=pause").content.decode()
    answer = browser.post(f"{base}/formats/new", {"text": "name: Ours\n[A]\nkind: dance", "do": "keep"})
    assert answer.status_code == 422
    assert "Line 3" in answer.content.decode()
    kept = browser.post(
        f"{base}/formats/new", {"text": "name: Ours\n[A]\nkind: round\nminutes: 5", "do": "keep"}
    ).headers["Location"]
    assert "Ours" in as_(cast.ana).get(kept).content.decode()
    browser.post(f"{kept}/first")
    assert open_circle(by=faces[0]).plan.name == "Ours"
    assert as_(cast.ana).get(f"{base}/formats/new").status_code == 404
    assert as_(cast.sam).get(kept).status_code == 404
