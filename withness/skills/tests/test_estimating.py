"""What we say of a strategy must be as sure as we are, and no surer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withness.skills.estimating import Commons, estimate, learn, makes_it_worse, ranked
from withness.skills.saying_how_sure import in_words, share_in_words


def test_more_reports_make_the_interval_narrower():
    widths = [(e := estimate({"night": (n * 2 // 3, n)})).high - e.low for n in (3, 30, 300)]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 0.1


def test_without_reports_the_interval_is_what_all_strategies_have_in_common():
    told = estimate({}, commons=Commons(mean=0.5, alike=4))
    assert told.high - told.low > 0.6
    assert abs(told.middle - 0.5) < 0.01


def test_a_context_without_reports_borrows_and_stays_unsure():
    reports = {"night": (27, 30), "morning": (24, 30)}
    here, elsewhere = estimate(reports, context="night"), estimate(reports, context="craving")
    assert elsewhere.tried == 0
    assert elsewhere.high - elsewhere.low > here.high - here.low
    assert elsewhere.middle > 0.7


def test_the_exact_answer_for_one_context_is_the_beta_posterior():
    from scipy.stats import beta

    told = estimate({"night": (27, 41)}, commons=Commons(mean=0.5, alike=4))
    exact = beta.ppf([0.05, 0.5, 0.95], 2 + 27, 2 + 14)
    assert [told.low, told.middle, told.high] == pytest.approx(exact, abs=0.004)


@given(st.integers(0, 200), st.integers(0, 200))
def test_an_interval_is_an_interval(helped, not_helped):
    told = estimate({"any": (helped, helped + not_helped)})
    assert 0 <= told.low < told.middle < told.high <= 1


def test_counts_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="never fewer"):
        estimate({"night": (5, 4)})
    with pytest.raises(ValueError, match="cannot be more"):
        makes_it_worse(worse=3, tried=2)


def test_three_lucky_reports_do_not_outrank_forty_good_ones():
    told = {
        "lucky": estimate({"any": (3, 3)}),
        "steady": estimate({"any": (36, 40)}),
        "poor": estimate({"any": (4, 40)}),
    }
    assert ranked(told) == ["steady", "lucky", "poor"]


def test_what_makes_it_worse_is_looked_at_again():
    assert not makes_it_worse(worse=1, tried=1)  # one bad night is not yet a pattern
    assert makes_it_worse(worse=2, tried=8)
    assert not makes_it_worse(worse=2, tried=60)


def test_what_strategies_have_in_common_is_learnt_from_them():
    assert learn([(8, 10)] * 5) == Commons()  # too few to say
    assert learn([(8, 10), (7, 10), (9, 10), (8, 10)] * 10).mean == pytest.approx(0.8, abs=0.03)


def test_it_is_said_with_counts_and_never_with_a_bare_percentage():
    said = in_words(estimate({"night": (27, 41)}))
    assert said == (
        "It helped 27 of the 41 people who told us how it went. For others it is probably between half and three quarters."
    )
    assert "%" not in said
    assert in_words(estimate({})) == "Nobody has told us yet how it went."
    assert share_in_words(0.34) == "a third"
