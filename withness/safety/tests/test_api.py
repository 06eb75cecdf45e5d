"""Whom to call, for programs."""

from withness.safety.helplines.lines import countries


def test_everybody_may_ask_whom_to_call_and_no_database_is_asked(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        told = client.get("/api/v1/help/lines").json()
    assert [item["country"] for item in told["items"]] == list(countries())
    assert (told["next"], told["compared_on"]) == (None, "2026-11-22")


def test_one_country_is_told_in_the_language_that_is_asked_for(client, db):
    (told,) = client.get("/api/v1/help/lines?country=gb", headers={"Accept-Language": "es"}).json()["items"]
    kept = countries()["GB"]
    assert (told["country"], told["name"]) == ("GB", kept.name_in("es"))
    assert [number["tel"] for number in told["numbers"]] == [number.tel for number in kept.numbers]
    for nowhere in ("XX", "\0", "1'--"):
        assert client.get("/api/v1/help/lines", {"country": nowhere}).json()["items"] == []
    assert client.get("/api/v1/help/lines", {"country": "far too long"}).status_code == 422
