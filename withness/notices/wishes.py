"""How a person wants to be told: by letter too or not, in which hours not, and of what not at all."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.ids import looks_like_id
from withness.foundation.refusing import NotUnderstood
from withness.notices.kinds import kinds
from withness.notices.models import Wishes
from withness.people.models import Person

QUIET_FROM, QUIET_UNTIL = time(22), time(7)


def wishes_of(person: Person) -> Wishes:
    """What this person chose, or how it begins: no letters, quiet from ten to seven, nothing left out."""
    chosen = Wishes.objects.filter(person=person).first()
    return chosen or Wishes(person=person, quiet_from=QUIET_FROM, quiet_until=QUIET_UNTIL)


def choose(
    *, person: Person, by_mail: bool, quiet_from: str, quiet_until: str, off: list[str], words_by_mail: bool = False
) -> Wishes:
    """Keep all of it. The hours are as a form gives them (`22:00`); both empty: no quiet hours.

    Raises `NotUnderstood` where an hour cannot be read, or one of the two is missing.
    """
    first, last = _hours(quiet_from, quiet_until)
    chosen, _new = Wishes.objects.update_or_create(
        person=person,
        defaults={
            "by_mail": by_mail, "words_by_mail": words_by_mail, "quiet_from": first, "quiet_until": last,
            "off": [kind.name for kind in kinds() if kind.off_able and kind.name in off],
        },
    )  # fmt: skip
    return chosen


def choose_hours(*, person: Person, quiet_from: str, quiet_until: str) -> Wishes:
    """Keep the hours, as `choose` reads them, and leave everything else as it was chosen."""
    first, last = _hours(quiet_from, quiet_until)
    chosen, _new = Wishes.objects.update_or_create(person=person, defaults={"quiet_from": first, "quiet_until": last})
    return chosen


def stop_letters(*, letter_key: str) -> bool:
    """No more letters to whoever this key was made for. False when it was made for nobody."""
    return looks_like_id(letter_key) and bool(
        Wishes.objects.filter(letter_key=letter_key).update(by_mail=False, words_by_mail=False)
    )


def loud_again(wishes: Wishes, *, zone: str) -> datetime | None:
    """When this person's quiet hours end, if it is in them now; else nothing. Told by the clock on their wall."""
    if wishes.quiet_from is None or wishes.quiet_until is None or wishes.quiet_from == wishes.quiet_until:
        return None
    here = clock.now().astimezone(clock.zone_of(zone))
    if not _between(here.time(), wishes.quiet_from, wishes.quiet_until):
        return None
    day = here.date() if here.time() < wishes.quiet_until else here.date() + timedelta(days=1)
    return datetime.combine(day, wishes.quiet_until, tzinfo=clock.zone_of(zone))


def _between(now: time, first: time, last: time) -> bool:
    return first <= now < last if first < last else now >= first or now < last


def _hours(quiet_from: str, quiet_until: str) -> tuple[time | None, time | None]:
    first, last = _hour(quiet_from, "quiet_from"), _hour(quiet_until, "quiet_until")
    if (first is None) != (last is None):
        missing = "quiet_from" if first is None else "quiet_until"
        raise NotUnderstood(missing, _("Quiet hours need a beginning and an end. Leave both empty for none."))
    return first, last


def _hour(text: str, field: str) -> time | None:
    if not text.strip():
        return None
    try:
        return time.fromisoformat(text.strip()).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as odd:
        raise NotUnderstood(field, _("Write the hour like this: 22:00.")) from odd
