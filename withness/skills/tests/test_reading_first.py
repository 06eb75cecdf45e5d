"""Who reads first says yes to the words they have read, and to no others."""

from __future__ import annotations

import pytest

from withness.foundation.refusing import NotUnderstood
from withness.skills.models import Strategy
from withness.skills.tests.test_the_commons import WALK, in_the_commons, read_on
from withness.skills.writing_strategies import Said, approve, change_strategy, write_strategy

RUN = Said(title="Round the block", steps="Run.", moments=["night"])
LEAP = Said(title="Round the block", steps="Leap from the wall.", moments=["night"])


@pytest.fixture(params=[True, False])
def strategy(request, cast):
    """Ana's: a change of what was approved, or not read by anybody yet."""
    if not request.param:
        return write_strategy(by=cast.face(cast.ana, cast.long_nights), said=RUN, language="en")
    strategy = in_the_commons(cast, said=WALK)
    change_strategy(strategy=strategy, said=RUN)
    return strategy


def test_words_changed_since_they_were_read_are_shown_and_not_let_in(cast, as_, strategy):
    chidi, address = as_(cast.chidi), f"/skills/{strategy.id}"
    read = read_on(chidi, address)
    change_strategy(strategy=strategy, said=LEAP)
    for form in ({"read": read}, {"read": "\0"}, {}):
        refused = chidi.post(f"{address}/approve", form)
        page = refused.content.decode()
        assert (refused.status_code, "It reads differently since you opened this page" in page) == (422, True)
        assert "Leap from the wall." in page
    assert "Leap" not in as_(cast.sam).get(address).content.decode()
    assert as_(cast.sam).post(f"{address}/approve", {"read": read}).status_code == (
        403 if Strategy.objects.get().approved_at else 404
    )
    assert chidi.post(f"{address}/approve", {"read": read_on(chidi, address)}).status_code == 302
    assert "Leap from the wall." in as_(cast.sam).get(address).content.decode()


def test_a_word_of_caution_taken_out_is_another_wording(cast, strategy):
    careful = Said(title="Run", steps="Run.", moments=["night"], cautions="Not with a bad heart.")
    change_strategy(strategy=strategy, said=careful)
    fresh = Strategy.objects.select_related("change").get()
    read = (getattr(fresh, "change", None) or fresh).mark()
    change_strategy(strategy=strategy, said=Said(title="Run", steps="Run.", moments=["night"]))
    rowan = cast.face(cast.chidi, cast.long_nights)
    with pytest.raises(NotUnderstood):
        approve(strategy=strategy, by=rowan, read=read)
    change_strategy(strategy=strategy, said=careful)
    approve(strategy=strategy, by=rowan, read=read)
    assert Strategy.objects.get().cautions == "Not with a bad heart."


def test_what_was_let_in_a_moment_ago_is_not_changed_unread(cast, strategy):
    """Its author had the page open from before; the row they hold does not know of it."""
    stale = Strategy.objects.get()
    approve(strategy=Strategy.objects.get(), by=cast.face(cast.chidi, cast.long_nights))
    change_strategy(strategy=stale, said=LEAP)
    assert Strategy.objects.get().steps == "Run."
