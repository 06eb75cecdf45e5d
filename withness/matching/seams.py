"""What this room must ask of the rooms next door. `config/wiring.py` says who answers; until then, nobody does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from withness.groups.models import Member
from withness.matching.happenings import Glimpse
from withness.matching.models import Clock
from withness.people.models import Person

Fit = Callable[[Clock, Sequence[Member]], Sequence[float]]
Glimpses = Callable[[Person, Sequence[Member], Sequence[str]], Sequence[Glimpse]]
Heavy = Callable[[str], bool]
Muted = Callable[[str, Sequence[str]], set[str]]
Shared = Callable[[str, datetime], Iterable[tuple[str, str]]]


class _Seams:
    fit: Fit
    glimpses: Glimpses = staticmethod(lambda _person, _faces, _ids: [])
    heavy: Heavy = staticmethod(lambda _share: False)
    turned_away: Muted = staticmethod(lambda _share, _members: set())
    shared: Shared = staticmethod(lambda _group, _since: [])


_seams = _Seams()


def fit_with(fit: Fit) -> None:
    """Who says how near the members are to a share: a number from 0 to 1 for each, in their order."""
    _seams.fit = fit


def shares_through(*, glimpses: Glimpses, heavy: Heavy, turned_away: Muted, shared: Shared) -> None:
    """Who knows shares. `glimpses`: those of the ids that this person may see and has neither answered nor muted.
    `heavy`: whether a share asks much of who reads it. `turned_away`: which of these members have muted or answered it.
    `shared`: the author and the words of what was shared in a group since, of those who let their words help newcomers.
    """
    _seams.glimpses, _seams.heavy, _seams.turned_away, _seams.shared = glimpses, heavy, turned_away, shared


def fit(clock: Clock, members: Sequence[Member]) -> Sequence[float]:
    """How near each of these members is to a share: 0 to 1."""
    return _seams.fit(clock, members)


def glimpses(person: Person, faces: Sequence[Member], ids: Sequence[str]) -> Sequence[Glimpse]:
    """The shares of these ids as this person may see them now."""
    return _seams.glimpses(person, faces, ids) if ids else []


def heavy(share_id: str) -> bool:
    """Whether a share asks much of who reads it."""
    return _seams.heavy(share_id)


def shared(group_id: str, since: datetime) -> Iterable[tuple[str, str]]:
    """Author and words of what was shared in this group since, where both group and author let it help newcomers."""
    return _seams.shared(group_id, since)


def turned_away(share_id: str, members: Sequence[str]) -> set[str]:
    """Which of these members (by id) have muted the share, or answered it already."""
    return _seams.turned_away(share_id, members) if members else set()
