"""Reading words, for programs."""

import contextlib

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from testing.programs import no
from withness.foundation import clock
from withness.safety.boundaries import draw_boundary
from withness.safety.folding import wish_unfolded
from withness.shares.being_present import be_present
from withness.shares.changing import change_share, take_back_reply, take_back_share
from withness.shares.replying import reply
from withness.shares.sharing import share


def shared(person, cast, words="Awake again.", note=""):
    return share(by=cast.face(person, cast.long_nights), words=words, need="just_listen", note=note)


def answered(person, cast, to, words="Here."):
    return reply(by=cast.face(person, cast.long_nights), share=to, words=words)


@pytest.fixture(autouse=True)
def any_pace(monkeypatch):
    monkeypatch.setattr("withness.shares.pace._is_new", lambda _member: False)
    monkeypatch.setattr("withness.shares.pace.SHARES", 10_000)


def test_shares_are_told_newest_first_and_as_the_pages_tell_them(cast, program):
    first = shared(cast.ana, cast, "Awake **again**.", note="a death")
    second = shared(cast.ben, cast, "Me too.")
    ana = cast.face(cast.ana, cast.long_nights)
    told = program(cast.ana).get(f"/groups/{cast.long_nights.id}/shares").json()
    assert [item["id"] for item in told["items"]] == [second.id, first.id]
    assert told["items"][1] == {
        "id": first.id,
        "group": cast.long_nights.id,
        "author": {"id": ana.id, "alias": "Teasel", "stone": ana.stone},
        "mine": True,
        "need": "just_listen",
        "note": "a death",
        "folded": True,
        "words": "Awake **again**.",
        "html": "<p>Awake <strong>again</strong>.</p>\n",
        "at": first.at.strftime("%Y-%m-%dT%H:%M:00Z"),
        "edited_at": None,
        "heard": "waiting",
    }
    assert (told["items"][0]["mine"], told["items"][0]["folded"], told["next"]) == (False, False, None)
    wish_unfolded(person=cast.ana, notes=["a death"])
    assert program(cast.ana).get(f"/shares/{first.id}").json()["folded"] is False


