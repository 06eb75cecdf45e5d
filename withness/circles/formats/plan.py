"""What a format says, once it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

OPENING, READING, ROUND, OPEN_FLOOR, SKILL, SILENCE, CLOSING = KINDS = (
    "opening", "reading", "round", "open floor", "skill", "silence", "closing",
)  # fmt: skip
ROUNDS = (ROUND, CLOSING)  # everybody has one turn, in order
ORDERS = ("seats", "chair first", "chair last")
SPEAKS = ("everybody", "chair", "nobody")
AGREEMENT = "our agreement"  # “read: our agreement” reads the words the group agreed on, whatever they are by then
DOORS = ("open", "newcomers knock", "knock")


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a circle. `minutes` is for the whole of it, `turn` is seconds for each person (0: as long as it takes)."""

    title: str
    kind: str
    minutes: int
    turn: int = 0
    order: str = "seats"
    cross_talk: bool = False
    speaks: str = "everybody"
    prompt: str = ""
    words: str = ""  # what is read, or the steps of a skill, one a line

    @property
    def is_round(self) -> bool:
        """Whether everybody has one turn, in order."""
        return self.kind in ROUNDS and self.speaks == "everybody"

    @property
    def reads_agreement(self) -> bool:
        """Whether the group's own agreement is read here."""
        return self.kind == READING and self.words.strip().lower() == AGREEMENT

    @property
    def is_floor(self) -> bool:
        """Whether one speaks after raising a hand."""
        return self.kind == OPEN_FLOOR and self.speaks == "everybody"


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole format. `people` is how many have a turn; `listeners`: members may also listen without a seat.

    `tongue` is its language where we know it: of shipped formats. What a group has written may be in any.
    """

    name: str
    phases: tuple[Phase, ...]
    about: str = ""
    people: int = 12
    door: str = "newcomers knock"
    listeners: bool = False
    roles: tuple[str, ...] = field(default=())
    tongue: str = ""

    @property
    def minutes(self) -> int:
        """How long it takes altogether."""
        return sum(phase.minutes for phase in self.phases)
