"""“Is this right?”: anybody may say so, and the ones who keep the listing hear of it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean
from withness.groups.models import Member
from withness.groups.rules import may_decide
from withness.meetings.happenings import CorrectionSent
from withness.meetings.models import Correction, Series
from withness.people.models import Person
from withness.people.stewarding import is_steward

MOST_OPEN = 20  # of one meeting; more would say nothing new


def send_correction(*, series: Series, about: str, words: str) -> Correction | None:
    """Keep it, without who sent it. Nothing is kept once many wait for the same meeting."""
    if about not in dict(Correction.WRONG):
        raise NotUnderstood("about", _("Choose what it is about."))
    words = clean(words, longest=1000)
    if about == "other" and not words:
        raise NotUnderstood("words", _("Say in a few words what is not right."))
    if Correction.objects.filter(series=series, settled_at=None).count() >= MOST_OPEN:
        return None
    with transaction.atomic():
        sent = Correction.objects.create(series=series, about=about, words=words, at=clock.now())
        announce(CorrectionSent(sent.id))
    return sent


def may_settle(person: Person | None, member: Member | None, series: Series) -> bool:
    """Who holds the group of a meeting; stewards, for listings."""
    if series.group_id is not None:
        return member is not None and member.group_id == series.group_id and may_decide(member)
    return is_steward(person)


def settle(*, correction: Correction, person: Person, member: Member | None, verified: bool) -> None:
    """It has been looked at. `verified`: the listing is right as it stands now, from today."""
    if not may_settle(person, member, correction.series):
        raise NotAllowed(_("Only who keeps this listing can settle this."))
    with transaction.atomic():
        Correction.objects.filter(id=correction.id).update(settled_at=clock.now())
        if verified:
            Series.objects.filter(id=correction.series_id).update(verified_on=clock.now().date())


def open_corrections(*, group_id: str | None) -> list[Correction]:
    """What waits to be looked at: of one group, or of the listings."""
    rows = Correction.objects.filter(settled_at=None, series__group_id=group_id).select_related("series")
    return list(rows.order_by("at")[:100])
