"""What brings you here?"""

import json

import pytest
from django.test import Client

from withness.foundation import clock
from withness.groups.closing import close_group
from withness.groups.models import Group, Member
from withness.groups.opening import edit_group, open_group
from withness.matching import welcoming
from withness.matching.catalogue import forget_catalogue
from withness.matching.choosing import choose_for_group
from withness.matching.models import GroupLife

AGREEMENT = "We speak from our own life. What is said here stays here. Nobody has to be fine."


@pytest.fixture(autouse=True)
def _anew():
    forget_catalogue()
    yield
    forget_catalogue()


def opened(by, title, about, *, joining=Group.OPEN, language="en"):
    return open_group(
        by=by,
        alias="Rook",
        title=title,
        about=about,
        profile="carers",
        joining=joining,
        agreement=AGREEMENT,
        language=language,
    )


@pytest.fixture
def three(cast):
    sugar = opened(cast.chidi, "Sugar and Salt", "For people who live with diabetes, insulin and counting carbs.")
    dry = opened(
        cast.chidi, "Day One Again", "We have stopped drinking, or are trying to. Sobriety, one evening at a time."
    )
    empty = opened(cast.chidi, "The Empty Chair", "For those whose husband, wife or partner has died.")
    return sugar, dry, empty


def ask(browser, words):
    return browser.post("/welcome", {"words": words})


def titles(answer):
    return [group["title"] for group in answer.json()["groups"]]


def suggestions(client, words, **more):
    return client.post(
        "/api/v1/welcome/suggestions", json.dumps({"words": words}), content_type="application/json", **more
    )


def test_welcome_shows_the_group_that_fits_with_words_that_were_written(client, three):
    page = ask(client, "I was told last week that I am diabetic and I am afraid of the needles.")
    assert page.status_code == 200
    said = page.content.decode()
    assert said.index("Sugar and Salt") > 0
    assert '<mark dir="auto">“diabetic”</mark>' in said
    assert "The Empty Chair" not in said


def test_a_group_opened_this_minute_is_found_and_one_that_closed_is_not(client, cast, three):
    assert titles(suggestions(client, "My husband died in spring. I am a widow.")) == ["The Empty Chair"]
    opened(cast.chidi, "After the funeral", "Widows and widowers, in the first year after the death.")
    assert set(titles(suggestions(client, "My husband died in spring. I am a widow."))) == {
        "After the funeral", "The Empty Chair",
    }  # fmt: skip
    close_group(by=three[2], words="It was good.")
    assert titles(suggestions(client, "My husband died in spring. I am a widow.")) == ["After the funeral"]


def test_of_two_that_fit_alike_the_one_with_room_comes_first(client, cast):
    about = "For people who live with diabetes, insulin and counting carbs."
    one, other = opened(cast.chidi, "Sugar and Salt", about), opened(cast.dana, "Salt and Sugar", about)
    first, second = titles(suggestions(client, "diabetic"))
    full = {one.group.title: one, other.group.title: other}[first].group
    full.ways = {"circle_size": 3}
    full.save(update_fields=["ways"])
    for n in range(5):
        Member.objects.create(group=full, alias=f"Reed {n}", alias_shape=f"reed{n}", joined_at=clock.now())
    assert titles(suggestions(client, "diabetic")) == [second, first]


def test_what_a_group_says_anew_counts_at_once(client, three):
    assert titles(suggestions(client, "I cannot stop gambling, the casino has all my money.")) == []
    edit_group(
        by=three[1], title="Lucky no more", about="Gambling, betting and the casino took our money.", joining="open"
    )
    assert titles(suggestions(client, "I cannot stop gambling, the casino has all my money.")) == ["Lucky no more"]


def test_what_the_holder_chose_speaks_for_a_group_whose_words_say_little(client, cast):
    quiet = opened(cast.chidi, "Harbour", "A calm place, every evening, for whoever needs it.")
    assert titles(suggestions(client, "epilepsy, my seizures came back")) == []
    choose_for_group(by=quiet, experiences=["epilepsy"])
    assert titles(suggestions(client, "epilepsy, my seizures came back")) == ["Harbour"]


