"""Places other rooms have near a group: each room offers its own, and the wiring says which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from withness.groups.models import Member


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a page near a group. `path` stands behind the group's own address, such as `circles`, unless it begins
    with `/`; `sentence` says in a few words what is there, where there is room for it.
    """

    path: str
    words: str
    sentence: str = ""


MakeWays = Callable[[Member], Sequence[Way]]
MakeWaysToward = Callable[[Member, Member], Sequence[Way]]
_in_group: dict[str, MakeWays] = {}
_on_desk: dict[str, MakeWays] = {}
_toward: dict[str, MakeWaysToward] = {}


def near_a_group(name: str, make: MakeWays) -> None:
    """Offer every member something on the page of their group. Must be quick: it is asked for each time."""
    _in_group[name] = make


def on_the_desk(name: str, make: MakeWays) -> None:
    """Offer who holds a group something on its desk."""
    _on_desk[name] = make


def toward_a_member(name: str, make: MakeWaysToward) -> None:
    """Offer a member something on the page of another one, such as drawing a boundary."""
    _toward[name] = make


def ways_in_group(me: Member) -> tuple[Way, ...]:
    """What the rooms of the house offer this member here."""
    return tuple(way for make in _in_group.values() for way in make(me))


def ways_on_desk(me: Member) -> tuple[Way, ...]:
    """What they offer who holds the group."""
    return tuple(way for make in _on_desk.values() for way in make(me))


def ways_toward(me: Member, other: Member) -> tuple[Way, ...]:
    """What they offer between these two."""
    return tuple(way for make in _toward.values() for way in make(me, other))
