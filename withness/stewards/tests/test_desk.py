"""From a report to a decision, its notice, and another look: by people, with a reason, and nobody alone."""

from datetime import timedelta

import pytest

from testing.cast import a_person
from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, NotUnderstood, TooSoon
from withness.foundation.timers import run_due
from withness.groups.rules import may_write
from withness.notices.inbox import told
from withness.people.auditing import entries_about, first_broken
from withness.people.models import Stewardship
from withness.safety.models import Report
from withness.safety.reportable import find_target
from withness.safety.reporting import report
from withness.shares.models import Share
from withness.shares.replying import reply
from withness.shares.sharing import share
from withness.stewards.acting import act, leave_it, second
from withness.stewards.appealing import answer_appeal, ask_again
from withness.stewards.looking import IN_AN_HOUR, REST, look
from withness.stewards.models import Action, Case
from withness.stewards.unmasking import agree_to_unmask, ask_to_unmask, unmask


@pytest.fixture
def stewards(cast):
    """Dana, Fay and Gil."""
    others = [a_person("fay"), a_person("gil")]
    for person in others:
        Stewardship.objects.create(person=person, since=clock.now())
    return [cast.dana, *others]


@pytest.fixture
def case(cast, stewards):
    """Ben asks to look at a share of Ana's."""
    kept = share(by=cast.face(cast.ana, cast.long_nights), words="Hard words.", need="just_listen")
    report(by=cast.ben, target=find_target(cast.ben, "share", kept.id), reason="unkind", words="It frightened me.")
    return Case.objects.get()


def _read(steward, case):
    return look(by=steward, case=case)


def sentences(person):
    return [one.words.sentence for one in told(person)[0]]


def test_ben_reports_and_follows_it_and_sam_cannot_even_ask(cast, as_):
    kept = share(by=cast.face(cast.ana, cast.long_nights), words="Hard words.", need="just_listen")
    page = f"/report/share/{kept.id}"
    assert as_(cast.ben).get(page).status_code == 200
    answer = as_(cast.ben).post(page, {"reason": "worried"}, follow=True)
    assert "It has arrived. A steward will look soon." in answer.content.decode()
    assert (Case.objects.get().urgency, Case.objects.get().care) == (3, True)
    assert as_(cast.sam).get(page).status_code == 404
    assert as_(cast.eve).get(page).status_code == 404  # across the boundary
    assert as_(cast.ben).post(page, {"reason": "hm"}).status_code == 422
    assert as_(cast.ana).post(page, {"reason": "other"}).status_code == 403


def test_two_reports_about_one_thing_are_one_case(cast, case):
    share_ = Share.objects.get()
    report(by=cast.chidi, target=find_target(cast.chidi, "share", share_.id), reason="threat")
    report(by=cast.chidi, target=find_target(cast.chidi, "share", share_.id), reason="threat")
    assert (Case.objects.get().urgency, Report.objects.count()) == (3, 2)


def test_the_desk_shows_no_words_before_a_press_that_is_written_down(cast, as_, case):
    dana = as_(cast.dana)
    for page in ("/desk", f"/desk/{case.id}"):
        shown = dana.get(page).content.decode()
        assert "Hard words" not in shown
        assert "Teasel" not in shown
        assert "frightened" not in shown
    assert entries_about(cast.ana) == []
    shown = dana.post(f"/desk/{case.id}").content.decode()
    assert "Hard words" in shown
    assert "frightened" in shown
    assert [entry.what for entry in entries_about(cast.ana)] == ["read_words"]
    mine = as_(cast.ana).get("/me/looks").content.decode()
    assert "A steward read something you wrote" in mine
    assert "The record is whole" in mine


@pytest.mark.parametrize("who", ["ana", "ben", "sam", None])
def test_nobody_else_finds_the_desk(cast, as_, case, who):
    browser = as_(getattr(cast, who) if who else None)
    for page in ("/desk", f"/desk/{case.id}"):
        assert browser.get(page).status_code == 404
    for page in ("", "/decide", "/second", "/answer", "/who", "/quieten"):
        assert browser.post(f"/desk/{case.id}{page}").status_code == 404


def test_a_steward_sees_the_thing_and_at_most_five_around_it(cast, case):
    kept = Share.objects.get()
    for n in range(9):
        reply(by=cast.face(cast.ben, cast.long_nights), share=kept, words=f"Reply {n}.")
    pieces = _read(cast.dana, case)
    assert len(pieces) == 6
    assert [piece.is_it for piece in pieces] == [True, *[False] * 5]