@pytest.mark.parametrize("count", [1, 3])
def test_a_longer_list_of_shares_costs_no_more_questions(cast, program, django_assert_num_queries, count):
    for _ in range(count):
        shared(cast.ben, cast)
    ana = program(cast.ana)
    ana.get(f"/groups/{cast.long_nights.id}/shares")
    with django_assert_num_queries(6):  # the token, my seat, who is beyond a boundary (2), the list, the shares
        assert len(ana.get(f"/groups/{cast.long_nights.id}/shares").json()["items"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_share_with_more_beneath_it_costs_no_more_questions(cast, program, django_assert_num_queries, count):
    hers = shared(cast.ana, cast)
    for _ in range(count):
        answered(cast.ben, cast, hers)
    ben = program(cast.ben)
    ben.get(f"/shares/{hers.id}")
    with django_assert_num_queries(8):  # token, where, seat, boundaries, share, who is beside, my marks, replies
        assert len(ben.get(f"/shares/{hers.id}").json()["replies"]["items"]) == count
    with django_assert_num_queries(6):
        assert len(ben.get(f"/shares/{hers.id}/replies").json()["items"]) == count


def test_a_share_is_told_with_all_beneath_it(cast, program):
    hers = shared(cast.ana, cast)
    wren = cast.face(cast.ben, cast.long_nights)
    be_present(by=wren, share=hers, kind="hear_you")
    said = answered(cast.ben, cast, hers, "I am here.")
    for_ana = program(cast.ana).get(f"/shares/{hers.id}").json()
    assert for_ana["heard"] == "one"
    assert for_ana["beside"] == [{"kind": "hear_you", "member": {"id": wren.id, "alias": "Wren", "stone": wren.stone}}]
    (told,) = for_ana["replies"]["items"]
    assert told == program(cast.ana).get(f"/replies/{said.id}").json()
    assert (told["words"], told["share"], told["author"]["alias"], told["mine"]) == (
        "I am here.",
        hers.id,
        "Wren",
        False,
    )
    for_ben = program(cast.ben).get(f"/shares/{hers.id}").json()
    assert for_ben["marks"] == {"presences": ["hear_you"], "followed": False, "muted": False, "kept": False}
    assert for_ana["marks"]["presences"] == []
    answered(cast.chidi, cast, hers)
    assert program(cast.ana).get(f"/shares/{hers.id}").json()["heard"] == "heard"


def test_replies_go_on_after_a_cursor(cast, program):
    hers = shared(cast.ana, cast)
    said = [answered(cast.ben, cast, hers, f"{n}").id for n in range(5)]
    ben, seen, after = program(cast.ben), [], None
    while True:
        answer = ben.get(f"/shares/{hers.id}/replies", limit=2, **({"after": after} if after else {})).json()
        seen += [item["id"] for item in answer["items"]]
        after = answer["next"]
        if after is None:
            break
    assert seen == said


def test_sam_meets_words_as_nothing_at_all(cast, program):
    hers = shared(cast.ana, cast)
    said = answered(cast.ben, cast, hers)
    gone = shared(cast.ana, cast)
    take_back_share(by=gone.author, share=gone)
    sam, seen = program(cast.sam), set()
    for name in (hers.id, gone.id, "bcdfghjkmnpqrstvw", "nope", "%00", "a" * 300, "é", "1'--"):
        for answer in (
            sam.get(f"/shares/{name}"), sam.patch(f"/shares/{name}", {}), sam.delete(f"/shares/{name}"),
            sam.get(f"/shares/{name}/replies"), sam.post(f"/shares/{name}/replies", {"words": "a"}),
            sam.post(f"/shares/{name}/presences", {"kind": "hear_you"}), sam.delete(f"/shares/{name}/presences/hear_you"),
            sam.get(f"/shares/{name}/before"), sam.put(f"/shares/{name}/marks/kept"), sam.delete(f"/shares/{name}/marks/kept"),
            sam.get(f"/shares/{name}/draft"), sam.put(f"/shares/{name}/draft", {"words": "a"}), sam.delete(f"/shares/{name}/draft"),
        ):  # fmt: skip
            assert answer.status_code == 404
            seen.add((answer.content, tuple(answer.headers.items())))
    for name in (said.id, hers.id, "nope", "%00"):
        for answer in (
            sam.get(f"/replies/{name}"), sam.patch(f"/replies/{name}", {"words": "a"}), sam.delete(f"/replies/{name}"),
            sam.get(f"/replies/{name}/before"),
        ):  # fmt: skip
            assert answer.status_code == 404
            seen.add((answer.content, tuple(answer.headers.items())))
    assert len(seen) == 1
    assert program(cast.ben).get(f"/replies/{said.id}").status_code == 200


def test_a_stranger_costs_as_many_questions_as_a_name_of_nothing(cast, program, django_assert_num_queries):
    hers, sam = shared(cast.ana, cast), program(cast.sam)
    sam.get("/me")
    for name in (hers.id, "bcdfghjkmnpqrstvw"):
        with django_assert_num_queries(2):
            sam.get(f"/shares/{name}")


def test_eve_and_ana_do_not_meet(cast, program):
    hers, eves = shared(cast.ana, cast), shared(cast.eve, cast)
    bens = shared(cast.ben, cast)
    said = answered(cast.eve, cast, bens)
    be_present(by=cast.face(cast.eve, cast.long_nights), share=bens, kind="with_you")
    ana, eve, ben = program(cast.ana), program(cast.eve), program(cast.ben)
    assert [item["id"] for item in ben.get(f"/groups/{cast.long_nights.id}/shares").json()["items"]] == [
        bens.id, eves.id, hers.id,
    ]  # fmt: skip
    assert [item["id"] for item in ana.get(f"/groups/{cast.long_nights.id}/shares").json()["items"]] == [
        bens.id,
        hers.id,
    ]
    for answer in (ana.get(f"/shares/{eves.id}"), ana.get(f"/replies/{said.id}"), eve.get(f"/shares/{hers.id}"),
                   eve.post(f"/shares/{hers.id}/replies", {"words": "You."})):  # fmt: skip
        assert no(answer) == (404, "not-here")
    assert len(ben.get(f"/shares/{bens.id}").json()["beside"]) == 1
    for_ana = ana.get(f"/shares/{bens.id}").json()
    assert (for_ana["beside"], for_ana["replies"]["items"]) == ([], [])


def test_what_was_taken_back_says_so_to_those_who_could_read_it(cast, program):
    hers = shared(cast.ana, cast)
    said = answered(cast.ben, cast, hers)
    take_back_reply(by=cast.face(cast.ben, cast.long_nights), reply=said)
    assert no(program(cast.ana).get(f"/replies/{said.id}")) == (410, "taken-back")
    take_back_share(by=hers.author, share=hers)
    for path in (
        f"/shares/{hers.id}",
        f"/shares/{hers.id}/replies",
        f"/replies/{said.id}",
        f"/shares/{hers.id}/before",
    ):
        assert no(program(cast.ben).get(path)) == (410, "taken-back")
    draw_boundary(by=cast.ana, towards=cast.ben, place=cast.long_nights.id)
    assert no(program(cast.ben).get(f"/shares/{hers.id}")) == (404, "not-here")


def test_what_it_said_before_can_be_read(cast, program):
    hers = shared(cast.ana, cast, "Before.")
    ben = program(cast.ben)
    assert ben.get(f"/shares/{hers.id}/before").json() == {"items": [], "next": None}
    change_share(by=hers.author, share=hers, words="After.", need="just_listen")
    (told,) = ben.get(f"/shares/{hers.id}/before").json()["items"]
    assert told["html"] == "<p>Before.</p>\n"
    assert ben.get(f"/shares/{hers.id}").json()["edited_at"] is not None


def test_no_answer_holds_an_id_of_a_person_or_a_second(cast, program):
    hers = shared(cast.ana, cast)
    answered(cast.ben, cast, hers)
    ana = program(cast.ana)
    for path in ("/groups", f"/groups/{cast.long_nights.id}", f"/groups/{cast.long_nights.id}/shares",
                 f"/shares/{hers.id}", "/me", "/kept", "/drafts", "/notices", "/search?words=awake"):  # fmt: skip
        answer = ana.get(path)
        assert answer.status_code == 200
        for person in cast.everybody:
            assert person.id not in answer.content.decode()
        for moment in ("at", "edited_at"):
            assert f'"{moment}":"' not in answer.content.decode() or ':00Z"' in answer.content.decode()


def test_members_of_one_person_share_no_id(cast, program):
    """Ben knows Ana as Teasel and as Fern: nothing he can read ties the two."""
    in_nights = shared(cast.ana, cast)
    in_water = share(by=cast.face(cast.ana, cast.still_water), words="Still.", need="just_listen")
    ben = program(cast.ben)
    one, other = (ben.get(f"/shares/{thing.id}").json()["author"] for thing in (in_nights, in_water))
    assert not set(one.values()) & set(other.values())


@contextlib.contextmanager
def undone():
    """What happens in here is undone: every example of a property begins from the same house."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def walk(read, limits, meanwhile):
    seen, after = [], None
    while True:
        answer = read(limit=limits(), **({"after": after} if after else {})).json()
        seen += [item["id"] for item in answer["items"]]
        after = answer["next"]
        if after is None:
            return seen
        meanwhile()


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), count=st.integers(0, 12))
def test_every_old_share_is_met_exactly_once_whatever_happens_meanwhile(cast, program, data, count):
    def meanwhile():
        for _ in range(data.draw(st.integers(0, 2))):
            shared(cast.ben, cast, "Meanwhile.")

    with undone():
        ana, path = program(cast.ana), f"/groups/{cast.long_nights.id}/shares"
        old = [shared(cast.ana, cast, f"Share {n}").id for n in range(count)][::-1]
        seen = walk(lambda **query: ana.get(path, **query), lambda: data.draw(st.integers(1, 5)), meanwhile)
        assert seen == old


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), count=st.integers(1, 8))
def test_every_reply_is_met_exactly_once_also_those_that_come_meanwhile(cast, program, data, count):
    said = []

    def meanwhile():
        if data.draw(st.booleans()) and len(said) < 20:
            said.append(answered(cast.chidi, cast, hers, "Meanwhile.").id)

    with undone():
        hers, ana = shared(cast.ana, cast), program(cast.ana)
        said += [answered(cast.ben, cast, hers, f"Reply {n}").id for n in range(count)]
        read = lambda **query: ana.get(f"/shares/{hers.id}/replies", **query)  # noqa: E731
        assert walk(read, lambda: data.draw(st.integers(1, 4)), meanwhile) == said


def test_a_cursor_of_one_who_is_out_of_sight_skips_nothing(cast, program):
    """Eve's shares stand between Ana's: a page of one still meets every share that Ana may see."""
    mine = []
    for _ in range(4):
        mine.append(shared(cast.ana, cast).id)
        shared(cast.eve, cast)
    ana = program(cast.ana)
    read = lambda **query: ana.get(f"/groups/{cast.long_nights.id}/shares", **query)  # noqa: E731
    assert walk(read, lambda: 1, lambda: None) == mine[::-1]


def test_times_are_told_to_the_minute(cast, program):
    with clock.stopped(clock.now().replace(second=59, microsecond=999)):
        hers = shared(cast.ana, cast)
    assert program(cast.ben).get(f"/shares/{hers.id}").json()["at"].endswith(":00Z")
