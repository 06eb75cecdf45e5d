"""What this room holds of a person, and letting it go."""

from __future__ import annotations

from typing import Any

from withness.circles.machine.state import HERE, WAITING, Deed
from withness.circles.models import Circle, Format, Intention, Removal, Said, Seat
from withness.circles.telling import hold, milliseconds, tell
from withness.circles.watching import watch
from withness.foundation.live.doors import look_again
from withness.groups.happenings import Left
from withness.people.models import Person


def export_for(person: Person) -> dict[str, Any]:
    """The circles this person sits or sat in as far as anybody still knows, what they said there, and what they mean to do."""
    seats = list(Seat.objects.filter(member__person=person).select_related("circle__group").order_by("joined_at", "id"))
    return {
        "circles": [
            {
                "group": seat.circle.group.title, "joined_at": seat.joined_at, "heard_at": seat.heard_at,
                "arriving": seat.arriving,
                "said": _said_from(seat),
            }
            for seat in seats
        ],
        "opened": list(
            Circle.objects.filter(opened_by__person=person).values("group__title", "opened_at", "began_at", "closed_at")
        ),
        "formats": list(Format.objects.filter(by__person=person).values("group__title", "name", "text", "changed_at")),
        "intentions": list(Intention.objects.filter(member__person=person).values("words", "at")),
        "asked_to_leave": list(
            Removal.objects.filter(member__person=person)
            .values("circle__group__title", "at", "because", "asked_again_at", "asked_again_words")
        ),
    }  # fmt: skip


def _said_from(seat: Seat) -> list[str]:
    said = Said.objects.filter(circle_id=seat.circle_id, seat=seat.number)
    return list(said.order_by("id").values_list("words", flat=True))


def stand_up(happened: Left) -> None:
    """Who leaves the group leaves its circles; with their words if they wish so."""
    for seat in Seat.objects.filter(member_id=happened.member_id).select_related("circle", "member"):
        circle = hold(seat.circle)
        chair = circle.now.seats.get(seat.number)
        if circle.closed_at is None and chair is not None and chair.where in (HERE, WAITING):
            tell(circle, Deed(act="leave", t=milliseconds(), seat=seat.number))
            watch(circle)
        if happened.with_words:
            Said.objects.filter(circle=circle, seat=seat.number).delete()
        if seat.member is not None and seat.member.person_id is not None:
            look_again(seat.member.person_id)
    if happened.with_words:
        Intention.objects.filter(member_id=happened.member_id).delete()


def forget(person: Person) -> None:
    """Nobody sits in their seats any more; what they said, meant and were told goes."""
    for seat in Seat.objects.filter(member__person=person):
        Said.objects.filter(circle_id=seat.circle_id, seat=seat.number).delete()
        seat.member, seat.arriving = None, ""
        seat.save(update_fields=["member", "arriving"])
    Intention.objects.filter(member__person=person).delete()
    Removal.objects.filter(member__person=person).delete()
