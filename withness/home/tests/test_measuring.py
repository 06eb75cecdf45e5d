"""Programs that watch the house: alive, ready, and numbers that tell nothing of anybody."""

from __future__ import annotations

import pytest
from django.db import DatabaseError

from withness.foundation.counting import count, counters

TOKEN = "a-token-of-some-length-1"
HERE = {"HTTP_HOST": "127.0.0.1:8000"}


def test_alive_asks_nothing_of_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"alive\n")


def test_ready_says_why_not(client, db, monkeypatch):
    assert client.get("/readyz").status_code == 200
    monkeypatch.setattr("withness.home.measuring.pending_steps", lambda: ["people 0009"])
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"the database has not been brought up to date\n")

    def silent():
        raise DatabaseError

    monkeypatch.setattr("withness.home.measuring.pending_steps", silent)
    assert client.get("/readyz").content == b"the database does not answer\n"


def test_numbers_are_for_this_machine(client, db):
    page = client.get("/metrics", **HERE).content.decode()
    assert "withness_up 1" in page
    assert "withness_timers_lag_seconds 0" in page
    assert page.count("# TYPE") == page.count("# HELP") > 6


@pytest.mark.parametrize(
    "far",
    [
        {"REMOTE_ADDR": "203.0.113.7"}, {"HTTP_X_FORWARDED_FOR": "203.0.113.7"}, {"withness.direct": False},
        {"HTTP_HOST": "withness.example"}, {"HTTP_HOST": "y4l3.onion"},  # Tor and a proxy ask from this machine too
    ],
)  # fmt: skip
def test_from_afar_there_is_nothing_without_the_token(client, db, far, settings):
    settings.ALLOWED_HOSTS, far = ["*"], HERE | far
    assert client.get("/metrics", **HERE).status_code == 200
    assert client.get("/metrics", **far).status_code == 404
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}, **far).status_code == 404
    assert client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}, **far).status_code == 200


def test_a_card_is_counted_and_nothing_of_it_kept(cast, as_, django_capture_on_commit_callbacks):
    form = {"words": "I want to kill myself tonight.", "need": "just_listen", "key": "k"}
    with django_capture_on_commit_callbacks(execute=True):
        as_(cast.ana).post(f"/g/{cast.long_nights.id}/shares/new", form)
    assert counters() == {"care_yes": 1}
    assert "kill" not in as_(None).get("/metrics", **HERE).content.decode()


def test_a_counter_that_cannot_be_kept_stops_nobody(db, monkeypatch, django_capture_on_commit_callbacks):
    def broken(**_more):
        raise DatabaseError

    monkeypatch.setattr("withness.foundation.counting.Tally.objects.filter", broken)
    with django_capture_on_commit_callbacks(execute=True):
        count("care_yes")
