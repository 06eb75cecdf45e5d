"""The card for words that sound like crisis, and hints before a reply: seen by their author, and by nobody else."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection

from withness.groups.models import Group
from withness.safety.models import NotWanted
from withness.safety.wanting import wish
from withness.shares.models import Draft, Reply, Share
from withness.shares.sharing import share

HEAVY = "I want to die. I have the pills next to my bed."
SCRIPT = {"Accept": "application/json"}
BROWSER = {"Accept-Language": "en-GB"}


@contextmanager
def nothing_can_be_written():
    def refuse(execute, sql, params, many, context):
        if sql.lstrip().split(" ", 1)[0].upper() in {"INSERT", "UPDATE", "DELETE"}:
            raise OperationalError("attempt to write a readonly database")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def new_share(cast):
    return f"/g/{cast.long_nights.id}/shares/new"


def replies_to(cast, words="Awake again."):
    to = share(by=cast.face(cast.ana, cast.long_nights), words=words, need="just_listen")
    return to, f"/g/{cast.long_nights.id}/s/{to.id}/replies"


def test_heavy_words_are_shared_and_their_author_sees_whom_to_call(cast, as_):
    answer = as_(cast.ana).post(new_share(cast), {"words": HEAVY, "need": "just_listen", "key": "k"}, headers=BROWSER)
    page = answer.content.decode()
    kept = Share.objects.get()
    assert (answer.status_code, kept.words) == (200, HEAVY)
    assert 'href="tel:' in page
    assert f'href="/g/{cast.long_nights.id}/s/{kept.id}"' in page
    for other in (cast.ben, cast.chidi):
        assert "data-care" not in as_(other).get(f"/g/{cast.long_nights.id}/s/{kept.id}").content.decode()
    assert as_(cast.sam).get(f"/g/{cast.still_water.id}/shares/new").status_code == 404


def test_ordinary_words_see_no_card(cast, as_):
    answer = as_(cast.ana).post(new_share(cast), {"words": "This exam is killing me.", "need": "just_listen"})
    assert answer.status_code == 302


def test_the_unsure_see_one_small_line(cast, as_):
    words = "I am not going to kill myself."
    page = as_(cast.ana).post(new_share(cast), {"words": words, "need": "just_listen"}, follow=True).content.decode()
    assert "That sounds heavy." in page
    assert "tel:" not in page


def test_a_page_with_scripts_is_given_the_card_in_the_same_answer(cast, as_):
    told = as_(cast.ana).post(new_share(cast), {"words": HEAVY, "need": "just_listen"}, headers=SCRIPT | BROWSER)
    assert told.status_code == 201
    assert 'href="tel:' in told.json()["care"]
    _to, address = replies_to(cast)
    assert "data-care" in as_(cast.ben).post(address, {"words": HEAVY}, headers=SCRIPT).json()["care"]


def test_who_worries_about_somebody_is_offered_lines_too(cast, as_):
    page = as_(cast.ana).post(new_share(cast), {"words": "My son says he wants to die.", "need": "just_listen"})
    assert "You sound worried about somebody." in page.content.decode()


def test_a_draft_opens_the_card_too(cast, as_):
    answer = as_(cast.ana).post(new_share(cast), {"words": HEAVY, "do": "draft"})
    assert "data-care" in answer.content.decode()
    assert Draft.objects.get().words == HEAVY


@pytest.mark.parametrize("headers", [BROWSER, SCRIPT | BROWSER])
def test_the_card_is_shown_when_nothing_can_be_written(cast, as_, headers):
    _to, replies = replies_to(cast)
    browsers = [(as_(cast.ana), new_share(cast)), (as_(cast.ben), replies)]
    with nothing_can_be_written():
        for browser, address in browsers:
            for more in ({}, {"do": "draft"}) if address == new_share(cast) else ({},):
                answer = browser.post(
                    address, {"words": HEAVY, "need": "just_listen", "key": "k", **more}, headers=headers
                )
                text = answer.json()["care"] if headers is not BROWSER else answer.content.decode()
                assert answer.status_code == 503
                assert 'href="tel:' in text
                assert headers is not BROWSER or HEAVY in text
    assert (Share.objects.count(), Reply.objects.count()) == (1, 0)


def test_a_group_may_want_none_of_it_and_so_may_a_person(cast, as_):
    wish(person=cast.ana, what=NotWanted.CARD, wanted=False)
    form = {"words": HEAVY, "need": "just_listen"}
    assert as_(cast.ana).post(new_share(cast), form).status_code == 302
    assert as_(cast.ben).post(new_share(cast), form).status_code == 200
    Group.objects.filter(id=cast.long_nights.id).update(profile="open-dialogue")
    assert as_(cast.ben).post(new_share(cast), form).status_code == 302


def test_advice_to_who_asked_to_be_listened_to_gets_a_second_look_and_goes_as_it_is(cast, as_):
    _to, address = replies_to(cast)
    ben, form = as_(cast.ben), {"words": "You should get more sleep.", "key": "k"}
    answer = ben.post(address, form)
    page = answer.content.decode()
    assert "Before you send this" in page
    assert "You should get more sleep." in page
    assert Reply.objects.count() == 0
    assert ben.post(address, form | {"as_it_is": "yes"}).status_code == 302
    assert Reply.objects.get().words == form["words"]


def test_a_script_is_given_the_hint_and_who_wants_none_gets_none(cast, as_):
    _to, address = replies_to(cast)
    form = {"words": "You are overreacting.", "key": "k"}
    told = as_(cast.ben).post(address, form, headers=SCRIPT)
    assert (told.status_code, "This could sound like blame." in told.json()["hints"]) == (200, True)
    assert as_(cast.sam).post(address.replace(cast.long_nights.id, cast.still_water.id), form).status_code == 404
    wish(person=cast.ben, what=NotWanted.HINTS, wanted=False)
    assert as_(cast.ben).post(address, form).status_code == 302


def test_kind_words_go_at_once(cast, as_):
    _to, address = replies_to(cast)
    assert as_(cast.ben).post(address, {"words": "I hear you. I have been there too."}).status_code == 302


def test_the_three_switches_are_chosen_on_one_page(cast, as_):
    ana = as_(cast.ana)
    assert ana.get("/me/writing").content.decode().count(" checked") == 3
    assert "Kept." in ana.post("/me/writing", {"card": "yes", "teaching": "yes"}, follow=True).content.decode()
    assert list(NotWanted.objects.values_list("person_id", "what")) == [(cast.ana.id, "hints")]
    assert as_(None).get("/me/writing").headers["Location"] == "/account/come-in?next=/me/writing"


def test_a_program_is_given_the_card_with_the_share_and_also_without(cast, program):
    ana, address = program(cast.ana), f"/groups/{cast.long_nights.id}/shares"
    told = ana.post(address, {"words": HEAVY}).json()
    assert (told["care"]["help"], told["care"]["about"]) == ("yes", "self")
    assert ana.post(address, {"words": "Awake again."}).json()["care"] is None
    assert "care" not in program(cast.ben).get(f"/shares/{told['id']}").json()
    with nothing_can_be_written():
        for to in (address, f"/shares/{told['id']}/replies"):
            answer = ana.post(to, {"words": HEAVY})
            assert (answer.status_code, answer.json()["care"]["help"]) == (503, "yes")


def test_a_program_may_ask_for_hints(cast, program):
    asked = {"need": "just_listen", "share": "Awake again.", "reply": "You should get more sleep."}
    (hint,) = program(cast.ben).post("/hints", asked).json()["hints"]
    assert (hint["kind"], hint["because"]) == ("advice", "you should")
    assert program(cast.ben).post("/hints", asked | {"reply": "I hear you."}).json() == {"hints": []}
    assert program(cast.ben).post("/hints", {"reply": 3}).status_code == 422
    assert program(None).post("/hints", asked).status_code == 401


def test_the_switches_are_found_on_the_page_me(cast, as_):
    assert 'href="/me/writing"' in as_(cast.ana).get("/me").content.decode()
