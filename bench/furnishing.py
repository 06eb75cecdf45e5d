"""A house to measure in: a few hundred people, one busy group among many, and as many shares as one asks for.

Words come from a small vocabulary with a fixed seed; every share has 120 words and the threads that W1 opens have 20
replies of 120 words each. Written through the verbs' own columns in large strides, so that a million fits.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction

from bench.words import WORDS
from withness.foundation import clock
from withness.foundation.ids import new_id
from withness.foundation.models import Stream
from withness.foundation.text import to_html
from withness.groups.agreeing import write_agreement
from withness.groups.models import Group, Member
from withness.people.models import Consent, Person
from withness.shares.models import Findable, Reply, Share
from withness.shares.searching import flat

MEMBERS = 200
THREADS = 200
REPLIES = 20
STRIDE = 5000


@dataclass(frozen=True)
class Furnished:
    """What a workload needs to know."""

    group_id: str
    members: list[str]
    people: list[str]
    threads: list[str]


def furnish(*, shares: int, seed: int = 7) -> Furnished:
    """Fill an empty, migrated database with `shares` shares; a tenth of them in the group that is measured."""
    chance = random.Random(seed)  # noqa: S311 -- not a secret
    people = _people()
    busy = _group("Long Nights", people, chance)
    others = [_group(f"Group {n}", people[: 20 + n], chance) for n in range(8)]
    here = max(THREADS, shares // 10)
    threads = _shares(busy, here, chance)
    for n, other in enumerate(others):
        rest = shares - here
        _shares(other, max(0, rest // 8 + (rest % 8 if n == 0 else 0)), chance)
    _replies(busy, threads[-THREADS:], chance)
    members = list(Member.objects.filter(group=busy).order_by("joined_at").values_list("id", flat=True))
    return Furnished(busy.id, members, [p.id for p in people], threads[-THREADS:])


def _people() -> list[Person]:
    today = clock.now().date()
    people = [Person(nickname=f"bench{n}", joined_on=today, password="!") for n in range(MEMBERS)]
    Person.objects.bulk_create(people)
    Consent.objects.bulk_create(
        Consent(person=person, about="health", words_version=1, given_at=clock.now()) for person in people
    )
    return people


def _group(title: str, people: list[Person], chance: random.Random) -> Group:
    long_ago = clock.now() - timedelta(days=300)
    group = Group.objects.create(
        title=title, about="A group to measure.", about_html="<p>A group to measure.</p>", profile="carers",
        joining=Group.OPEN, opened_at=long_ago,
    )  # fmt: skip
    write_agreement(group=group, words="We speak from our own life. What is said here stays here.", version=1, by=None)
    Member.objects.bulk_create(
        Member(
            group=group, person=person, alias=f"{chance.choice(WORDS).title()} {n}", alias_shape=f"{n}",
            holds=Member.FACILITATOR if n == 0 else "", agreed_version=1, joined_at=long_ago + timedelta(minutes=n),
        )
        for n, person in enumerate(people)
    )  # fmt: skip
    return group


def _words(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=60)) + ".\n\n" + " ".join(chance.choices(WORDS, k=60)) + "."


def _shares(group: Group, count: int, chance: random.Random) -> list[str]:
    """Shares of a group, the oldest first; answers their ids."""
    faces = list(Member.objects.filter(group=group).values_list("id", flat=True))
    texts = [(words, to_html(words), flat(words)) for words in (_words(chance) for _ in range(300))]
    begin = clock.now() - timedelta(minutes=count + 60)
    made: list[str] = []
    for start in range(0, count, STRIDE):
        rows, letters = [], []
        for n in range(start, min(start + STRIDE, count)):
            words, html, plain = texts[n % len(texts)]
            share = Share(
                id=new_id(), group_id=group.id, author_id=chance.choice(faces), key=str(n), seq=n + 1,
                need=Share.JUST_LISTEN, words=words, html=html, at=begin + timedelta(minutes=n),
            )  # fmt: skip
            rows.append(share)
            letters.append(Findable(thing=share.id, share_id=share.id, place=group.id, words=plain))
            made.append(share.id)
        with transaction.atomic():
            Share.objects.bulk_create(rows, batch_size=500)
            Findable.objects.bulk_create(letters, batch_size=500)
    Stream.objects.create(name=f"group:{group.id}", seq=count, kept_from=count + 1)
    return made


def _replies(group: Group, threads: list[str], chance: random.Random) -> None:
    faces = list(Member.objects.filter(group=group).values_list("id", flat=True))
    seq = Stream.objects.get(name=f"group:{group.id}").seq
    rows = []
    for share_id in threads:
        for _ in range(REPLIES):
            words, seq = _words(chance), seq + 1
            rows.append(
                Reply(
                    share_id=share_id, author_id=chance.choice(faces), key=str(seq), seq=seq, words=words,
                    html=to_html(words), at=clock.now() - timedelta(minutes=30),
                )
            )  # fmt: skip
    with transaction.atomic():
        Reply.objects.bulk_create(rows, batch_size=500)
        Share.objects.filter(id__in=threads).update(replies_count=REPLIES, responders=REPLIES - 3, version=REPLIES + 1)
        Stream.objects.filter(name=f"group:{group.id}").update(seq=seq, kept_from=seq + 1)


def analyse() -> None:
    """Let the database know its own tables, as the worker does in a running house."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def sessions(people: list[str], *, many: int = 40) -> list[dict[str, str]]:
    """Signed-in browsers of the first `many` people: their cookies, and a token for their forms."""
    from django.test import Client

    made = []
    for person in Person.objects.filter(id__in=people[:many]):
        browser = Client()
        browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        secret = "".join(random.choices("abcdefghjkmnpqrstuvwxyz23456789", k=32))  # noqa: S311 -- only for measuring
        names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
        cookie = f"{names[0]}={browser.cookies[names[0]].value}; {names[1]}={secret}"
        made.append({"cookie": cookie, "token": secret})
    return made
