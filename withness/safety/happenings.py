"""What happened in this room, in ids."""

from dataclasses import dataclass


@dataclass(frozen=True)
class BoundaryDrawn:
    """One person drew a boundary towards another, in one place (a group's id)."""

    by_id: str
    towards_id: str
    place: str


@dataclass(frozen=True)
class BoundaryLifted:
    """One person took a boundary towards another away again."""

    by_id: str
    towards_id: str


@dataclass(frozen=True)
class Reported:
    """Somebody asks the stewards to look at something."""

    report_id: str


@dataclass(frozen=True)
class NamedAsked:
    """A directive's own person was told something by it: their id, and the id of the named row."""

    named_id: str
    run_id: str
