"""Not hearing from a member, a group, or about a topic. Nobody is told; nothing is deleted; it can be taken back."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.ids import looks_like_id
from withness.foundation.refusing import NotUnderstood
from withness.foundation.rows import ask
from withness.foundation.text import clean_line
from withness.people.models import Person
from withness.safety.models import QuietWish

MEMBER, GROUP, TOPIC = "member", "group", "topic"
MOST = 200


def be_quiet(*, person: Person, kind: str, what: str) -> QuietWish:
    """From now on this person hears nothing of it: no notice and no letter. Raises `NotUnderstood`."""
    what = clean_line(what, longest=80).casefold() if kind == TOPIC else what
    if kind not in {MEMBER, GROUP, TOPIC} or not what or (kind != TOPIC and not looks_like_id(what)):
        raise NotUnderstood("what", _("Say whom, or what, you do not want to hear of."))
    if QuietWish.objects.filter(person=person).count() >= MOST:
        raise NotUnderstood("what", _("That is a very long list. Please take something off it first."))
    return QuietWish.objects.get_or_create(person=person, kind=kind, what=what, defaults={"since": clock.now()})[0]


def hear_again(*, person: Person, wish_id: int) -> None:
    """Take one wish back."""
    QuietWish.objects.filter(person=person, id=wish_id).delete()


def wishes_of(person: Person) -> list[QuietWish]:
    """What this person does not want to hear of."""
    return list(QuietWish.objects.filter(person=person).order_by("kind", "since"))


def is_quiet(person_id: str, *, faces: Iterable[str] = (), place: str = "", note: str = "") -> bool:
    """Whether any of this is something the person does not want to hear of. One read."""
    wishes = ask("SELECT kind, what FROM safety_quietwish WHERE person_id = %s", [person_id])
    said, by = note.casefold(), set(faces)
    return any(
        (kind == MEMBER and what in by)
        or (kind == GROUP and what == place)
        or (kind == TOPIC and said and what in said)
        for kind, what in wishes
    )
