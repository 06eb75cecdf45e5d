"""A circle as one member sees it: faces, whose turn it is, what may be pressed. One place for pages and programs."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from withness.circles.formats.plan import Phase
from withness.circles.machine.deciding import holds, may_say
from withness.circles.machine.state import AWAY, HERE, OUT, PASSED, RUNNING, SPOKEN, WAITING, Chair, State
from withness.circles.machine.turns import upcoming
from withness.circles.models import Circle, Said, Seat
from withness.circles.telling import milliseconds
from withness.foundation.events import where
from withness.groups.models import Member
from withness.groups.reach import Faces, faces_out_of_reach, in_sight
from withness.people.models import Person


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody in the circle. `hidden`: a boundary stands between; they are somebody, and no more."""

    number: int
    name: str
    stone: str
    member_id: str
    chair: Chair
    hidden: bool
    mine: bool
    status: str

    @property
    def is_online(self) -> bool:
        """Whether they have a page of their own."""
        return not self.chair.hall


@dataclass
class Room:
    """Everything a page of a circle shows."""

    circle: Circle
    me: int
    chair: Chair | None
    faces: list[Face]
    phase: Phase | None
    seconds: int
    now: int
    line: list[int]
    doors: list[Face] = field(default_factory=list)
    far: Faces = field(default_factory=dict)

    @property
    def state(self) -> State:
        """How it stands."""
        return self.circle.now

    @property
    def here(self) -> bool:
        """Whether the reader sits in the room."""
        return self.chair is not None and self.chair.where == HERE

    @property
    def waits(self) -> bool:
        """Whether the reader waits at the door."""
        return self.chair is not None and self.chair.where == WAITING

    @property
    def out(self) -> bool:
        """Whether the reader was asked to leave."""
        return self.chair is not None and self.chair.where == OUT

    @property
    def holds(self) -> bool:
        """Whether the reader holds the circle."""
        return holds(self.state, self.me)

    @property
    def mine(self) -> bool:
        """Whether it is the reader's turn."""
        return bool(self.me) and self.state.speaker == self.me

    @property
    def may_say(self) -> bool:
        """Whether the reader's words would go out at once."""
        return may_say(self.circle.plan, self.state, self.me)

    @property
    def speaker(self) -> Face | None:
        """Whose turn it is."""
        return self.face(self.state.speaker)

    @property
    def offered(self) -> bool:
        """Whether the reader is asked to hold the circle."""
        return self.me in self.state.offered

    @property
    def left_words(self) -> str:
        """The time left, as one says it."""
        return minutes_words(self.seconds)

    @property
    def ring(self) -> list[Face]:
        """Everybody in the room, the reader first, clockwise in the order of turns."""
        place = next((n for n, face in enumerate(self.faces) if face.mine), 0)
        return self.faces[place:] + self.faces[:place]

    def face(self, number: int) -> Face | None:
        """The face with that number, where it is in the room."""
        return next((face for face in self.faces if face.number == number), None)


def room_for(circle: Circle, me: Member, person: Person) -> Room:
    """The circle through the eyes of this member. Three reads."""
    seats = list(Seat.objects.filter(circle=circle).select_related("member"))
    state, now = circle.now, milliseconds()
    mine = next((seat.number for seat in seats if seat.member_id == me.id), 0)
    far = faces_out_of_reach(person, [me.group_id])
    line = upcoming(state, circle.plan) if state.stage == RUNNING else []
    line = [n for n in line if n != state.speaker]
    faces = {
        seat.number: _face(seat, state, line, mine=mine, hidden=_is_hidden(seat, far))
        for seat in seats
        if seat.number in state.seats
    }
    room = Room(
        circle=circle, me=mine, chair=state.seats.get(mine), faces=[faces[n] for n in state.present() if n in faces],
        phase=state.phase_of(circle.plan), seconds=state.seconds_left(now), now=now, line=line,
    )  # fmt: skip
    room.far = far
    room.doors = [faces[n] for n in state.waiting() if n in faces]
    return room


def _is_hidden(seat: Seat, far: Faces) -> bool:
    """As they were when they came in: a face that vanished elsewhere the moment a boundary is drawn would tell whose it is."""
    return not in_sight(far, seat.member_id or "", seat.joined_at)


def _face(seat: Seat, state: State, line: list[int], *, mine: int, hidden: bool) -> Face:
    chair = state.seats[seat.number]
    member = seat.member
    name = _("Somebody in the hall") if chair.hall else _("Somebody")
    if chair.hall and seat.name:
        name = seat.name
    elif member is not None and not hidden:
        name = member.alias
    return Face(
        number=seat.number, name=name, stone=_stone(seat, hidden=hidden),
        member_id=member.id if member and not hidden else "", chair=chair, hidden=hidden, mine=seat.number == mine,
        status=status_words(seat.number, chair, state, line),
    )  # fmt: skip


def _stone(seat: Seat, *, hidden: bool) -> str:
    if hidden:
        return ""
    return seat.member.stone if seat.member else f"{seat.circle_id}{seat.number}"


def status_words(number: int, chair: Chair, state: State, line: list[int]) -> str:
    """What stands beneath a face."""
    if chair.where == AWAY:
        return _("has left")
    if state.speaker == number:
        return _("speaking")
    if chair.burning:
        return _("needs to be heard")
    if chair.hand:
        return _("hand up")
    if chair.had == PASSED:
        return _("passed")
    if chair.had == SPOKEN:
        return _("has spoken")
    if line[:1] == [number]:
        return _("next")
    if state.chair == number:
        return _("holds this")
    return _("in the hall") if chair.hall else ""


def minutes_words(seconds: int) -> str:
    """“1 min 40 left”, in steps of ten seconds: nobody needs a clock that ticks."""
    seconds = (seconds + 5) // 10 * 10
    if seconds <= 0:
        return _("Take the time to finish")
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return _("%(s)s seconds left") % {"s": rest}
    if not rest:
        return _("%(m)s min left") % {"m": minutes}
    return _("%(m)s min %(s)s left") % {"m": minutes, "s": rest}


def said_in(circle: Circle, room: Room, *, after: int = 0, only: int = 0, most: int = 200) -> list[tuple[Said, Face]]:
    """What was said, in order, by those in sight; the newest `most` after number `after`, or one alone."""
    rows = Said.objects.filter(circle=circle, seq__gt=after)
    if only:
        rows = rows.filter(seq=only)
    found = list(rows.order_by("-seq")[:most])[::-1]
    faces = _all_faces(circle, room)
    return [(said, faces[said.seat]) for said in found if said.seat in faces and not faces[said.seat].hidden]


def _all_faces(circle: Circle, room: Room) -> dict[int, Face]:
    known = {face.number: face for face in (*room.faces, *room.doors)}
    for seat in Seat.objects.filter(circle=circle).exclude(number__in=known).select_related("member"):
        if seat.number in circle.now.seats:
            known[seat.number] = _face(seat, circle.now, [], mine=room.me, hidden=_is_hidden(seat, room.far))
    return known


def mine_waiting(circle: Circle, room: Room) -> str:
    """What the reader has written for the turn that is still to come."""
    if not room.me:
        return ""
    return Said.objects.filter(circle=circle, seat=room.me, seq=None).values_list("words", flat=True).first() or ""


def cursor_of(circle: Circle, me: Member, *, inside: bool) -> str:
    """Where a page stands in the streams it follows. A page at the door follows none of what is told in the room."""
    own = f"person:{me.person_id}"
    stand = where([own])
    return f"circle:{circle.id}={circle.now.seq if inside else 0};me={stand[own][0]}"
