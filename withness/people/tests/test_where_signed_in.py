"""Where I am signed in, and ending that from afar."""

from __future__ import annotations

import re

import pytest

from testing.cast import PASSWORD
from withness.people.tests.on_the_threshold import come_in
from withness.people.where_signed_in import places_of

SAFARI = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15"
)


def test_a_place_is_named_as_its_owner_knows_it_and_ended_from_afar(cast, ana, as_):
    computer = as_(None)
    computer.post("/account/come-in", {"nickname": "ana", "password": PASSWORD}, headers={"User-Agent": SAFARI})
    page = computer.get("/me/sessions").content.decode()
    assert "Firefox, phone" in page
    assert "Safari, computer" in page
    assert ana.session.session_key not in page
    [place] = re.findall(r'name="place" value="([^"]+)"', page)
    assert computer.post("/me/sessions", {"place": place}).status_code == 302
    assert ana.get("/me").status_code == 302
    assert computer.get("/me").status_code == 200


def test_all_other_places_are_ended_with_one_press(cast, ana, as_):
    others = [as_(cast.ana) for _n in range(3)]
    assert ana.post("/me/sessions", {"do": "end_others"}).status_code == 302
    assert [other.get("/me").status_code for other in others] == [302] * 3
    assert ana.get("/me").status_code == 200
    assert "You are signed in nowhere else" in ana.get("/me/sessions").content.decode()


def test_nobody_ends_somebody_elses_session(cast, ana, as_):
    sam = as_(None)
    come_in(sam, "sam")
    [place] = [place.outer_id for place in places_of(cast.sam, here="")]
    for asked in (place, sam.session.session_key, "", "x"):
        assert ana.post("/me/sessions", {"place": asked}).status_code == 404
    assert sam.get("/me").status_code == 200


@pytest.mark.parametrize("places", [1, 3])
def test_the_list_of_places_asks_a_fixed_number_of_questions(cast, ana, as_, places, django_assert_num_queries):
    for _n in range(places - 1):
        as_(cast.ana)
    ana.get("/me/sessions")
    with django_assert_num_queries(3):  # who asks, what is new, and the places
        ana.get("/me/sessions")
