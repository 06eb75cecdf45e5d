"""Words in a circle: they appear when their turn comes, and go when the circle is over, or when the group has chosen."""

from __future__ import annotations

from django.utils.translation import gettext as _

from withness.circles.machine.state import HERE, SPOKEN
from withness.circles.models import Circle, Said
from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean, to_html

LONGEST = 4000
MOST_SAID = 2000  # in one circle


def readable(words: str, circle: Circle) -> str:
    """Words tidied for keeping. Raises `NotUnderstood` when there are too many, of theirs or in this circle."""
    tidy = clean(words, longest=LONGEST + 1)
    if len(tidy) > LONGEST:
        raise NotUnderstood(
            "words", _("This is longer than 4,000 letters. In a circle, a few sentences are easier to hear.")
        )
    if not tidy:
        raise NotUnderstood("words", _("Write a word or two first. Even one is enough."))
    if Said.objects.filter(circle=circle).count() >= MOST_SAID:
        raise NotUnderstood(
            "words", _("No more can be written in this circle. Your words are still here; you can say them aloud.")
        )
    return tidy


def say(circle: Circle, *, seat: int, seq: int, phase: int, words: str) -> Said:
    """Keep words that have gone out with event `seq`."""
    return Said.objects.create(circle=circle, seat=seat, seq=seq, phase=phase, words=words, html=to_html(words))


def keep_for_later(circle: Circle, number: int, words: str) -> bool:
    """Keep them until the turn of this seat comes, where one will; answers whether. The newest words take the place."""
    state = circle.now
    phase, seat = state.phase_of(circle.plan), state.seats.get(number)
    comes = phase is not None and phase.is_round and seat is not None and seat.where == HERE and seat.had != SPOKEN
    if not comes or seat is None or seat.muted or state.speaker == number:
        return False
    Said.objects.filter(circle=circle, seat=number, seq=None).delete()
    Said.objects.create(circle=circle, seat=number, phase=state.phase, words=words, html=to_html(words))
    return True


def take_back_waiting(circle: Circle, number: int) -> None:
    """What this seat wrote for a turn that has not come is not wanted any more."""
    Said.objects.filter(circle=circle, seat=number, seq=None).delete()
