"""The proof that looks at every page fills each address with what may stand there, whatever rows the house holds."""

from __future__ import annotations

from testing.proving.every_address import _filled
from withness.foundation import clock
from withness.matching.models import Clock, Step
from withness.shares.sharing import share

FIRST = "/groups/first/<str:step>"


def test_a_step_that_a_clock_has_taken_is_no_step_of_a_first_group(cast):
    before = list(_filled(FIRST))
    said = share(by=cast.face(cast.ana, cast.long_nights), words="Still awake.", need="just_listen")
    Step.objects.create(clock=Clock.objects.get(share=said.id), number=1, rung="wave", at=clock.now(), asked=1)
    assert list(_filled(FIRST)) == before
    assert "/groups/first/purpose" in before
