"""Asking for a buddy, being suggested to each other, and saying yes. A no is silent."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotAllowed
from withness.groups.models import Member
from withness.groups.rules import may_write
from withness.matching.happenings import BuddiesFound
from withness.matching.knowing import named, under
from withness.matching.models import BuddyWish, Lived, Pair
from withness.matching.outgrowing import awake
from withness.notices.telling import tell
from withness.people.pairing.weighing import Seeker, Why, why
from withness.safety.boundaries import may_meet, out_of_reach

BUDDY_SUGGESTED, BUDDY_FOUND = "buddy_suggested", "buddy_found"
OPEN_FOR, FOUND = timedelta(days=7), (Pair.YES, Pair.YES)
PROVED = 2000  # of one group: their pairs are proved the best; more are paired in blocks, nearly the best
MOST = 20_000  # of one group; whoever asked later waits for the next time


@dataclass(frozen=True, slots=True)
class Suggested:
    """A pair from one side: who the other is, why, and what this side has said."""

    pair: Pair
    me: Member
    other: Member
    i_said: str
    reasons: list[str]


def wish_for_buddy(*, by: Member) -> None:
    """Ask for a buddy in this group. Asking twice changes nothing."""
    if not may_write(by):
        raise NotAllowed(_("Please read the agreement first."))
    BuddyWish.objects.get_or_create(member=by, defaults={"since": clock.now()})


def no_longer(*, by: Member) -> None:
    """No longer ask; whatever is suggested just now is declined with it, and nobody is told."""
    with transaction.atomic():
        BuddyWish.objects.filter(member=by).delete()
        here = pair_for(by)
        if here is not None:
            say(by=by, pair=here.pair, yes=False)


def say(*, by: Member, pair: Pair, yes: bool) -> None:
    """Yes or no, of either. When both have said yes they are buddies, and both are told; a no is told to nobody."""
    with transaction.atomic():
        held = (
            Pair.objects.select_for_update(of=("self",)).select_related("one__person", "other__person").get(id=pair.id)
        )
        if by.id not in (held.one_id, held.other_id) or held.until <= clock.now():
            raise NotAllowed(_("This is no longer open. You need do nothing."))
        side = "one" if by.id == held.one_id else "other"
        if (held.one_said, held.other_said) == FOUND:
            return
        setattr(held, f"{side}_said", Pair.YES if yes else Pair.NO)
        held.save(update_fields=[f"{side}_said"])
        if (held.one_said, held.other_said) == FOUND and _may_be(held):
            _come_together(held)


def pair_for(me: Member) -> Suggested | None:
    """What is suggested to this member just now; nothing after their own no, or while a boundary stands between them."""
    mine = Pair.objects.filter(Q(one=me) | Q(other=me), until__gt=clock.now(), one__left_at=None, other__left_at=None)
    for pair in mine.select_related("one__person", "other__person").order_by("-made_at"):
        own, other = (pair.one_said, pair.other) if pair.one_id == me.id else (pair.other_said, pair.one)
        if own != Pair.NO and (pair.one_said, pair.other_said) != FOUND and _may_be(pair):
            return Suggested(pair, me, other, own, reasons(me, other))
    return None


def pair_all() -> None:
    """Suggest to each other whoever asked, group by group. Doing it twice changes nothing."""
    now = clock.now()
    waiting: defaultdict[str, list[Member]] = defaultdict(list)
    wishes = BuddyWish.objects.filter(member__left_at=None, member__group__closed_at=None, member__person__isnull=False)
    busy = _busy(now)
    for wish in wishes.select_related("member__person", "member__group").order_by("since", "member_id"):
        if wish.member_id not in busy:
            waiting[wish.member.group_id].append(wish.member)
    for members in waiting.values():
        if len(members) > 1:
            _pair_group(members[:MOST], now)


def _busy(now: datetime) -> set[str]:
    """Who still thinks about somebody, or waits for an answer: everybody with an open pair they have not said no to."""
    open_pairs = Pair.objects.filter(until__gt=now).exclude(one_said=Pair.YES, other_said=Pair.YES)
    busy = set(open_pairs.exclude(one_said=Pair.NO).values_list("one_id", flat=True))
    return busy | set(open_pairs.exclude(other_said=Pair.NO).values_list("other_id", flat=True))


def _pair_group(members: list[Member], now: datetime) -> None:
    from withness.people.pairing.exact import pair_best
    from withness.people.pairing.streaming import pair_many

    people = _seekers(members)
    for a, b in pair_best(people).pairs if len(people) <= PROVED else pair_many(people):
        one, other = sorted((members[a], members[b]), key=lambda member: member.id)
        if one.person is None or other.person is None or not may_meet(one.person, other.person):
            continue
        with transaction.atomic():
            pair, new = Pair.objects.get_or_create(
                one=one, other=other, defaults={"made_at": now, "until": now + OPEN_FOR}
            )
            if new:
                _tell(one, BUDDY_SUGGESTED, pair)
                _tell(other, BUDDY_SUGGESTED, pair)


def _seekers(members: list[Member]) -> list[Seeker]:
    """As pairing sees them. Never: people beyond a boundary, and those they were suggested to before."""
    ids = [member.id for member in members]
    before: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in Pair.objects.filter(one__in=ids, other__in=ids).values_list("one__person_id", "other__person_id"):
        before[one].add(other)
    lives = _lives(ids)
    found = []
    for member in members:
        person = member.person
        assert person is not None
        far = {one.person_id for one in out_of_reach(person)} | before[person.id]
        found.append(Seeker(person.id, lives.get(member.id, {}), person.language, awake(person.zone), frozenset(far)))
    return found


def _lives(members: list[str]) -> dict[str, dict[str, str]]:
    lives: dict[str, dict[str, str]] = {}
    for tag in Lived.objects.filter(member__in=members).order_by("since"):
        lives.setdefault(tag.member_id, {})[under(tag.experience)] = tag.stage
    return lives


def reasons(me: Member, other: Member) -> list[str]:
    """Why these two, in sentences for either of them. Asking for a buddy allows this much to be told."""
    lives = _lives([me.id, other.id])
    sides = [
        Seeker(side.id, lives.get(side.id, {}), side.person.language, awake(side.person.zone))
        for side in (me, other)
        if side.person is not None
    ]
    return _sentences(why(*sides)) if len(sides) == 2 else []


def because_of(one: Member, other: Member) -> str:
    """The same in one line, in the language of their group."""
    with translation.override(one.group.language):
        return " ".join(reasons(one, other))


def _sentences(both: Why) -> list[str]:
    names = [one.name for one in named(list(both.lives), translation.get_language() or "en")]
    found = []
    if len(names) == 1:
        found.append(_("You both know this from your own life: %(what)s.") % {"what": names[0]})
    elif names:
        found.append(_("What you lived through is close: %(one)s, %(other)s.") % {"one": names[0], "other": names[1]})
    if both.one_step:
        found.append(_("One of you is a step further along."))
    if both.same_language:
        found.append(_("You read in the same language."))
    if both.hours_together >= 8:
        found.append(_("You are awake at the same hours."))
    return found


def _may_be(pair: Pair) -> bool:
    one, other = pair.one, pair.other
    here = one.left_at is None and other.left_at is None
    return here and one.person is not None and other.person is not None and may_meet(one.person, other.person)


def _come_together(pair: Pair) -> None:
    BuddyWish.objects.filter(member__in=[pair.one_id, pair.other_id]).delete()
    announce(BuddiesFound(pair_id=pair.id, one_id=pair.one_id, other_id=pair.other_id))
    _tell(pair.one, BUDDY_FOUND, pair)
    _tell(pair.other, BUDDY_FOUND, pair)


def _tell(member: Member, kind: str, pair: Pair) -> None:
    assert member.person_id is not None
    tell(person_id=member.person_id, kind=kind, bundle=f"{kind}:{pair.id}", place=member.group_id, pair=pair.id)


def wish_of(me: Member) -> BuddyWish | None:
    """That this member asked for a buddy."""
    return BuddyWish.objects.filter(member=me).first()
