"""What some acts need beside the event: a name, a reason, words of intent, and who may hear from now on."""

from __future__ import annotations

from django.utils.translation import gettext as _

from withness.circles.asked import Asked
from withness.circles.closing import over
from withness.circles.happenings import IntentionNamed, Removed
from withness.circles.machine.state import Deed
from withness.circles.models import Circle, Intention, Removal, Seat
from withness.circles.saying import take_back_waiting
from withness.circles.voice.tickets import forget_seat, hush_seat
from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.live.doors import look_again
from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean, clean_line

LONGEST_REASON, LONGEST_INTENT = 1000, 300
OPENS_OR_SHUTS = ("admit", "remove", "clear", "leave")


def check(asked: Asked) -> None:
    """Raises `NotUnderstood` where an act lacks its words."""
    if asked.act == "remove" and not clean(asked.because):
        raise NotUnderstood("because", _("Give a reason. They will read it."))
    if asked.act == "commit" and not clean_line(asked.words):
        raise NotUnderstood("words", _("Write what you mean to do, in a few words."))


def before(circle: Circle, deed: Deed, asked: Asked) -> None:
    """What must be there before the event."""
    if deed.act == "add_seat":
        now = clock.now()
        name = clean_line(asked.name, longest=30)
        Seat.objects.create(circle=circle, number=deed.to, name=name, joined_at=now, heard_at=now)


def after(circle: Circle, here: Seat, deed: Deed, asked: Asked) -> None:
    """What follows from it."""
    if deed.act == "commit":
        _name_intention(circle, here, asked)
    elif deed.act == "remove":
        _tell_removed(circle, here, deed, asked)
    elif deed.act == "start":
        Circle.objects.filter(id=circle.id).update(began_at=clock.now())
    elif deed.act == "close":
        over(circle)
    elif deed.act == "pass":
        take_back_waiting(circle, deed.to or deed.seat)
    elif deed.act in ("mute", "unmute"):
        hush_seat(circle, deed.to, muted=deed.act == "mute")
    if deed.act in OPENS_OR_SHUTS:
        _ask_doors(circle, deed)


def _ask_doors(circle: Circle, deed: Deed) -> None:
    """Live pages of those concerned ask anew what they may hear."""
    numbers = {"admit": deed.seats, "remove": [deed.to], "leave": [deed.seat]}.get(deed.act)
    seats = Seat.objects.filter(circle=circle, member__person__isnull=False)
    if numbers is not None:
        seats = seats.filter(number__in=numbers)
    for number, person_id in seats.values_list("number", "member__person_id"):
        look_again(person_id)
        forget_seat(circle, number)


def _name_intention(circle: Circle, here: Seat, asked: Asked) -> None:
    assert here.member is not None
    words = clean_line(asked.words, longest=LONGEST_INTENT)
    kept = Intention.objects.create(circle=circle, member=here.member, words=words, at=clock.now())
    announce(IntentionNamed(intention_id=kept.id, group_id=circle.group_id, member_id=here.member.id))


def _tell_removed(circle: Circle, here: Seat, deed: Deed, asked: Asked) -> None:
    gone = Seat.objects.select_related("member").get(circle=circle, number=deed.to)
    take_back_waiting(circle, deed.to)
    if gone.member is None:
        return
    kept = Removal.objects.create(
        circle=circle, member=gone.member, by=here.member, because=clean(asked.because, longest=LONGEST_REASON),
        at=clock.now(),
    )  # fmt: skip
    announce(Removed(removal_id=kept.id))
