"""Errands about circles and meetings."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from testing.errands.people import member_of


def keep_format(member_id: str, text: str) -> str:
    """A group makes a format its own."""
    from withness.circles.choosing import keep_format as keep

    return str(keep(by=member_of(member_id), text=text).id)


def circle_ways(member_id: str, voice: str = "", keep_hours: int = 0) -> None:
    """How a group holds its circles."""
    from withness.circles.choosing import keep_ways

    keep_ways(by=member_of(member_id), keep_hours=keep_hours, voice=voice, voice_link="")


def circle_of(holder_id: str, member_ids: list[str]) -> str:
    """A circle under way, in which the first of these members has the turn."""
    from withness.circles.acting import act
    from withness.circles.asked import Asked
    from withness.circles.joining import join_circle
    from withness.circles.models import Circle
    from withness.circles.opening import open_circle

    holder = member_of(holder_id)
    circle = open_circle(by=holder, format_name="check-in")
    for member_id in member_ids:
        join_circle(by=member_of(member_id), circle=circle)
    for number in Circle.objects.get(id=circle.id).now.waiting():
        act(by=holder, circle=circle, asked=Asked(act="admit", seats=(number,)))
    for asked in (Asked(act="start"), Asked(act="next", phase=True)):
        act(by=holder, circle=circle, asked=asked)
    return str(circle.id)


def meeting(member_id: str) -> str:
    """A meeting that everybody may find."""
    from testing.days import a_thursday_to_come
    from withness.meetings.models import Series
    from withness.meetings.planning import Wish, plan_meeting

    found = Series.objects.filter(title="Thursday, by lamplight").first()
    wish = Wish(
        title="Thursday, by lamplight", day=a_thursday_to_come(), time="19:30", zone="Europe/London", attendance="hybrid",
        minutes="90", venue_name="St Aidan’s Hall", venue_address="12 Mill Lane, Leeds", town="Leeds, GB", shown_to="everybody",
        in_circle=True, types=["newcomers"],
    )  # fmt: skip
    return str((found or plan_meeting(by=member_of(member_id), wish=wish)).id)


def many_circles(person_id: str, count: int, text: str) -> list[str]:
    """So many circles under way, in as many groups as that needs, all held by one person."""
    from testing.cast import a_group
    from withness.circles.acting import act
    from withness.circles.asked import Asked
    from withness.circles.choosing import keep_format
    from withness.circles.opening import MOST_AT_ONCE, open_circle
    from withness.people.models import Person

    who, made = Person.objects.get(id=person_id), []
    for number in range(count):
        if number % MOST_AT_ONCE == 0:
            by = a_group(who, title=f"Circles {number}", joining="open", alias="Rowan")
            form = keep_format(by=by, text=text).id
        circle = open_circle(by=by, format_name=form)
        act(by=by, circle=circle, asked=Asked(act="start"))
        made.append(circle.id)
    return made


def circle_adds_up(circle_id: str) -> dict[str, Any]:
    """Whether a circle's stream counts without a gap, folds to the state that is kept, and holds each act once."""
    from withness.circles.machine.folding import fold
    from withness.circles.machine.state import deed_of
    from withness.circles.models import Circle, Sent
    from withness.foundation.events import since, where

    circle = Circle.objects.get(id=circle_id)
    events = since(circle.stream, 0, most=1_000_000)
    deeds = [deed_of(event.kind, json.loads(event.ids)) for event in events]
    by_hand = [deed for deed in deeds if deed.seat and deed.act not in ("join", "start")]
    true = {
        "numbers": [event.seq for event in events] == list(range(1, len(events) + 1)),
        "newest": where([circle.stream])[circle.stream][0] == len(events),
        "state": fold(circle.plan, deeds) == circle.now,
        "once": len(by_hand) == Sent.objects.filter(circle=circle, did=True).count(),
    }
    return {"events": len(events), "wrong": [name for name, holds in true.items() if not holds]}


ALL: tuple[Callable[..., Any], ...] = (keep_format, circle_ways, circle_of, meeting, many_circles, circle_adds_up)
