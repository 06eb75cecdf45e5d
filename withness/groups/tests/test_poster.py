"""A sheet to print: only for who holds the group, only for a link that opens it."""

import re

from withness.groups.inviting import invite
from withness.groups.views.poster import square


def _post(as_, person, group, token, **more):
    return as_(person).post(f"/g/{group.id}/desk/invitations/poster", {"token": token, **more})


def test_chidi_prints_a_sheet_with_the_groups_name_or_without(cast, as_):
    _made, token = invite(by=cast.face(cast.chidi, cast.still_water))
    plain = _post(as_, cast.chidi, cast.still_water, token).content.decode()
    main = plain[plain.index("<article") : plain.index("</article>")]
    assert f"/i/{token}" in main
    assert "<svg" in main
    assert "Still Water" not in main
    assert "style=" not in main
    assert "<title>To print</title>" in plain
    named = _post(as_, cast.chidi, cast.still_water, token, named="yes").content.decode()
    assert "Still Water</h1>" in named


def test_it_is_offered_where_a_link_is_made(cast, as_):
    page = (
        as_(cast.chidi).post(f"/g/{cast.still_water.id}/desk/invitations", {"uses": "3", "days": "7"}).content.decode()
    )
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    assert _post(as_, cast.chidi, cast.still_water, token).status_code == 200


def test_nobody_else_gets_one_and_no_other_link_makes_one(cast, as_):
    _made, token = invite(by=cast.face(cast.chidi, cast.still_water))
    assert _post(as_, cast.ana, cast.still_water, token).status_code == 403
    assert _post(as_, cast.sam, cast.still_water, token).status_code == 404
    assert _post(as_, cast.chidi, cast.thursday, token).status_code == 404
    for odd in ("", "\0", "x" * 5000):
        assert _post(as_, cast.chidi, cast.still_water, odd).status_code == 404


def test_the_square_says_the_link_and_nothing_that_the_page_may_not_hold():
    drawn = str(square("https://circle.example.org/i/abc"))
    assert drawn.startswith("<svg")
    assert "style" not in drawn
