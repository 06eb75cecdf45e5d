"""What happened in this room, in ids."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Joined:
    """Somebody became a member."""

    member_id: str


@dataclass(frozen=True)
class Knocked:
    """Somebody asks to join."""

    knock_id: str


@dataclass(frozen=True)
class KnockAnswered:
    """The door was opened, or kindly not."""

    knock_id: str


@dataclass(frozen=True)
class Left:
    """A member left, or was asked to. `with_words`: everything they wrote goes with them."""

    member_id: str
    with_words: bool


@dataclass(frozen=True)
class GroupChanged:
    """Its title, its ways or somebody's face in it changed."""

    group_id: str


@dataclass(frozen=True)
class AgreementChanged:
    """A new version asks everybody again."""

    group_id: str
    version: int


@dataclass(frozen=True)
class ChangeProposed:
    """Everybody is asked about other words for the agreement."""

    proposal_id: str


@dataclass(frozen=True)
class ProposalClosed:
    """Its days are over; the proposal says how it came out."""

    proposal_id: str


@dataclass(frozen=True)
class GroupClosed:
    """The group came to its end."""

    group_id: str


@dataclass(frozen=True)
class HoldingChanged:
    """Somebody holds the group now, or holds it no longer; `Member.holds` says which. `by_id` is empty when it passed on
    by itself.
    """

    group_id: str
    member_ids: tuple[str, ...]
    by_id: str


@dataclass(frozen=True)
class AskedAgain:
    """Somebody who was asked to go asks a steward to look again."""

    member_id: str


@dataclass(frozen=True)
class CompanyWanted:
    """Somebody asks those who hold the group to write to them."""

    member_id: str
    group_id: str


@dataclass(frozen=True)
class CarryingAsked:
    """Everybody is asked whether their words may go along to another house."""

    group_id: str
    by_id: str
