"""Letters: neutral, bundled, rare, and only while they are wanted and true."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from withness.foundation import clock, timers
from withness.foundation.models import Timer
from withness.notices.models import Notice
from withness.notices.posting import BUNDLE
from withness.notices.telling import see
from withness.notices.wishes import choose, wishes_of
from withness.shares.changing import take_back_reply
from withness.shares.replying import reply
from withness.shares.sharing import share

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def email_of_ana(cast):
    return EmailAddress.objects.create(user_id=cast.ana.id, email="a@example.org", verified=True, primary=True)


@pytest.fixture
def wanted(cast, email_of_ana):
    return choose(person=cast.ana, by_mail=True, quiet_from="22:00", quiet_until="07:00", off=[])


@pytest.fixture
def hers(cast):
    with clock.stopped(NOON):
        return share(by=cast.face(cast.ana, cast.long_nights), words="Awake at four, again.", need="just_listen")


def _answer(cast, hers, *, at=NOON, by=None, words="I know that kettle."):
    with clock.stopped(at):
        return reply(by=cast.face(by or cast.ben, cast.long_nights), share=hers, words=words)


def _until(at):
    """The worker works until `at`, minute by minute where something falls due."""
    while True:
        due = Timer.objects.filter(due_at__lte=at).order_by("due_at").first()
        if due is None:
            return mail.outbox
        with clock.stopped(max(due.due_at, NOON)):
            assert timers.run_due()


def test_ten_minutes_after_somebody_wrote_back_one_letter_says_that_something_waits(cast, wanted, hers):
    _answer(cast, hers)
    _answer(cast, hers, at=NOON + timedelta(minutes=5), by=cast.chidi)
    assert _until(NOON + timedelta(minutes=9)) == []
    letters = _until(NOON + timedelta(minutes=10))
    assert [(letter.to, letter.subject) for letter in letters] == [(["a@example.org"], "Something is waiting for you")]


def test_a_letter_says_nothing_of_what_waits(cast, wanted, hers):
    _answer(cast, hers)
    letter = _until(NOON + timedelta(hours=1))[0]
    whole = letter.message().as_string()
    for said in ("Wren", "Teasel", "Long Nights", "kettle", "Awake", "ana", hers.id, cast.long_nights.id, cast.ana.id):
        assert said not in whole
    assert "http://127.0.0.1:8000/notices\n" in letter.body
    assert [kind for _words, kind in letter.alternatives] == ["text/html"]  # the same words, looked through above


def test_one_who_does_not_want_letters_gets_none(cast, email_of_ana, hers):
    _answer(cast, hers)
    assert not Timer.objects.filter(kind=BUNDLE).exists()
    choose(person=cast.ana, by_mail=False, quiet_from="", quiet_until="", off=[])
    _answer(cast, hers, by=cast.chidi)
    assert _until(NOON + timedelta(days=1)) == []


def test_what_was_seen_meanwhile_needs_no_letter(cast, wanted, hers):
    _answer(cast, hers)
    see(person=cast.ana, bundles=[f"reply:{hers.id}"])
    assert _until(NOON + timedelta(days=1)) == []


def test_what_was_taken_back_meanwhile_needs_no_letter(cast, wanted, hers):
    answer = _answer(cast, hers)
    take_back_reply(by=cast.face(cast.ben, cast.long_nights), reply=answer)
    assert _until(NOON + timedelta(days=1)) == []


def test_who_changed_their_mind_meanwhile_gets_none(cast, wanted, hers):
    _answer(cast, hers)
    choose(person=cast.ana, by_mail=False, quiet_from="", quiet_until="", off=[])
    assert _until(NOON + timedelta(days=1)) == []


def test_an_address_that_is_gone_or_not_confirmed_gets_none(cast, wanted, hers, email_of_ana):
    _answer(cast, hers)
    email_of_ana.verified = False
    email_of_ana.save()
    assert _until(NOON + timedelta(days=1)) == []


def test_there_are_four_hours_between_two_letters(cast, wanted, hers):
    _answer(cast, hers)
    _until(NOON + timedelta(minutes=30))
    other = share(by=cast.face(cast.ana, cast.long_nights), words="Later.", need="just_listen")
    _answer(cast, other, at=NOON + timedelta(minutes=40))
    assert len(_until(NOON + timedelta(hours=4))) == 1
    assert len(_until(NOON + timedelta(hours=4, minutes=11))) == 2


def test_what_a_letter_has_told_of_is_not_told_again(cast, wanted, hers):
    _answer(cast, hers)
    assert len(_until(NOON + timedelta(days=3))) == 1
    assert Notice.objects.get(person=cast.ana).posted_at is not None


def test_nothing_is_sent_in_quiet_hours_but_after_them(cast, wanted, hers):
    late = NOON.replace(hour=23)
    _answer(cast, hers, at=late)
    assert _until(late + timedelta(hours=7, minutes=59)) == []
    assert len(_until(late + timedelta(hours=8))) == 1


def test_a_letter_speaks_the_language_of_who_reads_it(cast, wanted, hers):
    cast.ana.language = "es"
    cast.ana.save()
    _answer(cast, hers)
    assert len(_until(NOON + timedelta(hours=1))) == 1


def test_one_press_in_the_letter_ends_them_without_signing_in(cast, wanted, hers, as_):
    _answer(cast, hers)
    letter = _until(NOON + timedelta(hours=1))[0]
    link = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in letter.body
    path = link.removeprefix("http://127.0.0.1:8000")
    assert as_(None).get(path).status_code == 200
    assert wishes_of(cast.ana).by_mail is True  # only looking changes nothing
    answer = as_(None).post(path, {"List-Unsubscribe": "One-Click"})
    assert "No more letters." in answer.content.decode()
    assert wishes_of(cast.ana).by_mail is False


@pytest.mark.parametrize("key", ["nothing", "", "2" * 17, "%00"])
def test_a_key_made_for_nobody_ends_nothing(cast, wanted, as_, key):
    assert as_(None).post(f"/notices/stop/{key}").status_code == 404
    assert wishes_of(cast.ana).by_mail is True


def test_erasing_oneself_takes_a_planned_letter_along(cast, wanted, hers):
    from withness.people.leaving import erase

    _answer(cast, hers)
    assert Timer.objects.filter(kind=BUNDLE).exists()
    erase(person=cast.ana)
    assert not Timer.objects.filter(kind=BUNDLE).exists()
    assert _until(NOON + timedelta(days=1)) == []
