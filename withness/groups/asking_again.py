"""Asking a steward to look again, when one was asked to go."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean
from withness.groups.happenings import AskedAgain
from withness.groups.models import Departure, Member
from withness.people.auditing import STEWARD, write_down
from withness.people.models import Person, Stewardship
from withness.people.stewarding import is_steward
from withness.safety.boundaries import may_meet

LONGEST = 1000
Free = Callable[[Person, Member], bool]
_free: list[Free] = []


def free_to_look(free: Free) -> None:
    """Who knows whether a steward had no part in parting ways with a member (the wiring says which room)."""
    _free[:] = [free]


def asked_departure(person: Person, member_id: str) -> Departure | None:
    """That this person was asked to go, as the member of that id; nothing for anybody else."""
    asked = Departure.objects.select_related("member__group").exclude(because="")
    return asked.filter(member_id=member_id, member__person=person).first()


def departure_before_stewards(person: Person, member_id: str) -> Departure | None:
    """The same for a steward who may look at it, once the one who was asked to go has asked for it."""
    rows = Departure.objects.select_related("member__group", "member__person", "by")
    asked = rows.exclude(because="").exclude(asked_again_at=None).filter(member_id=member_id).first()
    if asked is None or not may_look_again(person, asker=asked.member.person, remover=asked.by):
        return None
    return asked if _had_no_part(person, asked) else None


def who_looks_at(asked: Departure) -> list[Person]:
    """Every steward who may read that somebody was asked to go."""
    assert asked.member.person is not None
    stewards = who_looks_again(asker=asked.member.person, remover=asked.by)
    return [one for one in stewards if _had_no_part(one, asked)]


def may_look_again(person: Person, *, asker: Person | None, remover: Member | None) -> bool:
    """Whether this is a steward who had no part in it and meets the one who asks; of the demo for the demo's people."""
    if asker is None or asker.id == person.id or asker.is_demo != person.is_demo or not is_steward(person):
        return False
    return (remover is None or remover.person_id != person.id) and may_meet(person, asker)


def who_looks_again(*, asker: Person, remover: Member | None) -> list[Person]:
    """Every steward who may. Where there is none nobody is told: whose boundary it is must not be guessed from that."""
    stewards = [one.person for one in Stewardship.objects.select_related("person").order_by("since", "person_id")]
    return [one for one in stewards if may_look_again(one, asker=asker, remover=remover)]


def write_down_look(*, by: Person, asker: Person | None, thing: str) -> None:
    """That a steward reads why somebody was asked to leave, for whoever asked to see; before anything is shown."""
    why = _("They asked a steward to look again.")
    write_down(role=STEWARD, what="read_removal", by=by, about=asker, thing=thing, why=why)


def ask_again(*, departure: Departure, words: str) -> Departure:
    """Tell the stewards, once, with what this person wants them to know."""
    words = clean(words, longest=LONGEST + 1)
    if len(words) > LONGEST:
        raise NotUnderstood("words", _("This is longer than 1,000 letters. A few lines are enough."))
    with transaction.atomic():
        fresh = Departure.objects.filter(member_id=departure.member_id, asked_again_at=None)
        if fresh.update(asked_again_at=clock.now(), asked_again_words=words):
            announce(AskedAgain(member_id=departure.member_id))
    departure.refresh_from_db(fields=["asked_again_at", "asked_again_words"])
    return departure


def _had_no_part(person: Person, asked: Departure) -> bool:
    """Where stewards parted ways nobody who holds the group asked for it (`by`): it is theirs, and others must look."""
    return asked.by_id is not None or all(free(person, asked.member) for free in _free)
