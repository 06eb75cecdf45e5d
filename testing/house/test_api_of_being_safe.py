"""Reports, boundaries and quiet, for programs: the same verbs and doors as the pages."""

from __future__ import annotations

from testing.cast import Cast
from testing.programs import Program, no
from withness.circles.opening import open_circle
from withness.foundation.keyset import cursor
from withness.notices.wishes import choose, wishes_of
from withness.safety.models import Boundary, QuietWish, Report
from withness.safety.reporting import close_reports, mark_looked
from withness.shares.replying import reply
from withness.shares.sharing import share
from withness.stewards.looking import look
from withness.stewards.models import Case

NOTHING = "bcdfghjkmnpqrstvw"


def test_a_share_a_reply_an_alias_and_a_circle_are_reported_and_followed(cast: Cast) -> None:
    ben, ana = Program(cast.ben), cast.face(cast.ana, cast.long_nights)
    hers = share(by=ana, words="Hard words.", need="just_listen")
    said = reply(by=cast.face(cast.chidi, cast.long_nights), share=hers, words="Harder.")
    circle = open_circle(by=cast.face(cast.chidi, cast.long_nights))
    for kind, thing in (("share", hers.id), ("reply", said.id), ("member", ana.id), ("circle", circle.id)):
        answer = ben.post("/reports", {"kind": kind, "thing": thing, "reason": "worried", "words": "Please."})
        assert answer.status_code == 201, kind
        told = answer.json()
        assert (told["kind"], told["thing"], told["state"]) == (kind, thing, "arrived")
        assert answer.headers["Location"] == f"/api/v1/reports/{told['id']}"
    assert ben.post("/reports", {"kind": "share", "thing": hers.id, "reason": "threat"}).json()["reason"] == "worried"
    first = ben.get("/reports", limit=3).json()
    second = ben.get("/reports", limit=3, after=first["next"]).json()
    assert [len(first["items"]), len(second["items"]), second["next"]] == [3, 1, None]
    assert Case.objects.count() == 4
    pieces = look(by=cast.dana, case=Case.objects.get(kind="circle"))
    assert [piece.is_it for piece in pieces] == [True]


def test_how_a_report_stands_is_for_who_made_it(cast: Cast) -> None:
    ben, sam = Program(cast.ben), Program(cast.sam)
    hers = share(by=cast.face(cast.ana, cast.long_nights), words="Hard words.", need="just_listen")
    made = ben.post("/reports", {"kind": "share", "thing": hers.id, "reason": "unkind"}).json()
    mark_looked(kind="share", thing=hers.id)
    assert ben.get(f"/reports/{made['id']}").json()["sentence"] == "A steward is looking at it."
    close_reports(kind="share", thing=hers.id, answer="left")
    told = ben.get(f"/reports/{made['id']}").json()
    assert (told["state"], told["sentence"][:16]) == ("decided", "A steward looked")
    assert sam.get("/reports").json()["items"] == []
    real, nothing = (sam.get(f"/reports/{which}") for which in (made["id"], NOTHING))
    assert real.content == nothing.content
    assert no(real) == (404, "not-here")


def test_what_one_may_not_see_cannot_be_reported(cast: Cast) -> None:
    hers = share(by=cast.face(cast.ana, cast.long_nights), words="Hard words.", need="just_listen")
    for who in (cast.sam, cast.eve):  # a stranger, and across the boundary
        answers = [
            Program(who).post("/reports", {"kind": kind, "thing": thing, "reason": "other"})
            for kind, thing in (("share", hers.id), ("share", NOTHING), ("person", cast.ana.id), ("share", "\0"))
        ]
        assert {answer.content for answer in answers} == {answers[1].content}
        assert no(answers[0]) == (404, "not-here")
    assert Report.objects.count() == 0
    ben, ana = Program(cast.ben), Program(cast.ana)
    assert no(ben.post("/reports", {"kind": "share", "thing": hers.id, "reason": "hm"})) == (422, "not-understood")
    assert no(ana.post("/reports", {"kind": "share", "thing": hers.id, "reason": "other"})) == (403, "not-allowed")
    assert next(one["name"] for one in ben.get("/reports/reasons").json()["items"]) == "worried"
    for not_ours in ("nonsense!", cursor("\0"), cursor("bcd\0fghjkmnpqrstvw"), cursor("a", "b")):
        assert no(ben.get("/reports", after=not_ours)) == (422, "not-understood")


