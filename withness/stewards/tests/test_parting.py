"""Parted ways by two stewards: whoever looks again at it, from either page, is neither of the two."""

import pytest

from testing.cast import a_person
from withness.foundation import clock
from withness.groups.asking_again import ask_again, asked_departure
from withness.notices.inbox import unseen
from withness.notices.models import Notice
from withness.people.auditing import entries_about
from withness.people.models import Stewardship
from withness.safety.reportable import find_target
from withness.safety.reporting import report
from withness.shares.sharing import share
from withness.stewards.acting import act, second
from withness.stewards.looking import look
from withness.stewards.models import Case


@pytest.fixture
def page(cast):
    """Dana and Fay part ways with Ana, whom Hal reported; Ana asks to look again. Gil had no part in it."""
    fay, _gil, hal = (a_steward(name) for name in ("fay", "gil", "hal"))
    teasel = cast.face(cast.ana, cast.long_nights)
    kept = share(by=teasel, words="Hard words.", need="just_listen")
    report(by=cast.ben, target=find_target(cast.ben, "share", kept.id), reason="unkind", words="It frightened me.")
    case = Case.objects.get()
    case.reporters.create(person=hal)
    for steward in (cast.dana, fay):
        look(by=steward, case=case)
    second(by=fay, action=act(by=cast.dana, case=case, kind="part", rule="danger", reason="Again and again."))
    ask_again(departure=asked_departure(cast.ana, teasel.id), words="I did not.")
    return f"/parted/{teasel.id}"


def a_steward(name):
    person = a_person(name)
    Stewardship.objects.create(person=person, since=clock.now())
    return person


def test_nobody_who_decided_it_or_reported_it_is_asked_to_look_again(cast, as_, page):
    asked = Notice.objects.filter(kind="appeal", bundle__startswith="appeal:").select_related("person")
    assert [one.person.nickname for one in asked] == ["gil"]
    stewards = {one.person.nickname: one.person for one in Stewardship.objects.select_related("person")}
    for name in ("dana", "fay", "hal"):
        assert as_(stewards[name]).get(page).status_code == 404
    assert as_(cast.sam).get(page).status_code == 404
    assert "read_removal" not in {entry.what for entry in entries_about(cast.ana)}
    sentence = "Somebody who was asked to leave a group asks you to look again"
    assert sentence in [one.words.sentence for one in unseen(stewards["gil"], most=9) if one.words]
    assert "I did not." in as_(stewards["gil"]).get(page).content.decode()
