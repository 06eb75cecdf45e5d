"""Bringing letters to those who said yes to them: one that fits, once, and never across a boundary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.groups.models import Member
from withness.hope.happenings import LetterDelivered, LetterThanked
from withness.hope.models import Delivery, Letter, LetterWish
from withness.people.models import Person
from withness.safety.boundaries import may_meet

NEW = timedelta(days=30)  # how long somebody is a newcomer
APART = timedelta(days=3)  # a letter is something rare
LOOKED_AT = 30
# What fits on which day after joining, in days; letters for other moments come when they are asked for.
BY_DAY = ((0, 2, "first_days"), (3, 5, "day_four"), (6, 10, "first_week"))


def wish_for_letters(*, person: Person, moment: str = "") -> None:
    """Say yes to letters; `moment` asks for one that fits a hard moment now."""
    LetterWish.objects.update_or_create(person=person, defaults={"moment": moment}, create_defaults={
        "moment": moment, "since": clock.now(),
    })  # fmt: skip


def no_more_letters(*, person: Person) -> None:
    """Say no again. Those that came stay."""
    LetterWish.objects.filter(person=person).delete()


def deliver_due() -> int:
    """Bring each who may have one today the letter that fits best; answers how many went out. Harmless to do twice."""
    now = clock.now()
    lately = Delivery.objects.filter(person=OuterRef("person"), at__gt=now - APART)
    wishes = LetterWish.objects.filter(~Exists(lately)).select_related("person")
    return sum(bring(wish) for wish in wishes.iterator(chunk_size=200))


def bring(wish: LetterWish) -> bool:
    """One letter for this person now, if there is one that fits. Answers whether one went out."""
    moments = wanted(wish)
    letter = choose(wish.person, moments) if moments else None
    if letter is None:
        return False
    try:
        with transaction.atomic():
            Delivery.objects.create(letter=letter, person=wish.person, at=clock.now())
            LetterWish.objects.filter(person=wish.person).update(moment="")
            announce(LetterDelivered(letter_id=letter.id, person_id=wish.person_id))
    except IntegrityError:  # another worker brought the same one
        return False
    return True


def wanted(wish: LetterWish) -> tuple[str, ...]:
    """The moments that fit this person now: what they asked for first, else how long they have been here."""
    if wish.moment:
        return (wish.moment,)
    joined = (
        Member.objects.here()
        .filter(person_id=wish.person_id)
        .order_by("-joined_at")
        .values_list("joined_at", flat=True)
    )
    newest = joined.first()
    if newest is None or clock.now() - newest > NEW:
        return ()
    days = (clock.now() - newest).days
    return tuple(moment for first, last, moment in BY_DAY if first <= days <= last)


def choose(person: Person, moments: Sequence[str]) -> Letter | None:
    """From a group this person is in, in their language, not theirs, not met before, and the least delivered first."""
    groups = Member.objects.here().filter(person=person).values("group_id")
    letters = (
        Letter.objects.ready()
        .filter(group_id__in=groups, moment__in=moments, language=person.language)
        .exclude(author__person=person)
        .exclude(Exists(Delivery.objects.filter(letter=OuterRef("pk"), person=person)))
        .annotate(times=Count("deliveries"))
        .select_related("author__person")
        .order_by("times", "approved_at", "id")[:LOOKED_AT]
    )
    return next((one for one in letters if one.author.person and may_meet(one.author.person, person)), None)


def thank(*, person: Person, letter: Letter) -> None:
    """Thanks go back without a name, once."""
    with transaction.atomic():
        thanked = Delivery.objects.filter(letter=letter, person=person, thanked_at=None).update(thanked_at=clock.now())
        if thanked:
            announce(LetterThanked(letter_id=letter.id))