def test_a_boundary_is_drawn_listed_and_taken_away_and_only_by_who_drew_it(cast: Cast) -> None:
    ben, ana, wren = Program(cast.ben), Program(cast.ana), cast.face(cast.ben, cast.long_nights)
    at = f"/groups/{cast.long_nights.id}/boundaries"
    hers = share(by=cast.face(cast.ana, cast.long_nights), words="Awake.", need="just_listen")
    assert ben.get(f"/shares/{hers.id}").status_code == 200
    drawn = ana.post(at, {"member": wren.id})
    assert drawn.status_code == 201
    assert (drawn.json()["alias"], drawn.json()["group"], drawn.json()["everywhere"]) == ("Wren", "Long Nights", False)
    assert ben.get(f"/shares/{hers.id}").status_code == 404
    assert ben.get("/boundaries").json()["items"] == []
    assert no(ben.delete(f"/boundaries/{drawn.json()['id']}")) == (404, "not-here")
    assert {one["alias"] for one in ana.get("/boundaries").json()["items"]} == {"Wren", ""}
    assert ana.delete(f"/boundaries/{drawn.json()['id']}").status_code == 204
    assert ben.get(f"/shares/{hers.id}").status_code == 200
    before = Boundary.objects.count()
    for member in (cast.face(cast.ana, cast.long_nights).id, NOTHING, "\0"):  # oneself, and nobody
        assert no(ana.post(at, {"member": member})) == (404, "not-here")
    assert no(Program(cast.sam).post(at, {"member": wren.id})) == (404, "not-here")
    assert Boundary.objects.count() == before


def test_quiet_hours_are_read_and_chosen_and_nothing_else_changes(cast: Cast) -> None:
    ana = Program(cast.ana)
    assert ana.get("/notices/quiet-hours").json() == {"quiet_from": "22:00", "quiet_until": "07:00"}
    choose(person=cast.ana, by_mail=True, quiet_from="22:00", quiet_until="07:00", off=["presence"])
    chosen = {"quiet_from": "21:30", "quiet_until": "08:00"}
    assert ana.put("/notices/quiet-hours", chosen).json() == chosen
    kept = wishes_of(cast.ana)
    assert (kept.by_mail, kept.off) == (True, ["presence"])
    assert ana.put("/notices/quiet-hours", {"quiet_from": "", "quiet_until": ""}).json()["quiet_from"] == ""
    half = ana.put("/notices/quiet-hours", {"quiet_from": "21:30", "quiet_until": ""})
    assert (no(half), half.json()["errors"][0]["field"]) == ((422, "not-understood"), "quiet_until")


def test_whom_and_what_one_does_not_want_to_hear_of(cast: Cast) -> None:
    ana, wren = Program(cast.ana), cast.face(cast.ben, cast.long_nights)
    assert ana.post("/quiet", {"kind": "topic", "what": "Hospital"}).json()["what"] == "hospital"
    made = ana.post("/quiet", {"kind": "member", "what": wren.id})
    assert made.status_code == 201
    assert no(Program(cast.sam).post("/quiet", {"kind": "member", "what": wren.id})) == (404, "not-here")
    assert no(ana.post("/quiet", {"kind": "weather", "what": "rain"})) == (422, "not-understood")
    assert Program(cast.ben).delete(f"/quiet/{made.json()['id']}").status_code == 204
    assert [one["kind"] for one in ana.get("/quiet").json()["items"]] == ["member", "topic"]
    assert ana.delete(f"/quiet/{made.json()['id']}").status_code == 204
    assert QuietWish.objects.count() == 1
