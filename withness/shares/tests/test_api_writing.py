"""Saying something through a program: once, and only one's own."""

import threading

import pytest
from django.db import connection

from testing.programs import no
from withness.people.consenting import withdraw_consent
from withness.shares.changing import take_back_share
from withness.shares.models import Draft, Presence, Reply, Share
from withness.shares.sharing import share

WORDS = {"words": "Awake again.", "need": "been_there", "note": "a death"}


def shares_of(cast):
    return f"/groups/{cast.long_nights.id}/shares"


def anas(cast):
    return share(by=cast.face(cast.ana, cast.long_nights), words="Anyone?", need="just_listen")


def test_a_share_is_kept_and_told_where_it_stands(cast, program):
    answer = program(cast.ana).post(shares_of(cast), WORDS)
    told = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/v1/shares/{told['id']}"
    kept = Share.objects.get()
    assert (kept.words, kept.need, kept.note, kept.author.alias) == ("Awake again.", "been_there", "a death", "Teasel")
    assert program(cast.ben).get(f"/shares/{told['id']}").json()["words"] == "Awake again."


def test_the_same_key_is_answered_in_the_same_way_and_makes_nothing_twice(cast, program):
    ana = program(cast.ana)
    first = ana.post(shares_of(cast), WORDS, key="tap-1")
    again = ana.post(shares_of(cast), WORDS, key="tap-1")
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["Location"] == first.headers["Location"]
    assert Share.objects.count() == 1
    said = [ana.post(f"/shares/{first.json()['id']}/replies", {"words": "To myself."}, key="tap-2") for _ in range(2)]
    assert said[0].content == said[1].content
    assert (said[0].status_code, said[1].status_code, Reply.objects.count()) == (201, 201, 1)


def test_without_a_key_twice_is_twice(cast, program):
    ids = {program(cast.ana).post(shares_of(cast), WORDS).json()["id"] for _ in range(2)}
    assert len(ids) == Share.objects.count() == 2


def test_keys_that_begin_alike_are_not_the_same_and_one_of_another_person_neither(cast, program):
    long = "k" * 200
    ids = {program(cast.ana).post(shares_of(cast), WORDS, key=key).json()["id"] for key in (long + "1", long + "2")}
    ids.add(program(cast.ben).post(shares_of(cast), WORDS, key=long + "1").json()["id"])
    assert len(ids) == 3
    assert no(program(cast.ana).post(shares_of(cast), WORDS, key="k" * 256)) == (422, "not-understood")


def test_what_was_taken_back_is_never_made_again(cast, program):
    ana = program(cast.ana)
    kept = ana.post(shares_of(cast), WORDS, key="tap-1").json()
    said = ana.post(f"/shares/{kept['id']}/replies", {"words": "To myself."}, key="tap-2").json()
    assert ana.delete(f"/replies/{said['id']}").status_code == 204
    assert no(ana.post(f"/shares/{kept['id']}/replies", {"words": "To myself."}, key="tap-2")) == (410, "taken-back")
    assert ana.delete(f"/shares/{kept['id']}").status_code == 204
    assert no(ana.post(shares_of(cast), WORDS, key="tap-1")) == (410, "taken-back")
    assert no(ana.delete(f"/shares/{kept['id']}")) == (410, "taken-back")
    assert (Share.objects.count(), Reply.objects.count()) == (1, 1)
    assert not Share.objects.exclude(words="").exists()


def at_once(count, do):
    """`count` threads do it at the same moment; what each of them got."""
    ready, came = threading.Barrier(count), []

    def one():
        try:
            ready.wait(10)
            came.append(do())
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return came


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_moment_make_one_share_and_one_reply(program):
    from testing.cast import assemble

    cast = assemble()
    program_of_ana = [program(cast.ana) for _ in range(2)]
    made = at_once(2, lambda: program_of_ana.pop().post(shares_of(cast), WORDS, key="twice"))
    assert [answer.status_code for answer in made] == [201, 201]
    assert made[0].content == made[1].content
    assert Share.objects.count() == 1
    path, programs = f"/shares/{made[0].json()['id']}/replies", [program(cast.ben) for _ in range(2)]
    said = at_once(2, lambda: programs.pop().post(path, {"words": "Here."}, key="twice"))
    assert [answer.status_code for answer in said] == [201, 201]
    assert said[0].content == said[1].content
    assert Reply.objects.count() == 1


