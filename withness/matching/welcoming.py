"""What brings you here? A few words, read in memory and let go of, and the few groups that fit them.

This verb writes nothing: no row, no log, no file. A test looks at every byte.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.models import Event
from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean
from withness.groups.models import Group, Member
from withness.groups.profiles import way_of
from withness.matching.catalogue import catalogue
from withness.matching.knowing import Named, named
from withness.people.models import Person

LONGEST, MOST, LOOKED_AT = 4000, 5, 40
LEAST_FIT, LEAST_LIFE = 0.0, 0.35  # below, a group is not shown, and an experience not named
FOREIGN = 0.1  # of what it fits, for a group in another language: few can be heard in a tongue they do not speak
# Taken for a quiet group, for far-off hours, and for one with twice as many people as sit together.
QUIET, ASLEEP, CROWDED = 0.5, 0.5, 0.5
NEW, LIVELY = timedelta(days=14), timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Fit:
    """A group that fits, and why: words of the one who asked, and what the group is for."""

    group: Group
    because: list[str]
    lives: list[Named]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The groups, the best first; what the words speak of; and whether help comes first."""

    fits: list[Fit] = field(default_factory=list)
    lives: list[Named] = field(default_factory=list)
    help_first: bool = False


Sounds = Callable[[str], bool]
_sounds_like_crisis: list[Sounds] = []


def help_first_when(sounds: Sounds) -> None:
    """Who says whether words sound like crisis (the wiring says which room). Asking twice changes nothing."""
    if sounds not in _sounds_like_crisis:
        _sounds_like_crisis.append(sounds)


def suggest_groups(*, words: str, person: Person | None, language: str, zone: str) -> Suggestions:
    """Up to `MOST` groups for `words` of 1 to `LONGEST` characters. Raises `NotUnderstood` for others.

    A group is suggested only with a reason: words of the text that stand for what the group is for.
    """
    said = clean(words, longest=LONGEST + 1)
    if not said:
        raise NotUnderstood("words", _("Write a few words. Any that come are enough."))
    if len(said) > LONGEST:
        raise NotUnderstood("words", _("Please say it in fewer words: up to 4,000 letters. Nothing was kept."))
    index = catalogue()
    asked = index.ask(said)
    fits: Any = index.fits(asked) if index.cards else []
    ids = list(index.cards)
    best = sorted(range(len(ids)), key=lambda n: -float(fits[n]))[:LOOKED_AT] if len(ids) < 500 else _best(fits)
    close = {ids[n]: float(fits[n]) for n in best if fits[n] > LEAST_FIT}
    speaks = language_of(said) or language
    found = []
    for group in _in_order(close, person, speaks, zone):
        because = index.because(asked, group.id)
        if because:
            card = index.cards[group.id]
            slugs = [index.meaning.slugs[one] for one, _like in card.lives if asked.around[one] > 0]
            found.append(Fit(group, because, named(slugs, language)))
        if len(found) == MOST:
            break
    lives = _lives(index.meaning.slugs, asked.lives)
    return Suggestions(found, named(lives, language), any(sounds(said) for sounds in _sounds_like_crisis))


_SMALL = frozenset(
    "el la que de mi y no me los una un con por desde estoy tengo".split()
)  # words of Spanish that English has not


def language_of(words: str) -> str:
    """`ar` for words mostly in Arabic letters, `es` where Spanish marks or small words stand, else nothing."""
    letters = [c for c in words if c.isalpha()]
    if letters and sum("\u0600" <= c <= "\u06ff" for c in letters) * 2 > len(letters):
        return "ar"
    spoken = words.casefold().split()
    if any(c in "ñ¿¡" for c in words) or sum(word in _SMALL for word in spoken) * 4 >= max(len(spoken), 4):
        return "es"
    return ""


def _best(fits: object) -> list[int]:
    import numpy as np

    few = np.argpartition(-np.asarray(fits), LOOKED_AT)[:LOOKED_AT]
    return [int(n) for n in few[np.argsort(-np.asarray(fits)[few], kind="stable")]]


def _in_order(close: dict[str, float], person: Person | None, language: str, zone: str) -> list[Group]:
    """Those this person may know of, by fit, life, room left, language and hours; groups they are in already are left out."""
    groups = Group.objects.visible_to(person).filter(id__in=list(close), closed_at=None)
    if person is not None:
        groups = groups.exclude(id__in=Member.objects.here().filter(person=person).values("group_id"))
    here = list(groups)
    last = dict(
        Event.objects.filter(stream__in=[f"group:{group.id}" for group in here])
        .values_list("stream")
        .annotate(last=Max("at"))
    )
    now, people = clock.now(), _people_in(here)

    def worth(group: Group) -> float:
        at = max(last.get(f"group:{group.id}", group.opened_at), group.opened_at + (NEW - LIVELY))
        quiet = QUIET * (now - at > LIVELY)
        far = ASLEEP * _hours_apart(group.zone, zone) / 12
        full = CROWDED * min(1, max(0, people.get(group.id, 0) / int(way_of(group, "circle_size")) - 1))
        found: float = close[group.id] * (1 if group.language[:2] == language[:2] else FOREIGN) - quiet - far - full
        return found

    return sorted(here, key=lambda group: (-worth(group), group.id))


def _people_in(groups: list[Group]) -> dict[str, int]:
    """How many are in each: for the order only, and told to nobody."""
    rows = Member.objects.here().filter(group__in=groups).values_list("group_id")
    return dict(rows.annotate(people=Count("id")))


def _hours_apart(one: str, other: str) -> float:
    now = clock.now()
    offsets = [now.astimezone(clock.zone_of(name)).utcoffset() or timedelta() for name in (one, other)]
    apart = abs((offsets[0] - offsets[1]).total_seconds()) / 3600 % 24
    around: float = min(apart, 24 - apart)
    return around


def _lives(slugs: list[str], told: object) -> list[str]:
    """The experiences that the words speak of, the clearest first."""
    import numpy as np

    strong = np.asarray(told)
    best = [int(n) for n in np.argsort(-strong, kind="stable")[:MOST]]
    return [slugs[n] for n in best if strong[n] >= LEAST_LIFE]