@pytest.mark.parametrize("words", ["Soy diabético, la insulina me asusta.", "عندي مرض السكري وأخاف من الأنسولين"])
def test_words_in_another_language_find_the_group_too(client, three, words):
    assert titles(suggestions(client, words)) == ["Sugar and Salt"]


@pytest.mark.parametrize("words", ["", "   ", "x" * 4001, "\x00"])
def test_too_little_and_too_much_are_answered_kindly_and_nothing_is_lost(client, three, words):
    page = ask(client, words)
    assert page.status_code == 422
    assert "One more look, please." in page.content.decode()
    assert suggestions(client, words).status_code == 422


@pytest.mark.parametrize(
    "words", ["qwrtp zxcvb", "🙂🙃🌧️", "sad " * 1000, "ja", "1234 5678", "<script>alert(1)</script>", "d" * 4000]
)
def test_nonsense_gets_a_helpful_page(client, three, words):
    page = ask(client, words)
    assert page.status_code == 200
    said = page.content.decode()
    assert "None of these?" in said
    assert "<script>alert" not in said


def test_only_who_may_open_a_group_is_offered_to(as_, cast, three, settings):
    settings.OPENING_GROUPS = "STEWARDS"
    people = (None, cast.sam, cast.dana)
    assert [who for who in people if "/groups/new" in ask(as_(who), "diabetic").content.decode()] == [cast.dana]
    settings.OPENING_GROUPS = "EVERYBODY"
    assert all("/groups/new" in ask(as_(who), "diabetic").content.decode() for who in people)


def test_a_group_by_invitation_is_suggested_to_nobody_and_sam_sees_what_strangers_see(as_, cast, three):
    opened(cast.chidi, "Hidden Spring", "Diabetes, insulin, blood sugar. By invitation.", joining=Group.INVITE)
    for person in (None, cast.sam, cast.ana):
        assert b"Hidden Spring" not in ask(as_(person), "diabetic, insulin, blood sugar").content


def test_groups_one_is_in_are_not_suggested(as_, cast, three):
    assert b"Sugar and Salt" in ask(as_(cast.ana), "diabetic").content
    assert b"Sugar and Salt" not in ask(as_(cast.chidi), "diabetic").content


def test_help_comes_first_when_the_words_sound_like_crisis(client, three, monkeypatch):
    monkeypatch.setattr(welcoming, "_sounds_like_crisis", [lambda words: "end it" in words])
    page = ask(client, "diabetic, and I want to end it").content.decode()
    assert page.index("Help now</a></p></section>") < page.index("Sugar and Salt")
    assert "help-first" not in ask(client, "diabetic").content.decode()
    assert suggestions(client, "I want to end it").json()["help_first"] is True


def test_a_suggestion_asks_the_database_little(client, three, django_assert_num_queries):
    suggestions(client, "diabetic")
    with django_assert_num_queries(5):  # what changed, new words, groups, last events, how many are in each
        suggestions(client, "diabetic")


def test_a_stranger_cannot_change_what_a_group_is_for(as_, cast, three):
    address = f"/g/{three[0].group_id}/experiences"
    assert as_(cast.sam).get(address).status_code == 404
    assert as_(None).post(address, {"experience": "sleep"}).status_code == 404
    ben = as_(cast.ben)
    assert ben.get(f"/g/{cast.long_nights.id}/experiences").status_code == 403
    assert ben.post(f"/g/{cast.long_nights.id}/experiences", {"experience": "sleep"}).status_code == 403
    chidi = as_(cast.chidi)
    assert chidi.get(address).status_code == 200
    assert chidi.post(address, {"experience": "nonsense"}).status_code == 422
    assert chidi.post(address, {"experience": ["diabetes", "kidney"]}).status_code == 302
    assert GroupLife.objects.get(group_id=three[0].group_id).chosen == ["diabetes", "kidney"]


def test_the_form_has_its_token_and_works_without_scripts(three):
    assert Client(enforce_csrf_checks=True).post("/welcome", {"words": "diabetic"}).status_code == 403
    page = Client().get("/welcome").content.decode()
    assert 'name="csrfmiddlewaretoken"' in page
    assert "<title>Welcome</title>" in page


def test_the_cast_still_holds_together(cast, three):
    assert Member.objects.here().filter(person=cast.chidi).count() == 6
