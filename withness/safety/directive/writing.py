"""Writing a directive, in a good hour."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.hashes import hash_of
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean, clean_line
from withness.people.keyring import OpenKey
from withness.people.models import Person
from withness.people.sealing import seal, unseal
from withness.safety.models import Directive, Named, Run

MOST_PEOPLE, LONGEST = 5, 4000
WAITS = (5, 10, 20, 30, 60)
LASTS = timedelta(days=365)
_ROW = "directive"


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody to tell: how I call them, the words they will read, and the minutes before the next step."""

    name: str
    words: str
    wait: int = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a directive says. Only `helps`, `avoid`, `sign` and the people are needed to carry it out."""

    signs: str = ""
    helps: str = ""
    avoid: str = ""
    good_words: str = ""
    bad_words: str = ""
    sign: str = ""
    people: tuple[Asked, ...] = field(default=())


def write_directive(
    *, person: Person, key: OpenKey, plan: Plan, one_press: bool, expires_on: date | None
) -> tuple[Directive, list[str]]:
    """Keep the plan, sealed. Answers it and, for everybody who is asked anew, the address to give to them.

    `one_press`: the steps are also kept so that the house can carry them out without the owner's key. Who was asked
    with the same words before, and has not said no, is not asked again. Raises `NotUnderstood`, `NotAllowed`.
    """
    plan = _checked(plan)
    today = clock.now().date()
    with transaction.atomic():
        if Run.objects.filter(person=person, ended_at=None).exists():
            raise NotAllowed(_("It is being carried out just now. Stop it first, then change it."))
        kept, _new = Directive.objects.update_or_create(
            person=person,
            defaults={
                "sealed": key.seal(json.dumps(asdict(plan)), row=_ROW), "ready": seal(_ready(plan)) if one_press else "",
                "written_at": clock.now(), "expires_on": min(expires_on or today + LASTS, today + LASTS),
            },
        )  # fmt: skip
        return kept, _ask(person, plan)


def read_plan(directive: Directive, key: OpenKey) -> Plan | None:
    """The whole plan, for who has the key open; nothing when it was sealed with a key that is gone."""
    try:
        raw = json.loads(key.unseal(directive.sealed, row=_ROW))
    except ValueError:
        return None
    return Plan(**{**raw, "people": tuple(Asked(**one) for one in raw["people"])})


def ready_words(directive: Directive, key: OpenKey | None) -> dict[str, str] | None:
    """What a run shows its owner; nothing where neither one press is enough nor the key is open."""
    if directive.ready:
        found: dict[str, str] = json.loads(unseal(directive.ready) or "{}")
        return found
    plan = read_plan(directive, key) if key is not None else None
    return json.loads(_ready(plan)) if plan is not None else None


def is_over(directive: Directive) -> bool:
    """Whether it has outlived its date: then nobody is told, and its owner is asked to read it again."""
    return directive.expires_on < clock.now().date()


def directive_of(person: Person) -> Directive | None:
    """This person's directive, if they wrote one."""
    return Directive.objects.filter(person=person).first()


def named_of(person: Person) -> list[Named]:
    """Whom this person's directive names, in order."""
    return list(Named.objects.filter(owner=person).order_by("place"))


def tear_up(*, person: Person) -> None:
    """The directive goes, and whoever it named is named no more."""
    with transaction.atomic():
        Directive.objects.filter(person=person).delete()
        Named.objects.filter(owner=person).delete()


def _ready(plan: Plan) -> str:
    return json.dumps({"helps": plan.helps, "avoid": plan.avoid, "good_words": plan.good_words})


def _ask(person: Person, plan: Plan) -> list[str]:
    before = {(card := unseal(one.card)): one for one in named_of(person) if one.withdrawn_at is None}
    links, kept = [], set()
    for place, one in enumerate(plan.people):
        card = json.dumps({"name": one.name, "from": plan.sign, "words": one.words})
        named = before.get(card)
        if named is None:
            token = secrets.token_urlsafe(24)
            named = Named(owner=person, card=seal(card), token_hash=hash_of(token), asked_at=clock.now())
            links.append(f"{settings.BASE_URL}/asked/{token}")
        named.place, named.wait = place, one.wait
        named.save()
        kept.add(named.id)
    Named.objects.filter(owner=person).exclude(id__in=kept).delete()
    return links


def _checked(plan: Plan) -> Plan:
    people = tuple(
        Asked(clean_line(one.name, longest=60), clean(one.words, longest=LONGEST + 1), one.wait) for one in plan.people
    )
    words = {name: clean(getattr(plan, name), longest=LONGEST + 1) for name in _FIELDS}
    if any(len(text) > LONGEST for text in [*words.values(), *(one.words for one in people)]):
        raise NotUnderstood(
            "helps", _("One of these is longer than 4,000 letters. Shorter is easier to read on a bad night.")
        )
    if len(people) > MOST_PEOPLE:
        raise NotUnderstood("people", _("At most five people."))
    if any(not one.name or not one.words for one in people):
        raise NotUnderstood("people", _("Each of them needs a name and the words they will read."))
    if people and not words["sign"]:
        raise NotUnderstood("sign", _("Say how they know you, so that they know whom it is about."))
    if not words["helps"] and not people:
        raise NotUnderstood("helps", _("Write at least one thing that helps, or one person."))
    if any(not 1 <= one.wait <= 24 * 60 for one in people):
        raise NotUnderstood("people", _("Wait between a minute and a day."))
    return Plan(**words, people=people)


_FIELDS = ("signs", "helps", "avoid", "good_words", "bad_words", "sign")
