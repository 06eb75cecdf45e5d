"""A circle of the demo, under way and open to whoever steps in: its deeds folded as everywhere else."""

from __future__ import annotations

import json
from datetime import timedelta

from django.db.models import Model

from withness.circles.formats.shelf import shipped_text, tongue_for
from withness.circles.machine.folding import apply
from withness.circles.machine.state import Deed, ids_of, pack
from withness.circles.models import Circle, Said, Seat
from withness.circles.telling import outcome
from withness.foundation.models import Event, Stream
from withness.foundation.text import to_html
from withness.groups.models import Member
from withness.home.demo.chance import demo_id
from withness.home.demo.places import Place

SAID = (
    "Here. The kettle is on, the house is quiet, and I am glad of the hour.",
    "I slept in pieces again. This week I asked my sister to come on Thursdays, and she said yes.",
    "I pass for now. It is good to hear your voices.",
)
BEGAN = timedelta(minutes=16)


def circle_under_way(places: list[Place]) -> list[Model]:
    """The rows of one circle that Chidi holds: three have come, a round has gone by, the floor is open."""
    place = next(
        one for one in places if (face := one.face_of("chidi")) is not None and face.holds == Member.FACILITATOR
    )
    came = [place.face_of("chidi"), *[m for m in place.members.values() if not place.is_cast(m) and not m.holds][:2]]
    opened = place.now - BEGAN
    circle = Circle(
        id=demo_id("circle", place.story.slug), group=place.group, opened_by=came[0],
        format_text=shipped_text("check-in", tongue_for(place.group.language)),
        opened_at=opened, began_at=opened + timedelta(minutes=3),
    )  # fmt: skip
    seats: list[Model] = [
        Seat(circle=circle, number=n, member=member, joined_at=opened, heard_at=place.now)
        for n, member in enumerate(came, start=1)
    ]
    told = _told(circle)
    said: list[Model] = [
        Said(circle=circle, seat=(2, 3, 1)[n], seq=told[-3 + n].seq, phase=1, words=words, html=to_html(words))
        for n, words in enumerate((SAID[1], SAID[2], SAID[0]))
    ]
    return [circle, *seats, *said, Stream(name=circle.stream, seq=len(told), kept_from=1), *told]


def _told(circle: Circle) -> list[Event]:
    """The events, half a minute apart; the state of the circle follows from them."""
    deeds = [Deed(act="join", t=0, seat=1, co=True), Deed(act="join", t=0, seat=2), Deed(act="join", t=0, seat=3)]
    deeds += [Deed(act="start", t=0, seat=1), Deed(act="next", t=0, seat=1, phase=True)]
    deeds += [Deed(act="done", t=0, seat=n, said=True) for n in (2, 3, 1)]
    events = []
    for n, deed in enumerate(deeds, start=1):
        at = circle.opened_at + timedelta(seconds=90 * n)
        deed.t = int(at.timestamp() * 1000)
        apply(circle.plan, circle.now, deed)
        ids = json.dumps({**ids_of(deed), **outcome(circle)}, separators=(",", ":"))
        events.append(Event(stream=circle.stream, seq=n, kind=deed.act, ids=ids, at=at))
    circle.state = pack(circle.now)
    return events
