"""The kinds of notice, and how each of them reads. Every room declares its own; the wiring page says which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from withness.notices.models import Notice
from withness.people.models import Person


@dataclass(frozen=True, slots=True)
class Wording:
    """A notice as it is read: one sentence, the page it leads to, and the stones of those it speaks of, if any."""

    sentence: str
    href: str
    stones: tuple[str, ...] = field(default=(), compare=False)


Words = Callable[[Notice, Person], Wording | None]
ManyWords = Callable[[Sequence[Notice], Person], dict[str, Wording]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notice. `label` names it where a person chooses what to hear of; `off_able` says whether they may."""

    name: str
    wording: Words
    off_able: bool
    label: str | Promise
    many: ManyWords | None = None


_kinds: dict[str, Kind] = {}


def declare(kind: str, *, wording: Words, off_able: bool, label: str | Promise, many: ManyWords | None = None) -> None:
    """Say how a kind of notice reads. `wording` reaches everything through the `visible_to` doors, when it is read, and
    answers nothing when the thing is out of sight by now. `many` says the same of several at once, by notice id, with
    as few questions to the database as of one. Declaring twice changes nothing.
    """
    _kinds[kind] = Kind(kind, wording, off_able, label, many)


def wording_of(notice: Notice, person: Person) -> Wording | None:
    """How this notice reads for this person now; nothing when it is not theirs, or no longer theirs to see."""
    kind = _kinds.get(notice.kind)
    if kind is None or notice.person_id != person.id:
        return None
    return kind.wording(notice, person)


def wordings_of(notices: Iterable[Notice], person: Person) -> dict[str, Wording]:
    """How these notices read for this person now, by notice id; what is no longer theirs to see is left out."""
    by_kind: defaultdict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        by_kind[notice.kind].append(notice)
    found: dict[str, Wording] = {}
    for name, some in by_kind.items():
        many = _kinds[name].many if name in _kinds else None
        if many is not None:
            found |= many([notice for notice in some if notice.person_id == person.id], person)
        else:
            found |= {notice.id: words for notice in some if (words := wording_of(notice, person))}
    return found


def kinds() -> list[Kind]:
    """All kinds, in the order in which the rooms declared them."""
    return list(_kinds.values())


def may_be_off(kind: str) -> bool:
    """Whether a person may choose not to hear of this kind. What was decided about them they always hear."""
    return kind not in _kinds or _kinds[kind].off_able
