"""Writing a deed down: the event, and the state that comes of it, in one transaction."""

from __future__ import annotations

from typing import Any

from withness.circles.machine.folding import apply
from withness.circles.machine.state import RUNNING, Deed, ids_of, pack
from withness.circles.machine.turns import upcoming
from withness.circles.models import Circle
from withness.foundation import clock
from withness.foundation.events import record
from withness.foundation.rows import do


def hold(circle: Circle) -> Circle:
    """This circle as it is now, ours alone until the transaction ends."""
    return Circle.objects.select_for_update(of=("self",)).select_related("group").get(id=circle.id)


def tell(circle: Circle, deed: Deed) -> int:
    """Write `deed` into the stream, and keep what comes of it. For verbs that hold the circle. Answers its number.

    Beside the deed the event says how things stand afterwards, so that an open page need not ask.
    """
    before = circle.now.seq
    apply(circle.plan, circle.now, deed)
    seq = record(stream=circle.stream, kind=deed.act, **ids_of(deed), **outcome(circle))
    if seq != before + 1:
        raise RuntimeError("The state of a circle and its stream have come apart")
    circle.state = pack(circle.now)
    do("UPDATE circles_circle SET state = %s WHERE id = %s", [circle.state, circle.id])
    return seq


def outcome(circle: Circle) -> dict[str, Any]:
    """How things stand: the part, who speaks, who is next, until when (milliseconds), and whether it rests."""
    state = circle.now
    line = [n for n in upcoming(state, circle.plan) if n != state.speaker] if state.stage == RUNNING else []
    return {
        "part": state.phase, "now": state.speaker, "then": line[0] if line else 0,
        "until": state.turn_ends if state.speaker else state.phase_ends, "rests": state.paused, "stage": state.stage,
    }  # fmt: skip


def milliseconds() -> int:
    """The present instant, as deeds count it."""
    return int(clock.now().timestamp() * 1000)
