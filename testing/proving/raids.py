"""Two hundred strangers at once in an open group, while its members go on writing."""

from __future__ import annotations

import contextlib
import random
from datetime import timedelta

from django.db import transaction

from testing.cast import Cast, assemble
from testing.proofs import Figures, proof
from withness.foundation import clock
from withness.foundation.ids import new_id
from withness.foundation.refusing import Refused
from withness.groups.joining import join
from withness.groups.models import Group, Member
from withness.people.consenting import consent
from withness.people.models import Person
from withness.shares.models import Share
from withness.shares.sharing import share
from withness.stewards.models import Action, Wave
from withness.stewards.raids import undo_wave

MINUTES = 5


@proof("raid", "of a raid's posts members see three at most, and undoing it loses no real share")
def a_raid_is_not_noticed(seed: int, full: bool) -> Figures:
    """Within five minutes strangers join and post as much as they are let; members share meanwhile; then it is undone."""
    chance, strangers = random.Random(seed), 200 if full else 15
    with transaction.atomic():
        cast = assemble()
        Group.objects.update(opened_at=clock.now() - timedelta(days=9))
        Member.objects.update(joined_at=clock.now() - timedelta(days=8))
        group, begun = Group.objects.get(id=cast.long_nights.id), clock.now()
        real, posts, seen, contained = [], 0, 0, 0.0
        for n in range(strangers):
            at = begun + timedelta(seconds=n * MINUTES * 60 / strangers)
            with clock.stopped(at):
                posts += _a_stranger(group, chance)
                if n % 5 == 0:
                    real += _a_member(cast, chance)
                now = Share.objects.visible_to(cast.ben).filter(words="Noise.").count()
            if now > seen:
                seen, contained = now, (at - begun).total_seconds()
        assert seen <= 3, f"members saw {seen}"
        wave = Wave.objects.get()
        paused = undo_wave(by=cast.dana, wave=wave)
        kept = set(Share.objects.visible_to(cast.ben).values_list("id", flat=True))
        assert set(real) <= kept, "a real share was lost"
        assert Action.objects.filter(rule="wave", told_at=None).count() == 0
        transaction.set_rollback(True)
    return {
        "strangers": strangers, "posts": posts, "seen by members": seen, "the last seen after": f"{contained:.0f} s",
        "paused by undoing": paused, "real shares": len(real), "real shares lost": 0,
    }  # fmt: skip


def _a_stranger(group: Group, chance: random.Random) -> int:
    person = Person.objects.create(nickname=new_id(), joined_on=clock.now().date())
    consent(person=person, about="health")
    alias = "Stranger " + "".join(letter for letter in new_id() + new_id() if letter.isalpha())[:12]
    face = join(person=person, group=group, alias=alias, agreement_version=1)
    assert isinstance(face, Member)
    face.group, sent = group, 0
    for _n in range(chance.randint(1, 20)):
        with contextlib.suppress(Refused):
            share(by=face, words="Noise.", need="just_listen")
            sent += 1
    return sent


def _a_member(cast: Cast, chance: random.Random) -> list[str]:
    who = chance.choice([cast.ana, cast.ben, cast.chidi])
    with contextlib.suppress(Refused):
        kept = share(by=cast.face(who, cast.long_nights), words="A real one.", need="just_listen")
        return [kept.id] if who is not cast.eve else []
    return []
