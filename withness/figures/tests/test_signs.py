"""Signs of a group and figures of the house: read once, with noise, above the threshold, and only by whose they are."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from withness.circles.models import HowItWas
from withness.figures.charting import chart_of, draw
from withness.figures.models import Reading
from withness.figures.noise import GROUP_NOISE, GROUP_NUMBERS, HOUSE_NOISE, HOUSE_NUMBERS, MOST, best_guess, delta
from withness.figures.periods import last_quarter, months_back
from withness.figures.reading_off import read_off
from withness.figures.signs import answered, staying
from withness.figures.whole_house import NUMBERS
from withness.foundation import clock
from withness.groups.models import Member
from withness.groups.parting import leave

MAY = datetime(2027, 5, 3, 12, tzinfo=UTC)


@pytest.fixture
def april(cast):
    """Forty answers in April."""
    HowItWas.objects.create(group=cast.long_nights, month=date(2027, 4, 1), answers=40, heard=30, safe=36, hopeful=20)
    HowItWas.objects.create(group=cast.thursday, month=date(2027, 4, 1), answers=4, heard=4, safe=4, hopeful=4)
    with clock.stopped(MAY):
        read_off()
    return cast


def text(answer):
    return answer.content.decode()


def test_a_month_is_read_once_and_the_exact_sums_are_gone(april):
    read = {row.sign: (row.of, row.yes) for row in Reading.objects.filter(group=april.long_nights)}
    assert read.keys() >= {"heard", "safe", "hopeful"}
    assert {of for of, _yes in (read["heard"], read["safe"], read["hopeful"])} == {40}
    assert not HowItWas.objects.filter(group=april.long_nights).exists()
    assert not Reading.objects.filter(group=april.thursday, sign="heard").exists()  # four are too few
    before = list(Reading.objects.order_by("id").values())
    with clock.stopped(MAY):
        read_off()
    assert list(Reading.objects.order_by("id").values()) == before


def test_every_member_sees_the_signs_and_a_stranger_finds_nothing(april, as_):
    address = f"/g/{april.long_nights.id}/signs"
    for person in (april.ana, april.ben, april.chidi):
        assert "I was heard" in text(as_(person).get(address))
        assert "<svg" in text(as_(person).get(address))
    assert as_(april.sam).get(address).status_code == 404
    assert as_(april.dana).get(address).status_code == 404  # a steward is no member
    assert "No month has had enough answers" in text(as_(april.dana).get(f"/g/{april.thursday.id}/signs"))


def test_the_eight_figures_are_for_who_holds_the_group(april, as_):
    address = f"/g/{april.long_nights.id}/figures"
    shown = text(as_(april.chidi).get(address))
    assert all(str(one.means) in shown for one in NUMBERS if one.promise)
    assert as_(april.ana).get(address).status_code == 403
    assert as_(april.sam).get(address).status_code == 404
    assert f"{address}" in text(as_(april.chidi).get(f"/g/{april.long_nights.id}/desk"))


def test_the_house_is_for_stewards_and_tells_nothing_under_ten(april, as_):
    Reading.objects.filter(group=None).update(of=9, yes=9)
    Reading.objects.filter(group=None, sign="heard").update(of=120, yes=90)
    Reading.objects.filter(group=None, sign="tried").update(of=40, yes=8)
    for address in ("/figures", "/figures/report", "/figures/report.csv"):
        for person in (april.ana, april.chidi, april.sam):
            assert as_(person).get(address).status_code == 404
    shown = text(as_(april.dana).get("/figures"))
    assert "About 75 of a hundred." in shown
    assert shown.count("Too few to say.") == 7
    lines = text(as_(april.dana).get("/figures/report.csv")).splitlines()
    assert len(lines) == 1 + len(NUMBERS)
    told = {line.split(",")[1]: line.split(",")[-3:] for line in lines[1:]}
    assert told["heard"] == ["120", "90", "38"]
    assert told["tried"] == ["40", "", "38"]
    assert told["new"] == ["", "", "38"]
    assert "about 90 of about 120" in text(as_(april.dana).get("/figures/report"))


def test_a_page_of_signs_asks_no_more_with_more_months(april, as_, django_assert_num_queries):
    address, ana = f"/g/{april.long_nights.id}/signs", as_(april.ana)
    ana.get(address)
    for month in range(1, 4):
        Reading.objects.create(group=april.long_nights, sign="heard", began_on=date(2027, month, 1), of=30, yes=20)
    with django_assert_num_queries(5):
        ana.get(address)


def test_newcomers_and_shares_are_counted_in_their_month(cast):
    group = cast.long_nights.id
    Member.objects.filter(group=group, holds="").update(joined_at=datetime(2027, 3, 10, tzinfo=UTC))
    assert staying([group], date(2027, 4, 1), date(2027, 5, 1)) == {group: (3, 3)}
    with clock.stopped(datetime(2027, 3, 20, tzinfo=UTC)):
        leave(by=cast.face(cast.eve, cast.long_nights))
    assert staying([group], date(2027, 4, 1), date(2027, 5, 1)) == {group: (3, 2)}
    assert answered([group], date(2027, 4, 1), date(2027, 5, 1)) == {}


def test_what_the_noise_promises():
    assert round(GROUP_NOISE, 2) == 6.93
    assert HOUSE_NUMBERS >= 2 * len(NUMBERS) > 0
    for numbers, much in ((GROUP_NUMBERS, GROUP_NOISE), (HOUSE_NUMBERS, HOUSE_NOISE)):
        mu = numbers**0.5 / much
        assert mu == pytest.approx(MOST)
        assert best_guess(mu) <= 0.55
        assert delta(1.0, mu) < 1e-5  # ε = 1 in a quarter


def test_a_drift_is_said_and_chance_is_not():
    steady = [(date(2026, n, 1), 60, 50 + n % 3) for n in range(1, 9)]
    assert not chart_of(steady).drifts
    assert chart_of([*steady, (date(2026, 9, 1), 60, 14)]).drifts
    assert not chart_of([*steady, (date(2026, 9, 1), 60, 60)]).drifts  # better is no reason to worry
    assert chart_of([]) is None
    one = chart_of([(date(2026, 1, 1), 5, -9)])
    assert not one.limits
    assert one.points[0].share == 0.0
    assert "&lt;" in draw(one, title="<")


def test_months_and_quarters_over_the_turn_of_a_year():
    assert months_back(date(2027, 2, 9), 3) == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]
    assert last_quarter(date(2027, 2, 9)) == (date(2026, 10, 1), date(2027, 1, 1))
    assert last_quarter(date(2027, 12, 31)) == (date(2027, 7, 1), date(2027, 10, 1))