def test_a_steward_rests_after_a_dozen(cast, case):
    now = clock.now()
    with clock.stopped(now):
        for _n in range(IN_AN_HOUR):
            _read(cast.dana, case)
        with pytest.raises(TooSoon):
            _read(cast.dana, case)
    with clock.stopped(now + REST + timedelta(seconds=1)):
        _read(cast.dana, case)


def test_a_hold_is_told_with_its_reason_and_ends_by_itself(cast, as_, case):
    _read(cast.dana, case)
    act(by=cast.dana, case=case, kind="hold", rule="kindness", reason="It named somebody in anger.")
    assert not Share.objects.visible_to(cast.ben).exists()
    assert "It named somebody in anger." in sentences(cast.ana)[0]
    assert as_(cast.ana).get(f"/me/decisions/{Action.objects.get().id}").status_code == 200
    assert as_(cast.sam).get(f"/me/decisions/{Action.objects.get().id}").status_code == 404
    assert sentences(cast.ben)[0] == "What you asked us to look at has been looked at"
    with clock.stopped(clock.now() + timedelta(hours=73)):
        run_due()
        assert Share.objects.visible_to(cast.ben).exists()


def test_taking_away_needs_two_and_can_be_asked_back_from_a_third(cast, stewards, case):
    dana, fay, gil = stewards
    for steward in stewards:
        _read(steward, case)
    action = act(by=dana, case=case, kind="remove", rule="method", reason="It says how.")
    assert action.until - clock.now() < timedelta(days=4)
    with pytest.raises(NotAllowed):
        second(by=dana, action=action)
    second(by=fay, action=action)
    action.refresh_from_db()
    asked = ask_again(by=cast.ana, action=action, words="Please.")
    for involved in (dana, fay, cast.ana, cast.sam):
        with pytest.raises(NotAllowed):
            answer_appeal(by=involved, appeal=asked, stands=True, answer="No.")
    answer_appeal(by=gil, appeal=asked, stands=False, answer="It does not say how.")
    assert Share.objects.visible_to(cast.ben).get().words == "Hard words."
    assert "undone" in sentences(cast.ana)[0]


def test_what_was_taken_away_is_gone_after_thirty_days_and_not_before(cast, stewards, case):
    dana, fay, _gil = stewards
    _read(dana, case), _read(fay, case)
    second(by=fay, action=act(by=dana, case=case, kind="remove", rule="method", reason="It says how."))
    with clock.stopped(clock.now() + timedelta(days=29)):
        run_due()
        assert Share.objects.get().words == "Hard words."
    with clock.stopped(clock.now() + timedelta(days=31)):
        run_due()
        assert Share.objects.get().words == ""


def test_a_pause_lets_ana_read_and_not_write(cast, case):
    _read(cast.dana, case)
    action = act(by=cast.dana, case=case, kind="pause", rule="kindness", reason="Please rest.", hours=24)
    assert not may_write(cast.face(cast.ana, cast.long_nights))
    assert may_write(cast.face(cast.ana, cast.still_water))
    with clock.stopped(action.until + timedelta(seconds=1)):
        assert may_write(cast.face(cast.ana, cast.long_nights))


def test_the_pages_say_that_one_pauses_and_that_a_group_mourns(cast, as_, case):
    _read(cast.dana, case)
    act(by=cast.dana, case=case, kind="pause", rule="kindness", reason="Please rest.")
    ana, page = as_(cast.ana), f"/g/{cast.long_nights.id}"
    for path in (page, f"{page}/s/{Share.objects.get().id}"):
        shown = ana.get(path).content.decode()
        assert "You were asked to pause here" in shown
        assert "agreement has changed" not in shown
    assert ana.get(f"{page}/shares/new").status_code == 403
    assert as_(cast.dana).post(f"/desk/{case.id}/quieten", {"do": "mourn"}).status_code == 302
    assert "This group is in mourning" in as_(cast.ben).get(page).content.decode()
    as_(cast.dana).post(f"/desk/{case.id}/quieten", {"do": "end"})
    assert "mourning" not in as_(cast.ben).get(page).content.decode()
    assert as_(cast.dana).post(f"/desk/{case.id}/quieten", {"do": "x"}).status_code == 422


