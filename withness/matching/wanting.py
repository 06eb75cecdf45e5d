"""Nothing fits yet: being told when a group for this opens."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from withness.foundation import clock
from withness.groups.happenings import GroupChanged, Joined
from withness.groups.models import Group, Member
from withness.matching.catalogue import catalogue
from withness.matching.knowing import Named, is_known, named, under
from withness.matching.models import GroupLife, Wanting
from withness.notices.telling import tell
from withness.people.models import Person

GROUP_FOR_ME = "group_for_me"
MOST = 20


def want(*, person: Person, experiences: Iterable[str]) -> None:
    """From now on, exactly these: up to `MOST` that are known. Waiting for one that was told already begins anew."""
    wished = [slug for slug in dict.fromkeys(experiences) if is_known(slug)][:MOST]
    with transaction.atomic():
        Wanting.objects.filter(person=person).exclude(experience__in=wished, told_at=None).delete()
        there = set(Wanting.objects.filter(person=person).values_list("experience", flat=True))
        fresh = [Wanting(person=person, experience=slug, since=clock.now()) for slug in wished if slug not in there]
        Wanting.objects.bulk_create(fresh, ignore_conflicts=True)


def want_too(*, person: Person, experiences: Iterable[str]) -> None:
    """Add to what is waited for."""
    want(person=person, experiences=[*(one.slug for one in wanted(person, "en")), *experiences])


def wanted(person: Person, language: str) -> list[Named]:
    """What this person still waits for."""
    waiting = Wanting.objects.filter(person=person, told_at=None).order_by("since")
    return named(list(waiting.values_list("experience", flat=True)), language)


def tell_who_waits(happened: GroupChanged | Joined) -> None:
    """A group opened, or says what it is for: whoever waits for that hears of it, once."""
    group = _listed(happened)
    if group is None or not Wanting.objects.filter(told_at=None).exists():
        return
    lives = set(lives_of(group))
    waiting = Wanting.objects.filter(told_at=None, person__is_demo=group.is_demo).select_related("person")
    theirs = [one for one in waiting if one.experience in lives or under(one.experience) in lives]
    inside = set(Member.objects.here().filter(group=group).values_list("person_id", flat=True))
    told = {one.person_id for one in theirs} - inside
    Wanting.objects.filter(id__in=[one.id for one in theirs if one.person_id in told]).update(
        told_at=clock.now(), group=group
    )
    for person_id in sorted(told):
        tell(person_id=person_id, kind=GROUP_FOR_ME, bundle=f"{GROUP_FOR_ME}:{group.id}", place=group.id)


def lives_of(group: Group) -> list[str]:
    """What a group is for: as whoever holds it has chosen, or as its own words say."""
    life = GroupLife.objects.filter(group=group).first()
    if life is not None and life.chosen:
        return [under(slug) for slug in life.chosen]
    index = catalogue()
    card = index.cards.get(group.id)
    return [index.meaning.slugs[one] for one, _like in card.lives] if card else []


def _listed(happened: GroupChanged | Joined) -> Group | None:
    if isinstance(happened, GroupChanged):
        found = Group.objects.filter(id=happened.group_id)
    else:
        opener = Member.objects.filter(id=happened.member_id, holds=Member.FACILITATOR)
        found = Group.objects.filter(id__in=opener.values("group_id"))
    return found.filter(joining__in=Group.LISTED, closed_at=None).first()
