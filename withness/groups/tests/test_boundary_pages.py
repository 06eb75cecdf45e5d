"""Ana draws a boundary towards Wren on his page, and takes it away again; Ben is told nothing, and Sam finds no such page."""

from __future__ import annotations

from withness.notices.models import Notice
from withness.safety.models import Boundary


def of(cast, person, group):
    return cast.faces[(person.id, group.id)].id


def test_ana_draws_a_boundary_and_wren_is_gone_for_her_and_is_not_told(cast, as_):
    wren, group = of(cast, cast.ben, cast.long_nights), f"/g/{cast.long_nights.id}"
    beside = as_(cast.ana).get(f"{group}/members/{wren}").content.decode()
    assert [way in beside for way in (f'href="{group}/members/{wren}/boundary"', f'href="/report/member/{wren}"')] == [
        True,
        True,
    ]
    page = as_(cast.ana).get(f"{group}/members/{wren}/boundary")
    assert (page.status_code, "Wren" in page.content.decode()) == (200, True)
    assert as_(cast.ana).post(f"{group}/members/{wren}/boundary", {"where": "later"}).status_code == 302
    drawn = Boundary.objects.get(drawn_by=cast.ana, face=wren)
    assert (drawn.towards_id, drawn.own_face, drawn.everywhere) == (
        cast.ben.id,
        of(cast, cast.ana, cast.long_nights),
        False,
    )
    assert as_(cast.ana).get(f"{group}/members/{wren}").status_code == 404
    assert Notice.objects.filter(person=cast.ben).count() == 0


def test_everywhere_at_once_is_a_choice(cast, as_):
    wren = of(cast, cast.ben, cast.long_nights)
    as_(cast.ana).post(f"/g/{cast.long_nights.id}/members/{wren}/boundary", {"where": "everywhere"})
    assert Boundary.objects.get(face=wren).everywhere is True


def test_it_is_taken_away_on_ones_own_page_and_nowhere_else(cast, as_):
    wren = of(cast, cast.ben, cast.long_nights)
    as_(cast.ana).post(f"/g/{cast.long_nights.id}/members/{wren}/boundary")
    one = Boundary.objects.get(face=wren)
    assert "Wren" in as_(cast.ana).get("/me/boundaries").content.decode()
    assert "You have drawn none." in as_(cast.ben).get("/me/boundaries").content.decode()
    assert as_(cast.ben).post("/me/boundaries", {"lift": one.id}).status_code == 404
    assert as_(cast.ana).post("/me/boundaries", {"lift": "\0"}).status_code == 404
    assert as_(cast.ana).post("/me/boundaries", {"lift": one.id}).status_code == 302
    assert as_(cast.ana).get(f"/g/{cast.long_nights.id}/members/{wren}").status_code == 200


def test_nobody_draws_towards_themselves_or_from_outside(cast, as_):
    teasel, group = of(cast, cast.ana, cast.long_nights), f"/g/{cast.long_nights.id}"
    for who, face in ((cast.ana, teasel), (cast.sam, teasel), (cast.dana, teasel), (cast.ana, "nobody")):
        for method in ("get", "post"):
            assert getattr(as_(who), method)(f"{group}/members/{face}/boundary").status_code == 404
    assert Boundary.objects.filter(own_face=teasel).count() == 0
    assert as_(None).get("/me/boundaries").status_code == 302


def test_hearing_less_of_wren_begins_on_his_page(cast, as_):
    wren = of(cast, cast.ben, cast.long_nights)
    assert "Hear less of Wren" in as_(cast.ana).get(f"/me/quiet?member={wren}").content.decode()
    assert "Hear less of" not in as_(cast.sam).get(f"/me/quiet?member={wren}").content.decode()
    as_(cast.ana).post("/me/quiet", {"kind": "member", "what": wren})
    page = as_(cast.ana).get(f"/me/quiet?member={wren}").content.decode()
    assert ("Hear less of" in page, "Wren" in page) == (False, True)