def test_the_desk_decides_in_its_pages(cast, as_, stewards, case):
    dana, fay, gil = map(as_, stewards)
    page = f"/desk/{case.id}"
    for steward in (dana, fay, gil):
        assert steward.post(page).status_code == 200
    assert dana.post(f"{page}/decide", {"kind": "remove", "rule": "method"}).status_code == 422
    form = {"kind": "remove", "rule": "method", "reason": "It says how."}
    assert dana.post(f"{page}/decide", form).status_code == 302
    assert "A second steward is wanted" in fay.get(page).content.decode()
    assert fay.post(f"{page}/second").status_code == 302
    ana, decision = as_(cast.ana), f"/me/decisions/{Action.objects.get().id}"
    assert ana.post(decision, {"words": "x" * 2001}).status_code == 422
    assert ana.post(decision, {"words": "Please."}).status_code == 302
    assert gil.post(f"{page}/answer", {"stands": "no"}).status_code == 422
    assert gil.post(f"{page}/answer", {"stands": "no", "answer": "Sorry."}).status_code == 302
    assert "undid it" in ana.get(decision).content.decode()
    assert dana.post(f"{page}/who", {"why": ""}).status_code == 422
    assert dana.post(f"{page}/who", {"why": "A life.", "risk": "yes"}).status_code == 200


def test_parting_takes_two_and_undoing_it_brings_her_back(cast, stewards, case):
    dana, fay, gil = stewards
    for steward in stewards:
        _read(steward, case)
    action = act(by=dana, case=case, kind="part", rule="danger", reason="Again and again.")
    assert cast.face(cast.ana, cast.long_nights).left_at is None
    second(by=fay, action=action)
    assert cast.face(cast.ana, cast.long_nights).left_at is not None
    action.refresh_from_db()
    answer_appeal(by=gil, appeal=ask_again(by=cast.ana, action=action, words=""), stands=False, answer="Sorry.")
    assert may_write(cast.face(cast.ana, cast.long_nights))


def test_nothing_is_decided_without_reading_a_rule_and_a_reason(cast, case):
    with pytest.raises(NotAllowed):
        act(by=cast.dana, case=case, kind="hold", rule="kindness", reason="Hm.")
    _read(cast.dana, case)
    for odd in ({"rule": "x"}, {"reason": " "}, {"kind": "ban"}):
        with pytest.raises(NotUnderstood):
            act(**{"by": cast.dana, "case": case, "kind": "hold", "rule": "kindness", "reason": "Hm."} | odd)
    with pytest.raises(NotAllowed):
        act(by=cast.sam, case=case, kind="hold", rule="kindness", reason="Hm.")
    leave_it(by=cast.dana, case=case, reason="It is all right.")
    assert Report.objects.get().answer == "left"


def test_nobody_is_unmasked_by_one_or_at_once_and_it_is_told(cast, stewards, case):
    dana, fay, gil = stewards
    asked = ask_to_unmask(by=dana, case=case, why="Somebody may be hurt.", life_at_risk=False)
    for tries in (lambda: agree_to_unmask(by=dana, unmasking=asked), lambda: unmask(by=dana, unmasking=asked)):
        with pytest.raises(NotAllowed):
            tries()
    agree_to_unmask(by=fay, unmasking=asked)
    with pytest.raises(NotAllowed):
        unmask(by=dana, unmasking=asked)
    with clock.stopped(clock.now() + timedelta(hours=25)):
        with pytest.raises(NotAllowed):
            unmask(by=gil, unmasking=asked)
        assert unmask(by=dana, unmasking=asked).nickname == "ana"
        assert "Two stewards looked who you are" in sentences(cast.ana)[0]
    assert [entry.what for entry in entries_about(cast.ana)] == ["saw_who_it_is", "agreed_who_it_is", "asked_who_it_is"]
    assert first_broken() is None


def test_where_a_life_is_at_risk_two_may_look_at_once(cast, stewards, case):
    asked = ask_to_unmask(by=stewards[0], case=case, why="She may die.", life_at_risk=True)
    agree_to_unmask(by=stewards[1], unmasking=asked)
    assert unmask(by=stewards[1], unmasking=asked).email == ""


def test_the_years_numbers_tell_nothing_small(cast, as_, case):
    page = as_(None).get("/numbers").content.decode()
    assert "fewer than 10" in page
    assert as_(None).get("/numbers?year=99999").status_code == 200


def test_every_page_of_the_desk_is_behind_its_door():
    from withness.stewards.urls import urlpatterns

    pages = [one for one in urlpatterns if str(one.pattern).startswith("desk")]
    assert len(pages) >= 8
    assert all(
        getattr(one.callback, "for_stewards", False) or getattr(one.callback, "__wrapped__", None) for one in pages
    )
