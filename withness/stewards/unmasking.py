"""Who stands behind an alias. Two stewards, a reason, a day in which either may think better of it (none when a life is
at risk), an entry for each step, and the person is told afterwards. There is no other way in the house to ask this.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean_line
from withness.notices.telling import tell
from withness.people.auditing import STEWARD, write_down
from withness.people.letters import email_of
from withness.people.models import Person
from withness.stewards.models import Case, Unmasking
from withness.stewards.opening import tell_stewards
from withness.stewards.rules import check_may_see

UNMASK_WANTED, UNMASKED = "unmask_wanted", "unmasked"
WAIT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Behind:
    """What is told: how they come in, and where a letter reaches them. We hold no name."""

    nickname: str
    email: str


def ask_to_unmask(*, by: Person, case: Case, why: str, life_at_risk: bool) -> Unmasking:
    """The first of two. Raises `NotUnderstood` without a reason."""
    check_may_see(by, case)
    why = clean_line(why, longest=300)
    if not why:
        raise NotUnderstood("why", _("Give a reason. It is kept, and the person will read it."))
    if case.about is None:
        raise NotAllowed(_("There is nobody behind this any more."))
    with transaction.atomic():
        asked = Unmasking.objects.create(
            case=case, about=case.about, asked_by=by, why=why, life_at_risk=life_at_risk, asked_at=clock.now()
        )
        write_down(
            role=STEWARD, what="asked_who_it_is", by=by, about=case.about, thing=f"unmasking:{asked.id}", why=why
        )
        tell_stewards(case, UNMASK_WANTED, but=(by.id,), unmasking=asked.id)
    return asked


def agree_to_unmask(*, by: Person, unmasking: Unmasking) -> Unmasking:
    """The second. From a day later on it may be opened; at once only when a life is at risk."""
    with transaction.atomic():
        fresh = Unmasking.objects.select_for_update(of=("self",)).select_related("case", "about").get(id=unmasking.id)
        check_may_see(by, fresh.case)
        if fresh.asked_by_id in {None, by.id} or fresh.second_by_id is not None:
            raise NotAllowed(_("Somebody else has to agree, and only once."))
        fresh.second_by = by
        fresh.open_from = clock.now() + (timedelta(0) if fresh.life_at_risk else WAIT)
        fresh.save(update_fields=["second_by", "open_from"])
        write_down(
            role=STEWARD,
            what="agreed_who_it_is",
            by=by,
            about=fresh.about,
            thing=f"unmasking:{fresh.id}",
            why=fresh.why,
        )
    return fresh


def unmask(*, by: Person, unmasking: Unmasking) -> Behind:
    """Open it, as one of the two. Written down first; the person is told. Raises `NotAllowed`."""
    with transaction.atomic():
        fresh = Unmasking.objects.select_for_update(of=("self",)).select_related("case", "about").get(id=unmasking.id)
        check_may_see(by, fresh.case)
        two = {fresh.asked_by_id, fresh.second_by_id} - {None}
        ready = len(two) == 2 and by.id in two and fresh.open_from is not None and fresh.open_from <= clock.now()
        if not ready or fresh.about is None:
            raise NotAllowed(_("This needs two stewards and, unless a life is at risk, a day in between."))
        write_down(
            role=STEWARD, what="saw_who_it_is", by=by, about=fresh.about, thing=f"unmasking:{fresh.id}", why=fresh.why
        )
        if fresh.opened_at is None:
            fresh.opened_at = clock.now()
            fresh.save(update_fields=["opened_at"])
        tell(person_id=fresh.about.id, kind=UNMASKED, bundle=f"{UNMASKED}:{fresh.id}", unmasking=fresh.id)
    return Behind(fresh.about.nickname, email_of(fresh.about))