def test_a_reply_is_kept_and_the_one_who_shared_hears_of_it(cast, program):
    hers = anas(cast)
    answer = program(cast.ben).post(f"/shares/{hers.id}/replies", {"words": "I am **here**."})
    assert answer.status_code == 201
    assert answer.json()["html"] == "<p>I am <strong>here</strong>.</p>\n"
    (notice,) = program(cast.ana).get("/notices").json()["items"]
    assert (notice["sentence"], notice["new"]) == ("Wren wrote back to you", True)
    assert program(cast.ana).post("/notices/seen", {"up_to": notice["id"]}).status_code == 204
    assert program(cast.ana).get("/notices").json()["items"][0]["new"] is False
    assert no(program(cast.ben).post("/notices/seen", {"up_to": notice["id"]})) == (404, "not-here")
    assert program(cast.ben).post("/notices/seen").status_code == 204


@pytest.mark.parametrize("kind", ["hear_you", "been_there", "with_you", "thank_you"])
def test_one_stands_beside_a_share_and_steps_back(cast, program, kind):
    hers, ben = anas(cast), program(cast.ben)
    for _ in range(2):
        answer = ben.post(f"/shares/{hers.id}/presences", {"kind": kind})
        assert answer.status_code == 201
        assert answer.json()["kind"] == kind
        assert answer.json()["member"]["alias"] == "Wren"
    assert Presence.objects.count() == 1
    for _ in range(2):
        assert ben.delete(f"/shares/{hers.id}/presences/{kind}").status_code == 204
    assert Presence.objects.count() == 0


def test_another_kind_of_presence_is_not_understood(cast, program):
    hers, ben = anas(cast), program(cast.ben)
    for answer in (ben.post(f"/shares/{hers.id}/presences", {"kind": "like"}), ben.post(f"/shares/{hers.id}/presences", {}),
                   ben.delete(f"/shares/{hers.id}/presences/like")):  # fmt: skip
        assert no(answer) == (422, "not-understood")
        assert answer.json()["errors"][0]["field"] == "kind"


def test_one_changes_ones_own_words_and_what_is_left_out_stays(cast, program):
    ana = program(cast.ana)
    kept = ana.post(shares_of(cast), WORDS).json()
    changed = ana.patch(f"/shares/{kept['id']}", {"words": "Awake still."}).json()
    assert (changed["words"], changed["need"], changed["note"]) == ("Awake still.", "been_there", "a death")
    changed = ana.patch(f"/shares/{kept['id']}", {"note": "", "need": "celebrate"}).json()
    assert (changed["words"], changed["need"], changed["note"]) == ("Awake still.", "celebrate", "")
    assert no(ana.patch(f"/shares/{kept['id']}", {"words": " "})) == (422, "not-understood")
    said = ana.post(f"/shares/{kept['id']}/replies", {"words": "One."}).json()
    assert ana.patch(f"/replies/{said['id']}", {"words": "Two."}).json()["words"] == "Two."
    assert ana.get(f"/replies/{said['id']}/before").json()["items"][0]["html"] == "<p>One.</p>\n"


def test_nobody_changes_the_words_of_somebody_else(cast, program):
    hers, ben = anas(cast), program(cast.ben)
    said = program(cast.ana).post(f"/shares/{hers.id}/replies", {"words": "One."}).json()
    for answer in (ben.patch(f"/shares/{hers.id}", {"words": "No."}), ben.delete(f"/shares/{hers.id}"),
                   ben.patch(f"/replies/{said['id']}", {"words": "No."}), ben.delete(f"/replies/{said['id']}")):  # fmt: skip
        assert no(answer) == (403, "not-allowed")


def test_marks_are_set_and_lifted_and_only_ones_own(cast, program):
    hers, ben = anas(cast), program(cast.ben)
    for mark in ("followed", "kept"):
        for _ in range(2):
            assert ben.put(f"/shares/{hers.id}/marks/{mark}").status_code == 204
    assert ben.get(f"/shares/{hers.id}").json()["marks"] == {
        "presences": [], "followed": True, "muted": False, "kept": True,
    }  # fmt: skip
    assert [item["id"] for item in ben.get("/kept").json()["items"]] == [hers.id]
    assert program(cast.chidi).get("/kept").json() == {"items": [], "next": None}
    ben.put(f"/shares/{hers.id}/marks/muted")
    assert ben.get(f"/shares/{hers.id}").json()["marks"]["followed"] is False
    assert ben.delete(f"/shares/{hers.id}/marks/kept").status_code == 204
    assert ben.get("/kept").json()["items"] == []
    assert no(ben.put(f"/shares/{hers.id}/marks/liked")) == (422, "not-understood")


