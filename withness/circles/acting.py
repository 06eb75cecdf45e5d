"""Doing something in a circle. What comes too late changes nothing and is answered by how things stand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from withness.circles import following_up
from withness.circles.asked import Asked
from withness.circles.joining import join_circle
from withness.circles.machine.deciding import ACTS, Forbidden, Late, Wish, decide
from withness.circles.machine.state import Deed
from withness.circles.models import Circle, Said, Seat, Sent
from withness.circles.rules import seat_of
from withness.circles.saying import keep_for_later, readable, say
from withness.circles.telling import hold, milliseconds, tell
from withness.circles.watching import watch
from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.groups.models import Member
from withness.groups.rules import may_write

MOVING = frozenset(("start", "next", "done", "pass", "extend", "pause", "resume", "leave", "remove", "clear", "close"))


@dataclass(frozen=True, slots=True)
class Answer:
    """The circle as it is now; whether the act changed it, and if not, why."""

    circle: Circle
    seat: Seat | None
    did: bool = True
    why: str = ""


def act(*, by: Member, circle: Circle, asked: Asked) -> Answer:
    """Do it, if it still fits. With the same `key` it is done once.

    Raises `NotAllowed` for what this member may never do here, `NotUnderstood` for words that need another look.
    """
    if asked.act not in ACTS:
        raise NotUnderstood("act", _("There is no such act. Choose one of those on the page of the API."))
    if asked.act == "join":
        seat = join_circle(by=by, circle=circle)
        return Answer(Circle.objects.select_related("group").get(id=circle.id), seat)
    if not may_write(by) and asked.act != "leave":
        raise NotAllowed(_("You can do this once you have accepted the agreement, while the group is open."))
    following_up.check(asked)
    with transaction.atomic():
        circle = hold(circle)
        here = seat_of(circle, by)
        if here is None:
            raise NotAllowed(_("Come in first."))
        _heard(here)
        before = _sent_before(circle, here, asked.key)
        if before is not None:
            return Answer(circle, here, before.did, before.why)
        did, why = _try(circle, here, asked)
        if asked.key:
            Sent.objects.create(circle=circle, seat=here.number, key=_key(asked.key), did=did, why=why[:200])
    return Answer(circle, here, did, why)


def act_for_the_house(circle: Circle, name: str, **more: Any) -> None:
    """What nobody in the circle does: offering the chair, moving an unreachable turn. The circle must be held."""
    tell(circle, Deed(act=name, t=milliseconds(), **more))
    say_what_waits(circle)


def _try(circle: Circle, here: Seat, asked: Asked) -> tuple[bool, str]:
    wish = Wish(
        act=asked.act, seat=here.number, on=asked.on, to=asked.to, seats=list(asked.seats), words=bool(asked.words.strip()),
        seconds=asked.seconds, kind=asked.kind, phase=asked.phase,
    )  # fmt: skip
    words = readable(asked.words, circle) if wish.words and asked.act in ("speak", "done") else ""
    part = circle.now.phase
    try:
        deed = decide(circle.plan, circle.now, wish, milliseconds())
    except Late as late:
        return (True, "") if words and keep_for_later(circle, here.number, words) else (False, late.why)
    except Forbidden as no:
        raise NotAllowed(no.why) from None
    following_up.before(circle, deed, asked)
    seq = tell(circle, deed)
    if deed.said:
        say(circle, seat=deed.to or here.number, seq=seq, phase=part, words=words)
    following_up.after(circle, here, deed, asked)
    say_what_waits(circle)
    if asked.act in MOVING:
        watch(circle)
    return True, ""


def say_what_waits(circle: Circle) -> None:
    """Whoever wrote their turn down beforehand: it goes out now that it has come, and the turn goes on."""
    while circle.now.speaker and not circle.now.paused:
        number = circle.now.speaker
        kept = Said.objects.filter(circle=circle, seat=number, seq=None).first()
        if kept is None:
            return
        kept.phase = circle.now.phase
        kept.seq = tell(circle, Deed(act="done", t=milliseconds(), seat=number, said=True))
        kept.save(update_fields=["seq", "phase"])


def _heard(seat: Seat) -> None:
    seat.heard_at = clock.now()
    seat.save(update_fields=["heard_at"])


def _key(key: str) -> str:
    plain = len(key) <= 64 and key.isprintable()
    return key if plain else hashlib.sha256(key.encode(errors="replace")).hexdigest()


def _sent_before(circle: Circle, seat: Seat, key: str) -> Sent | None:
    return Sent.objects.filter(circle=circle, seat=seat.number, key=_key(key)).first() if key else None
