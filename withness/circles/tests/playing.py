"""A circle in a few words, for tests."""

from __future__ import annotations

import json

from withness.circles.acting import act
from withness.circles.asked import Asked
from withness.circles.joining import join_circle
from withness.circles.machine.folding import fold
from withness.circles.machine.state import deed_of
from withness.circles.models import Circle
from withness.circles.opening import open_circle
from withness.foundation.events import since


def fresh(circle):
    return Circle.objects.select_related("group").get(id=circle.id)


def do(by, circle, name, **more):
    return act(by=by, circle=circle, asked=Asked(act=name, **more))


def running(faces, form="pause", part=2):
    """A circle in which all four are, in its round."""
    circle = open_circle(by=faces[0], format_name=form)
    for face in faces[1:]:
        join_circle(by=face, circle=circle)
    do(faces[0], circle, "start")
    for _ in range(part):
        do(faces[0], circle, "next", phase=True)
    return fresh(circle)


def folded(circle):
    return fold(circle.plan, [deed_of(event.kind, json.loads(event.ids)) for event in since(circle.stream, 0)])
