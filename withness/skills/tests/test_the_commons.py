"""What helps: Ana writes, Chidi reads it first, Ben tries it; harm is looked at again; Sam sees the commons, no drafts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from testing.cast import a_member, a_person
from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, TooSoon
from withness.foundation.timers import run_due
from withness.groups.holding import appoint
from withness.groups.parting import leave
from withness.groups.quieting import pause
from withness.notices.kinds import wording_of
from withness.notices.models import Notice
from withness.people.consenting import withdraw_consent
from withness.people.models import AuditEntry
from withness.safety.boundaries import draw_boundary
from withness.skills.laying_out import lay_out_starters
from withness.skills.models import Note, Strategy, Tool, Trial
from withness.skills.shelf import find, reports_of, toolkit
from withness.skills.trying import keep_at_hand, tell_how_it_was, try_it
from withness.skills.writing_strategies import Said, approve, change_strategy, offer_again, write_strategy

WALK = Said(
    title="To the corner and back", steps="Put on shoes.\n\nGo to the corner.", moments=["night", "low"], minutes=10
)


def in_the_commons(cast, said=WALK):
    strategy = write_strategy(by=cast.face(cast.ana, cast.long_nights), said=said, language="en")
    approve(strategy=strategy, by=cast.face(cast.chidi, cast.long_nights))
    return strategy


def say_yes(browser, address):
    """As a reader presses the button on the page they have open."""
    return browser.post(f"{address}/approve", {"read": read_on(browser, address)})


def read_on(browser, address):
    found = re.search(r'name="read" value="(\w+)"', browser.get(address).content.decode())
    return found[1] if found else ""


def told(cast, strategy, *went, moment="night"):
    for n, how in enumerate(went):
        somebody = a_person(f"{strategy.id[:6]}{moment}{n}{Trial.objects.count()}")
        tell_how_it_was(trial=try_it(person=somebody, strategy=strategy, moment=moment), went=how)


def test_nobody_else_sees_it_before_somebody_has_read_it(cast, as_):
    form = {"group": cast.long_nights.id, "title": "To the corner", "steps": "Go.", "moments": ["night"]}
    address = as_(cast.ana).post("/skills/new", form).headers["Location"]
    assert "reads this first" in as_(cast.ana).get(address).content.decode()
    for other in (cast.ben, cast.sam, cast.eve):
        assert as_(other).get(address).status_code == 404
        assert "To the corner" not in as_(other).get("/skills").content.decode()
        assert as_(other).post(f"{address}/approve").status_code == 404
    assert as_(None).get(address).status_code == 302
    waiting = Notice.objects.get(kind="strategy_waits")
    assert wording_of(waiting, cast.chidi).href == "/skills/review"
    assert say_yes(as_(cast.chidi), address).headers["Location"] == "/skills/review"
    assert wording_of(waiting, cast.chidi) is None
    page = as_(cast.sam).get(address).content.decode()
    assert "To the corner" in page
    assert "Teasel" not in page


def test_nobody_reads_their_own_for_the_group_where_others_hold_it_too(cast, as_):
    appoint(by=cast.face(cast.chidi, cast.long_nights), member=cast.face(cast.ana, cast.long_nights))
    strategy = write_strategy(by=cast.face(cast.ana, cast.long_nights), said=WALK, language="en")
    with pytest.raises(NotAllowed):
        approve(strategy=strategy, by=cast.face(cast.ana, cast.long_nights))
    assert "You read this for the group" not in as_(cast.ana).get(f"/skills/{strategy.id}").content.decode()
    assert "You read this for the group" in as_(cast.chidi).get(f"/skills/{strategy.id}").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"steps": " "}, {"moments": []}, {"moments": ["noon"]}, {"minutes": "601"}, {"minutes": "ten"}],
)
def test_what_cannot_be_written_says_why(cast, as_, wrong):
    form = {"group": cast.long_nights.id, "title": "Walk", "steps": "Go.", "moments": ["night"]} | wrong
    assert as_(cast.ana).post("/skills/new", form).status_code == 422
    assert not Strategy.objects.exists()


def test_ben_tries_it_is_asked_once_and_says_it_in_words_never_as_a_percentage(cast, as_):
    strategy = in_the_commons(cast)
    ben = as_(cast.ben)
    address = ben.post(f"/skills/{strategy.id}/try", {"moment": "night", "before": "8"}).headers["Location"]
    with clock.stopped(clock.now() + timedelta(days=1)):
        run_due()
        run_due()
    notice = Notice.objects.get(kind="trial")
    assert wording_of(notice, cast.ben).href == address
    assert as_(cast.ana).get(address).status_code == 404
    assert ben.post(address, {"went": "wonderful"}).status_code == 422
    ben.post(address, {"went": "helped", "after": "5", "changed": "I went twice round."})
    assert wording_of(notice, cast.ben) is None
    page = ben.get(f"/skills/{strategy.id}").content.decode()
    assert "One person told us how it went; it helped 1 of them." in page
    assert "I went twice round." not in page  # nobody has read it for the others yet
    assert "%" not in page.split("<main")[1].split("</main>")[0]
    note = Note.objects.get()
    assert as_(cast.sam).post(f"/skills/notes/{note.id}", {"do": "approve"}).status_code == 404
    assert "I went twice round." in as_(cast.chidi).get("/skills/review").content.decode()
    as_(cast.chidi).post(f"/skills/notes/{note.id}", {"do": "approve"})
    assert "I went twice round." in ben.get(f"/skills/{strategy.id}").content.decode()


def test_who_was_asked_to_pause_lets_nothing_in_for_the_group(cast, as_):
    strategy, waiting = (
        in_the_commons(cast),
        write_strategy(by=cast.face(cast.ben, cast.long_nights), said=WALK, language="en"),
    )
    tell_how_it_was(
        trial=try_it(person=cast.ben, strategy=strategy, moment="night"), went="helped", changed="Twice round."
    )
    note = Note.objects.get()
    pause(member_id=cast.face(cast.chidi, cast.long_nights).id, until=clock.now() + timedelta(days=3))
    assert as_(cast.chidi).get(f"/skills/{waiting.id}").status_code == 200  # they may read
    for address, form in ((f"/skills/notes/{note.id}", {"do": "approve"}), (f"/skills/{waiting.id}/approve", {})):
        assert as_(cast.chidi).post(address, form).status_code == 403
    pause(member_id=cast.face(cast.chidi, cast.long_nights).id, until=None)
    assert as_(cast.chidi).post(f"/skills/notes/{note.id}", {"do": "approve"}).status_code == 302


def test_the_best_trusted_stand_first(cast):
    lucky, steady = in_the_commons(cast), in_the_commons(cast)
    told(cast, lucky, "helped", "helped")
    told(cast, steady, *["helped"] * 11, "not")
    assert [one.strategy for one in find(cast.ben, moment="night")] == [steady, lucky]
    assert find(cast.ben, moment="panic") == []
    assert [one.strategy for one in find(cast.ben, words="corner")][:1] == [steady]
    assert find(cast.ben, like_me=True)[0].estimate.tried == 0  # none of them is in a group with Ben


def near(cast, how_many):
    """People in a group with Ben."""
    people = [a_person(f"near{n}") for n in range(how_many)]
    for n, person in enumerate(people):
        a_member(person, cast.long_nights, f"Near {n}")
    return people


def tell(strategy, people, went="helped"):
    for person in people:
        tell_how_it_was(trial=try_it(person=person, strategy=strategy, moment="night"), went=went)


def counted(person, **asked):
    return find(person, like_me=True, **asked)[0].estimate.tried


def test_what_few_in_my_groups_told_is_not_counted_by_itself(cast, as_):
    strategy, people = in_the_commons(cast), near(cast, 10)
    tell(strategy, people[:9])
    assert counted(cast.ben) == counted(cast.ben, moment="night") == 0
    assert "Fewer than ten people in your groups" in as_(cast.ben).get("/skills?like_me=yes").content.decode()
    tell(strategy, people[:9])  # the same nine again
    assert counted(cast.ben) == 0
    tell(strategy, people[9:])
    assert counted(cast.ben) == counted(cast.ben, moment="night") == 10
    assert counted(cast.sam) == 0


def test_the_others_cannot_be_reckoned_from_two_numbers(cast):
    strategy = in_the_commons(cast)
    tell(strategy, near(cast, 10))
    told(cast, strategy, "worse")
    assert counted(cast.ben) == 0  # else: eleven told, ten of them near, and the other one said “worse”
    told(cast, strategy, *["helped"] * 9)
    assert counted(cast.ben) == 10


def test_a_boundary_changes_no_number(cast):
    strategy, people = in_the_commons(cast), near(cast, 10)
    tell(strategy, people)
    draw_boundary(by=people[0], towards=cast.ben, place=cast.long_nights.id)
    draw_boundary(by=cast.ben, towards=people[1], place=cast.long_nights.id)
    assert counted(cast.ben) == 10


def test_what_makes_it_worse_is_offered_to_nobody_until_a_person_has_looked(cast, as_):
    strategy = in_the_commons(cast)
    told(cast, strategy, "worse", "helped", "not", "worse")
    strategy.refresh_from_db()
    assert strategy.pulled_at is not None
    assert find(cast.ben) == []
    assert as_(cast.ben).get(f"/skills/{strategy.id}").status_code == 404
    assert "made things worse" in as_(cast.chidi).get("/skills/review").content.decode()
    approve(strategy=strategy, by=cast.face(cast.chidi, cast.long_nights))
    assert len(find(cast.ben)) == 1


def test_nobody_alone_takes_away_what_helps_others_however_often_they_tell(cast):
    strategy = in_the_commons(cast)
    for _ in range(3):
        tell_how_it_was(trial=try_it(person=cast.sam, strategy=strategy, moment="night"), went="worse", changed="No.")
    tell_how_it_was(trial=try_it(person=cast.sam, strategy=strategy, moment="low"), went="worse")
    strategy.refresh_from_db()
    assert strategy.pulled_at is None
    assert reports_of([strategy.id])[strategy.id] == {"night": (0, 1), "low": (0, 1)}
    assert Note.objects.count() == 1
    tell_how_it_was(trial=try_it(person=cast.ben, strategy=strategy, moment="night"), went="worse")
    strategy.refresh_from_db()
    assert strategy.pulled_at is not None
    approve(strategy=strategy, by=cast.face(cast.chidi, cast.long_nights))
    tell_how_it_was(trial=try_it(person=cast.sam, strategy=strategy, moment="night"), went="worse")
    strategy.refresh_from_db()
    assert strategy.pulled_at is None  # what was told before was looked at


def test_nobody_begins_a_hundred_things_in_an_hour(cast, as_):
    strategy = in_the_commons(cast)
    for _ in range(20):
        try_it(person=cast.sam, strategy=strategy, moment="night")
    with pytest.raises(TooSoon):
        try_it(person=cast.sam, strategy=strategy, moment="night")
    assert as_(cast.sam).post(f"/skills/{strategy.id}/try", {"moment": "night"}).status_code == 429
    with clock.stopped(clock.now() + timedelta(hours=1)):
        try_it(person=cast.sam, strategy=strategy, moment="night")


def test_stewards_look_again_at_what_we_brought(cast, as_):
    lay_out_starters()
    strategy = Strategy.objects.get(starter="feet-on-floor", language="en")
    told(cast, strategy, "worse", "worse", moment=strategy.moments[0])
    address = f"/skills/{strategy.id}"
    for other in (cast.ben, cast.chidi, cast.sam):
        assert as_(other).get(address).status_code == 404
        assert as_(other).post(f"{address}/approve").status_code == 404
    notice = Notice.objects.get(kind="strategy_waits")
    assert notice.person == cast.dana
    assert wording_of(notice, cast.dana).href == "/skills/review"
    assert "Feet on the floor" in as_(cast.dana).get("/skills/review").content.decode()
    assert "You read this as a steward" in as_(cast.dana).get(address).content.decode()
    assert as_(cast.dana).post(f"{address}/approve").headers["Location"] == "/skills/review"
    assert as_(cast.sam).get(address).status_code == 200
    assert wording_of(notice, cast.dana) is None
    assert AuditEntry.objects.filter(what="offered_again", by=cast.dana).count() == 1
    with pytest.raises(NotAllowed):
        offer_again(strategy=strategy, by=cast.chidi)


def test_a_change_is_read_first_and_until_then_everybody_finds_what_was_approved(cast, as_):
    strategy = in_the_commons(cast)
    address = f"/skills/{strategy.id}"
    told(cast, strategy, "helped")
    keep_at_hand(person=cast.ben, strategy=strategy, on=True)
    form = {"title": "Round the block", "steps": "Run.", "moments": ["night", "morning"]}
    assert as_(cast.ana).post(f"{address}/change", form).status_code == 302
    for other in (cast.ben, cast.sam):
        page = as_(other).get(address).content.decode()
        assert "To the corner and back" in page
        assert "Round the block" not in page
        assert "Run." not in page
    assert [one.strategy.title for one in find(cast.ben)] == ["To the corner and back"]
    assert toolkit(cast.ben)[0].strategy.title == "To the corner and back"
    for reader in (cast.ana, cast.chidi):
        assert "Round the block" in as_(reader).get(address).content.decode()
    assert "in the morning" in as_(cast.chidi).get(address).content.decode()
    assert "To the corner and back" in as_(cast.chidi).get("/skills/review").content.decode()
    assert say_yes(as_(cast.chidi), address).status_code == 302
    page = as_(cast.ben).get(address).content.decode()
    assert "Round the block" in page
    assert "To the corner and back" in page  # how it read before
    assert reports_of([strategy.id])[strategy.id] == {"night": (1, 1)}
    assert as_(cast.ben).post(f"{address}/change", {"title": "Mine"}).status_code == 403


def test_words_that_nobody_had_read_first_are_never_shown(cast, as_):
    strategy = write_strategy(by=cast.face(cast.ana, cast.long_nights), said=WALK, language="en")
    change_strategy(strategy=strategy, said=Said(title="Round the block", steps="Go.", moments=["night"]))
    assert as_(cast.ben).post(f"/skills/{strategy.id}/change", {"do": "withdraw"}).status_code == 404
    approve(strategy=Strategy.objects.get(), by=cast.face(cast.chidi, cast.long_nights))
    page = as_(cast.ben).get(f"/skills/{strategy.id}").content.decode()
    assert "Round the block" in page
    assert "To the corner and back" not in page


def test_what_something_was_built_on_is_named_to_who_may_see_it(cast, as_):
    first = in_the_commons(cast)
    second = write_strategy(
        by=cast.face(cast.ben, cast.long_nights),
        said=Said(title="Twice round", steps="Go.", moments=["night"]), language="en", based_on=first,
    )  # fmt: skip
    approve(strategy=second, by=cast.face(cast.chidi, cast.long_nights))
    page = as_(cast.sam).get(f"/skills/{second.id}").content.decode()
    assert "To the corner and back" in page
    as_(cast.ana).post(f"/skills/{first.id}/change", {"do": "withdraw"})
    page = as_(cast.sam).get(f"/skills/{second.id}").content.decode()
    assert "Twice round" in page
    assert "To the corner and back" not in page


def test_three_for_right_now_and_no_fourth(cast, as_):
    four = [in_the_commons(cast) for _ in range(4)]
    for one in four[:3]:
        as_(cast.ben).post(f"/skills/{one.id}/keep", {"do": "now"})
    with pytest.raises(NotAllowed):
        keep_at_hand(person=cast.ben, strategy=four[3], on=True, for_now=True)
    keep_at_hand(person=cast.ben, strategy=four[3], on=True)
    assert [tool.for_now for tool in toolkit(cast.ben)] == [True, True, True, False]
    as_(cast.ben).post(f"/skills/{four[0].id}/keep", {"do": "out"})
    assert Tool.objects.filter(person=cast.ben).count() == 3
    assert as_(cast.ben).get("/skills/toolkit").status_code == 200
    as_(cast.ana).post(f"/skills/{four[1].id}/change", {"do": "withdraw"})
    assert len(toolkit(cast.ben)) == 2


def test_without_consent_nothing_is_tried_and_leaving_takes_it_along(cast, as_):
    strategy = in_the_commons(cast)
    withdraw_consent(person=cast.ben, about="health")
    with pytest.raises(NotAllowed):
        try_it(person=cast.ben, strategy=strategy, moment="night")
    assert (
        as_(cast.ben)
        .post(f"/skills/{strategy.id}/try", {"moment": "night"})
        .headers["Location"]
        .startswith("/me/consents")
    )
    leave(by=cast.face(cast.ana, cast.long_nights), with_words=True)
    assert not Strategy.objects.exists()


@pytest.mark.parametrize("things", [1, 3])
def test_the_shelf_asks_a_fixed_number_of_questions(cast, as_, django_assert_num_queries, things):
    for _ in range(things):
        told(cast, in_the_commons(cast), "helped")
    ben = as_(cast.ben)
    ben.get("/skills?moment=night")
    with django_assert_num_queries(7):
        ben.get("/skills?moment=night")


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_words_in_another_script_stand_apart_in_our_sentences(cast, as_, language):
    said = replace(WALK, not_for="من لديه رضيع", costs="وقت قصير")
    browser = as_(cast.sam)
    browser.cookies["language"] = language
    page = browser.get(f"/skills/{in_the_commons(cast, said).id}").content.decode()
    assert "<bdi>من لديه رضيع</bdi>" in page
    assert "<bdi>وقت قصير</bdi>" in page
