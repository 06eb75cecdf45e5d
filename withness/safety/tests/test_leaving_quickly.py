"""Leaving quickly, without scripts. What the browser itself does stands in testing/journeys."""

from unittest import mock

import pytest
from django.db import OperationalError, connection

from withness.people.models import Session


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {}])
def test_ana_leaves_and_nothing_of_her_is_left_in_this_browser(cast, as_, headers):
    ana = as_(cast.ana)
    ana.cookies["light"] = "night"
    answer = ana.get("/leave", headers=headers)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/weather")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert {name for name, cookie in answer.cookies.items() if cookie["max-age"] == 0} >= {"s", "light"}
    assert not Session.objects.exists()
    assert ana.get("/today").status_code == 302


def test_anas_other_device_stays_signed_in(cast, as_):
    phone, library = as_(cast.ana), as_(cast.ana)
    library.get("/leave")
    assert phone.get("/today").status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_link_on_another_site_takes_away_but_signs_nobody_out(cast, as_, site):
    ana = as_(cast.ana)
    answer = ana.get("/leave", headers={"Sec-Fetch-Site": site})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/weather")
    assert "Clear-Site-Data" not in answer.headers
    assert ana.get("/today").status_code == 200


@pytest.mark.parametrize("header", ["Sec-Purpose", "Purpose"])
def test_a_browser_that_reads_ahead_is_not_somebody_leaving(cast, as_, header):
    ana = as_(cast.ana)
    assert ana.get("/leave", headers={header: "prefetch;prerender"}).status_code == 403
    assert ana.get("/today").status_code == 200


def test_a_stranger_can_leave_too(as_, db):
    assert as_(None).get("/leave").status_code == 303


def test_leaving_works_when_the_database_is_down(cast, as_):
    ana = as_(cast.ana)
    with mock.patch.object(connection, "cursor", side_effect=OperationalError("the disk is gone")):
        answer = ana.get("/leave")
    assert (answer.status_code, answer.cookies["s"]["max-age"]) == (303, 0)


def test_where_it_leads_may_be_chosen(as_, db, settings):
    settings.LEAVE_TO = "https://example.org/"
    assert as_(None).get("/leave").headers["Location"] == "https://example.org/"


def test_the_page_it_leads_to_does_not_know_us(cast, as_):
    answer = as_(cast.ana).get("/weather")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Weather tables</title>" in page
    for word in ("Withness", "withness", "group", "support", "help", 'href="/today', "/leave", "script"):
        assert word not in page


def test_what_it_cannot_do_is_said(as_, db):
    page = as_(None).get("/leave/about").content.decode()
    assert "What stays, because no page can change it" in page
    assert "history" in page
