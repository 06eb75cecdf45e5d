"""Whom a program acts for, and what it may know of them."""

import json

import pytest
from django.test import Client

from testing.programs import no
from withness.people.api import BAD_TOKENS
from withness.people.consenting import withdraw_consent
from withness.people.models import ApiToken
from withness.people.tokens import make_token

GROUPS = "/api/v1/groups"
WORDS = json.dumps({"words": "Awake.", "need": "just_listen", "note": ""})


def bearer(value):
    return Client(headers={"Authorization": value})


def path_of(cast):
    return f"{GROUPS}/{cast.long_nights.id}/shares"


def test_a_token_acts_for_its_person_in_any_case_of_the_word_bearer(cast):
    token = make_token(person=cast.ana, name="my script")
    for word in ("Bearer", "bearer", "BEARER"):
        assert bearer(f"{word} {token}").get(GROUPS).status_code == 200
    ApiToken.objects.all().delete()
    assert no(bearer(f"Bearer {token}").get(GROUPS)) == (401, "sign-in")


@pytest.mark.parametrize(
    "value", ["Bearer", "Bearer ", "Bearer wn_nothing", "Bearer \x00", "Bearer é", "wn_x", "Basic YTpi"]
)
def test_what_is_no_token_opens_nothing(cast, value):
    assert no(bearer(value).get(GROUPS)) == (401, "sign-in")


def test_a_wrong_token_is_not_helped_by_a_session(cast, as_):
    ana = as_(cast.ana)
    assert ana.get(GROUPS).status_code == 200
    assert no(ana.get(GROUPS, headers={"Authorization": "Bearer wn_nothing"})) == (401, "sign-in")
    assert ana.get(GROUPS, headers={"Authorization": "Basic YTpi"}).status_code == 200  # of a proxy before us


def test_a_token_wins_over_the_session_beside_it(cast, as_, program):
    answer = as_(cast.sam).get(GROUPS, headers={"Authorization": f"Bearer {program(cast.ana).token}"})
    assert [item["member"] for item in answer.json()["items"]] == [True, True, False]


def test_wrong_tokens_are_slowed_and_right_ones_are_not(cast, program):
    for _ in range(int(BAD_TOKENS.burst)):
        assert bearer("Bearer wn_guess").get(GROUPS).status_code == 401
    answer = bearer("Bearer wn_guess").get(GROUPS)
    assert no(answer) == (429, "too-soon")
    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    assert program(cast.ana).get("/groups").status_code == 200


def browser_of(cast):
    """Ana's browser, where forged forms are refused, and the token that her pages carry."""
    ana = Client(enforce_csrf_checks=True)
    ana.force_login(cast.ana)
    page = ana.get(f"/g/{cast.long_nights.id}/shares/new").content.decode()
    return ana, page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


def test_a_session_reads_and_writes_only_with_the_token_of_a_form(cast):
    ana, token = browser_of(cast)
    assert ana.get(path_of(cast)).status_code == 200
    send = {"path": path_of(cast), "data": WORDS, "content_type": "application/json"}
    assert no(ana.post(**send)) == (403, "not-from-us")
    assert no(ana.post(**send, headers={"X-CSRFToken": "x" * 64})) == (403, "not-from-us")
    assert ana.post(**send, headers={"X-CSRFToken": token}).status_code == 201


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_every_way_to_change_something_is_guarded(cast, method):
    ana, _token = browser_of(cast)
    share = ana.get(path_of(cast)).json()
    assert share["items"] == []
    paths = {"put": f"{GROUPS}/{cast.long_nights.id}/draft", "patch": f"{GROUPS}/{cast.long_nights.id}/me",
             "delete": f"{GROUPS}/{cast.long_nights.id}/draft"}  # fmt: skip
    answer = getattr(ana, method)(paths[method], WORDS, content_type="application/json")
    assert no(answer) == (403, "not-from-us")


def test_another_page_cannot_send_anything_even_with_the_token(cast):
    ana, token = browser_of(cast)
    for elsewhere in ({"Origin": "http://elsewhere.example"}, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}):
        answer = ana.post(
            path_of(cast), WORDS, content_type="application/json", headers={"X-CSRFToken": token, **elsewhere}
        )
        assert no(answer) == (403, "not-from-us")


def test_a_bearer_needs_no_token_of_a_form(cast, program):
    client = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {program(cast.ana).token}"})
    assert client.post(path_of(cast), WORDS, content_type="application/json").status_code == 201


def test_my_own_is_told_without_any_id_of_mine(cast, program):
    answer = program(cast.ana).get("/me")
    assert answer.json() == {"language": "en", "zone": "UTC", "light": "", "consent": True}
    withdraw_consent(person=cast.ana, about="health")
    assert program(cast.ana).get("/me").json()["consent"] is False


def test_my_own_is_changed_and_what_is_left_out_stays(cast, program):
    ana = program(cast.ana)
    assert ana.patch("/me", {"zone": "Europe/Lisbon"}).json()["zone"] == "Europe/Lisbon"
    assert ana.patch("/me", {"language": "es", "light": "night"}).json() == {
        "language": "es", "zone": "Europe/Lisbon", "light": "night", "consent": True,
    }  # fmt: skip
    assert ana.patch("/me", {"light": ""}).json()["light"] == ""
    for field, wrong in (("zone", "Mars/Olympus"), ("language", "xx"), ("light", "pink"), ("zone", 5)):
        answer = ana.patch("/me", {field: wrong})
        assert no(answer) == (422, "not-understood")
        assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert ana.get("/me").json()["zone"] == "Europe/Lisbon"


def test_a_program_is_answered_in_the_language_it_asks_for_or_in_its_persons(cast, program):
    cast.ana.language = "ar"
    cast.ana.save()
    ana = program(cast.ana)
    assert ana.get("/me").headers["Content-Language"] == "ar"
    assert ana.client.get("/api/v1/me", headers={"Accept-Language": "es"}).headers["Content-Language"] == "es"


def test_asking_who_i_am_costs_little(cast, program, django_assert_num_queries):
    ana = program(cast.ana)
    ana.get("/me")
    with django_assert_num_queries(2):  # the token and the consent
        ana.get("/me")
