"""Saying whether one may be asked, how often and when; and resting."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.numbers import whole
from withness.foundation.refusing import NotUnderstood
from withness.matching.models import Duty, Hold, Willingness
from withness.people.models import Person

RESTS = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}


def willingness_of(person: Person) -> Willingness | None:
    """What this person said; nothing when they were never asked whether they may be asked."""
    return Willingness.objects.filter(person=person).first()


def choose_willingness(
    *, person: Person, often: str, from_hour: str = "", until_hour: str = "", beyond: bool = False
) -> Willingness:
    """Keep all of it. Hours as a form gives them (“20”), on the clock on their wall; both empty: outside quiet hours.

    `never` also takes them off every rota, at once. Raises `NotUnderstood`.
    """
    if often not in {name for name, *_words in Willingness.OFTEN}:
        raise NotUnderstood("often", _("Choose one of these."))
    first, last = _hour(from_hour, "from_hour"), _hour(until_hour, "until_hour")
    if (first is None) != (last is None):
        missing = "from_hour" if first is None else "until_hour"
        raise NotUnderstood(missing, _("Your hours need a beginning and an end. Leave both empty for any hour."))
    if first is not None and first == last:
        raise NotUnderstood("until_hour", _("The end is the same as the beginning. Leave both empty for any hour."))
    with transaction.atomic():
        chosen, _new = Willingness.objects.update_or_create(
            person=person,
            defaults={"often": often, "from_hour": first, "until_hour": last, "beyond": beyond, "since": clock.now()},
        )
        if often == Willingness.NEVER:
            Duty.objects.filter(member__person=person).delete()
            Hold.objects.filter(member__person=person).delete()
    return chosen


def rest(*, person: Person, how_long: str) -> None:
    """Nobody asks this person for a day, a week or a month; or, with nothing, again from now on."""
    if how_long and how_long not in RESTS:
        raise NotUnderstood("how_long", _("Choose one of these."))
    until = clock.now() + RESTS[how_long] if how_long else None
    unsaid = {"often": Willingness.UNSAID, "since": clock.now()}  # who never said yes does not say it by resting
    Willingness.objects.update_or_create(
        person=person, defaults={"rest_until": until}, create_defaults={"rest_until": until, **unsaid}
    )


def rests_until(willing: Willingness | None) -> object:
    """When this rest ends, if one is on; else nothing."""
    if willing is None or willing.rest_until is None or willing.rest_until <= clock.now():
        return None
    return willing.rest_until


def finish_practice(*, person: Person) -> None:
    """The practice is done: once is enough, and nothing of it is kept but that."""
    now = clock.now()
    chosen, new = Willingness.objects.get_or_create(
        person=person, defaults={"often": Willingness.UNSAID, "since": now, "practised_at": now}
    )
    if not new and chosen.practised_at is None:
        chosen.practised_at = now
        chosen.save(update_fields=["practised_at"])


def _hour(text: str, field: str) -> int | None:
    if not text.strip():
        return None
    read = whole(text, most=23)
    if read is None:
        raise NotUnderstood(field, _("Choose an hour between 0 and 23."))
    return read