def test_a_draft_is_kept_and_goes_when_it_is_sent(cast, program):
    ana, path = program(cast.ana), f"/groups/{cast.long_nights.id}/draft"
    assert no(ana.get(path)) == (404, "not-here")
    assert ana.put(path, {"words": "I do not\0 know", "key": "tap-1"}).status_code == 204
    told = ana.get(path).json()
    assert (told["group"], told["share"], told["words"], told["key"]) == (
        cast.long_nights.id, "", "I do not know", "tap-1",
    )  # fmt: skip
    hers = anas(cast)  # sent from another device: the draft has gone
    assert no(ana.get(path)) == (404, "not-here")
    under = f"/shares/{hers.id}/draft"
    ana.put(under, {"words": "Dear"})
    ana.put(path, {"words": "Again"})
    assert {(one["share"], one["words"]) for one in ana.get("/drafts").json()["items"]} == {
        (hers.id, "Dear"),
        ("", "Again"),
    }
    assert program(cast.ben).get("/drafts").json()["items"] == []
    assert ana.put(under, {"words": "  "}).status_code == 204
    assert no(ana.get(under)) == (404, "not-here")
    ana.put(under, {"words": "Dear"})
    for address in (path, under, path):
        assert ana.delete(address).status_code == 204
    assert Draft.objects.count() == 0


def test_words_are_found_again_in_my_groups_only(cast, program):
    hers = anas(cast)
    said = program(cast.ben).post(f"/shares/{hers.id}/replies", {"words": "Anyone? Everyone."}).json()
    share(by=cast.face(cast.ana, cast.still_water), words="Anyone there?", need="just_listen")
    found = program(cast.eve).get("/search", words="anyone").json()
    assert found == {"items": [], "next": None}  # both stand beyond Ana's boundary
    found = program(cast.ben).get("/search", words="anyone").json()["items"]
    assert [(one["kind"], one["group"]) for one in found] == [
        ("share", cast.still_water.id), ("reply", cast.long_nights.id), ("share", cast.long_nights.id),
    ]  # fmt: skip
    assert (found[1]["said"]["id"], found[1]["share"], found[2]["said"]["words"]) == (said["id"], hers.id, "Anyone?")
    here = program(cast.ben).get("/search", words="anyone", group=cast.long_nights.id).json()["items"]
    assert len(here) == 2
    for group in ("nope", "\0", cast.thursday.id):
        assert program(cast.ben).get("/search", words="anyone", group=group).json()["items"] == []
    assert program(cast.sam).get("/search", words="anyone").json()["items"] == []
    for words in ("", "a", "!?"):
        assert no(program(cast.ben).get("/search", words=words)) == (422, "not-understood")


def test_the_pace_is_the_same_as_on_the_pages(cast, program):
    ana = program(cast.ana)
    answers = [ana.post(shares_of(cast), WORDS) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [201] * 6 + [429]
    assert no(answers[6]) == (429, "too-soon")
    assert 0 < int(answers[6].headers["Retry-After"]) <= 3600


def test_advice_is_not_asked_for_where_the_group_gives_none(cast, program):
    cast.long_nights.ways = {"advice": False}
    cast.long_nights.save()
    answer = program(cast.ana).post(shares_of(cast), {**WORDS, "need": "advice_welcome"})
    assert no(answer) == (422, "not-understood")
    assert answer.json()["errors"][0]["field"] == "need"


def test_with_the_consent_the_words_go_and_a_retry_does_not_bring_them_back(cast, program):
    ana = program(cast.ana)
    kept = ana.post(shares_of(cast), WORDS, key="tap-1").json()
    withdraw_consent(person=cast.ana, about="health")
    assert no(ana.post(shares_of(cast), WORDS, key="tap-1")) == (404, "not-here")
    assert no(program(cast.ben).get(f"/shares/{kept['id']}")) == (410, "taken-back")


def test_a_share_taken_back_on_a_page_is_gone_for_programs(cast, program):
    hers = anas(cast)
    take_back_share(by=hers.author, share=hers)
    for answer in (program(cast.ben).post(f"/shares/{hers.id}/replies", {"words": "Here."}),
                   program(cast.ben).post(f"/shares/{hers.id}/presences", {"kind": "hear_you"}),
                   program(cast.ben).put(f"/shares/{hers.id}/marks/kept")):  # fmt: skip
        assert no(answer) == (410, "taken-back")
