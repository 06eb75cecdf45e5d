"""Where a group meets: the place itself with its point, with its town, or no more than the town."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from withness.foundation import clock
from withness.foundation.refusing import NotUnderstood
from withness.meetings.finding.index import forget_index
from withness.meetings.forms import form_of
from withness.meetings.models import Series, Venue
from withness.meetings.planning import Wish, change_meeting, plan_meeting

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WISH = {"title": "In the hall", "day": "2026-11-24", "time": "19:00", "zone": "Europe/London", "shown_to": "everybody",
        "attendance": "in_person", "town": "Leeds, GB"}  # fmt: skip
EXACT = {"venue_name": "St Aidan’s", "venue_address": "12 Mill Lane, Leeds", "point": "53.8010, -1.5400"}


@pytest.fixture(autouse=True)
def _monday():
    forget_index()
    with clock.stopped(NOW):
        yield
    forget_index()


def planned(cast, **more):
    return plan_meeting(by=cast.face(cast.chidi, cast.long_nights), wish=Wish(**{**WISH, **more}))


def test_a_point_is_the_place_itself_and_found_close_by(cast, as_):
    venue = planned(cast, **EXACT).venue
    assert (venue.latitude, venue.longitude, venue.is_approximate) == (53.801, -1.54, False)
    assert "In the hall" in as_(None).get("/meetings?near=Leeds, GB&within=5").content.decode()


def test_an_address_without_a_point_is_known_to_its_town(cast, as_):
    venue = planned(cast, **{**EXACT, "point": ""}).venue
    assert (venue.address, venue.is_approximate, venue.latitude is None) == ("12 Mill Lane, Leeds", True, False)
    assert "In the hall" not in as_(None).get("/meetings?near=Leeds, GB&within=5").content.decode()
    assert "In the hall" in as_(None).get("/meetings?near=Leeds, GB&within=10").content.decode()


def test_only_the_town_is_all_that_is_kept_and_told(cast, as_):
    series = planned(cast, known="town")
    assert (series.venue.name, series.venue.address, series.venue.is_approximate) == ("", "Leeds, GB", True)
    assert "Leeds, GB" in as_(None).get(f"/meetings/m/{series.id}").content.decode()
    assert "In the hall" not in as_(None).get("/meetings?near=Leeds, GB&within=5").content.decode()


@pytest.mark.parametrize(("more", "field"), [
    ({"venue_name": "The shelter"}, "venue_name"), ({"venue_address": "12 Mill Lane"}, "venue_address"),
    ({"point": "53.8, -1.5"}, "point"), ({"town": ""}, "town"), ({"town": "Xyzzyville"}, "town"),
])  # fmt: skip
def test_what_would_tell_more_than_the_town_is_not_kept(cast, more, field):
    with pytest.raises(NotUnderstood) as no:
        planned(cast, known="town", **more)
    assert no.value.field == field
    assert Series.objects.count() == Venue.objects.count() == 0


@pytest.mark.parametrize("typed", [
    "x", "53.8", "95, 1", "53.8, 181", "-1.54, 53.801", "0, 0", "53,801 -1,54", "nan, nan", "1e1, 2", "٥٣, ١",
])  # fmt: skip
def test_a_point_that_is_none_or_far_from_its_town_is_not_understood(cast, typed):
    with pytest.raises(NotUnderstood) as no:
        planned(cast, **{**EXACT, "point": typed})
    assert no.value.field == "point"


@pytest.mark.parametrize("typed", ["53.801,-1.54", " 53.801 -1.54 ", "+53.801; -1.54"])
def test_a_pair_may_be_typed_as_maps_write_it(cast, typed):
    venue = planned(cast, **{**EXACT, "point": typed}).venue
    assert (venue.latitude, venue.longitude) == (53.801, -1.54)


@pytest.mark.parametrize("more", [EXACT, {**EXACT, "point": ""}, {"known": "town"}, {**EXACT, "point": "", "town": ""}])
def test_a_form_begins_with_what_was_kept_and_keeping_it_changes_nothing(cast, more):
    series = planned(cast, **more)
    before = Venue.objects.values().get()
    form = form_of(series, cast.long_nights)
    again = {name: form[name] for name in ("venue_name", "venue_address", "town", "known", "point")}
    change_meeting(by=cast.face(cast.chidi, cast.long_nights), series=series, wish=Wish(**{**WISH, **again}))
    assert Venue.objects.values().get() == before


def test_a_town_of_many_names_stays_the_one_it_was(cast):
    series = planned(cast, known="town", town="Springfield, IL")
    assert form_of(series, cast.long_nights)["town"] == "Springfield, IL, US"


def test_whoever_holds_the_group_chooses_on_the_page(cast, as_):
    chidi, group = as_(cast.chidi), cast.long_nights.id
    form = {**WISH, "rhythm": "weekly", "minutes": "60", "joining": "members", "join_opens": "15"}
    assert "What may be known of the place?" in chidi.get(f"/g/{group}/meetings/new").content.decode()
    again = chidi.post(f"/g/{group}/meetings/new", {**form, "known": "town", "venue_address": "12 Mill Lane"})
    assert again.status_code == 422
    assert 'value="12 Mill Lane"' in again.content.decode()
    assert chidi.post(f"/g/{group}/meetings/new", {**form, "known": "town"}).status_code == 302
    assert as_(cast.sam).post(f"/g/{group}/meetings/new", form).status_code == 404
