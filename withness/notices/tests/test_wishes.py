"""Choosing how one is told."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withness.foundation import clock
from withness.foundation.refusing import NotUnderstood
from withness.notices.kinds import kinds
from withness.notices.models import Wishes
from withness.notices.wishes import choose, loud_again, wishes_of

ALL = {"on": ["reply", "presence"]}


def _post(as_, person, **form):
    return as_(person).post("/me/notices", {"quiet_from": "22:00", "quiet_until": "07:00", **ALL, **form})


def test_a_stranger_is_shown_the_way_in(as_, db):
    assert as_(None).get("/me/notices").headers["Location"] == "/account/come-in?next=/me/notices"


def test_nobody_gets_letters_before_they_ask_for_them(cast):
    wishes = wishes_of(cast.sam)
    assert (wishes.by_mail, wishes.quiet_from, wishes.quiet_until, wishes.off) == (False, time(22), time(7), [])


def test_ana_chooses_and_finds_her_choice_again(cast, as_, email_of_ana):
    answer = _post(as_, cast.ana, by_mail="yes", quiet_from="21:30", on=["reply"])
    assert answer.status_code == 302
    kept = wishes_of(cast.ana)
    assert (kept.by_mail, kept.quiet_from, kept.quiet_until) == (True, time(21, 30), time(7))
    assert "presence" in kept.off
    assert "reply" not in kept.off
    page = as_(cast.ana).get("/me/notices").content.decode()
    assert 'value="21:30"' in page
    assert 'value="reply" checked' in page
    assert 'value="presence" checked' not in page
    assert not Wishes.objects.exclude(person=cast.ana).exists()


def test_what_is_decided_about_somebody_cannot_be_switched_off(cast, as_):
    always = [kind.name for kind in kinds() if not kind.off_able]
    assert always
    _post(as_, cast.ana, on=[])
    assert not set(always) & set(wishes_of(cast.ana).off)
    page = as_(cast.ana).get("/me/notices").content.decode()
    assert not [name for name in always if f'value="{name}"' in page]


def test_without_an_address_letters_are_not_offered_and_the_hours_stay(cast, as_):
    page = as_(cast.ben).get("/me/notices").content.decode()
    assert "You have given no e-mail address, and need none." in page
    assert 'name="by_mail"' not in page
    as_(cast.ben).post("/me/notices", ALL)
    assert (wishes_of(cast.ben).quiet_from, wishes_of(cast.ben).quiet_until) == (time(22), time(7))


def test_where_no_letters_can_be_sent_none_are_offered(cast, as_, settings, email_of_ana):
    settings.MAIL_OFFERED = False
    page = as_(cast.ana).get("/me/notices").content.decode()
    assert "This house sends no e-mails." in page
    assert 'name="by_mail"' not in page


@pytest.mark.parametrize(
    ("form", "field"),
    [({"quiet_from": "late"}, "quiet_from"), ({"quiet_until": "25:00"}, "quiet_until"), ({"quiet_until": ""}, "quiet_until")],
)  # fmt: skip
def test_an_hour_that_cannot_be_read_is_asked_for_again_and_nothing_typed_is_lost(cast, as_, form, field, email_of_ana):
    answer = _post(as_, cast.ana, **form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="t-{field}"' in page
    assert f'value="{form[field]}"' in page
    assert not Wishes.objects.exists()


def test_no_quiet_hours_are_a_choice_too(cast):
    wishes = choose(person=cast.ana, by_mail=True, quiet_from="", quiet_until=" ", off=[])
    assert loud_again(wishes, zone="UTC") is None
    with pytest.raises(NotUnderstood):
        choose(person=cast.ana, by_mail=True, quiet_from="22:00", quiet_until="", off=[])


@pytest.mark.parametrize(
    ("now", "zone", "ends"),
    [
        ("2026-11-22T23:00", "UTC", "2026-11-23T07:00"),
        ("2026-11-22T03:00", "UTC", "2026-11-22T07:00"),
        ("2026-11-22T07:00", "UTC", None),
        ("2026-11-22T12:00", "UTC", None),
        ("2026-11-22T15:00", "Asia/Tokyo", "2026-11-22T22:00"),  # midnight there
        ("2026-03-29T00:30", "Europe/Madrid", "2026-03-29T05:00"),  # the night in which the clocks go forward
    ],
)
def test_quiet_hours_end_by_the_clock_on_ones_own_wall(now, zone, ends):
    wishes = Wishes(quiet_from=time(22), quiet_until=time(7))
    with clock.stopped(datetime.fromisoformat(now).replace(tzinfo=UTC)):
        found = loud_again(wishes, zone=zone)
    assert (found.astimezone(UTC).isoformat()[:16] if found else None) == ends


@given(
    now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001
    first=st.times(), last=st.times(), zone=st.sampled_from(["UTC", "America/New_York", "Asia/Kathmandu", "Africa/Cairo"]),
)  # fmt: skip
def test_quiet_hours_always_end_and_never_within_themselves(now, first, last, zone):
    wishes = Wishes(quiet_from=first.replace(tzinfo=None), quiet_until=last.replace(tzinfo=None))
    at = now.replace(tzinfo=UTC)
    with clock.stopped(at):
        ends = loud_again(wishes, zone=zone)
    if ends is not None:
        hours = (ends.astimezone(UTC) - at).total_seconds() / 3600
        assert 0 < hours <= 25
        with clock.stopped(ends):
            assert loud_again(wishes, zone=zone) is None
