"""Errands about what people write: in the open, and sealed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from testing.errands.people import member_of, session


def share(member_id: str, words: str = "A long night again.", key: str = "") -> str:
    """Somebody says how it is."""
    from withness.shares.sharing import share as say

    return str(say(by=member_of(member_id), words=words, need="just_listen", key=key).id)


def reply(member_id: str, share_id: str, words: str = "I am awake too.") -> str:
    """Somebody answers."""
    from withness.shares.models import Share
    from withness.shares.replying import reply as answer

    return str(answer(by=member_of(member_id), share=Share.objects.get(id=share_id), words=words).id)


def stand_beside(member_id: str, share_id: str, kind: str = "hear_you") -> None:
    """Somebody taps that they are there."""
    from withness.shares.being_present import be_present
    from withness.shares.models import Share

    be_present(by=member_of(member_id), share=Share.objects.get(id=share_id), kind=kind)


def take_back(member_id: str, share_id: str, reply_id: str = "") -> None:
    """Somebody takes their words back."""
    from withness.shares.changing import take_back_reply, take_back_share
    from withness.shares.models import Reply, Share

    if reply_id:
        take_back_reply(by=member_of(member_id), reply=Reply.objects.select_related("share").get(id=reply_id))
    else:
        take_back_share(by=member_of(member_id), share=Share.objects.get(id=share_id))


def change_reply(member_id: str, reply_id: str, words: str) -> None:
    """Somebody says it differently."""
    from withness.shares.changing import change_reply as change
    from withness.shares.models import Reply

    change(by=member_of(member_id), reply=Reply.objects.select_related("share").get(id=reply_id), words=words)


def count_replies() -> int:
    """How many replies are kept."""
    from withness.shares.models import Reply

    return Reply.objects.count()


def sealed_words(person_id: str, words: list[str]) -> int:
    """Write each on the person's path, through the pages; answers how many the person can read again afterwards."""
    from django.test import Client

    from withness.people.keyring import make_key
    from withness.people.models import Person
    from withness.recovery.timeline import leaves_of

    person = Person.objects.get(id=person_id)
    secret = "the heron stands in the reeds"
    key, _words = make_key(person=person, passphrase=secret)
    browser = Client(headers={"host": "127.0.0.1"})
    browser.cookies["s"] = session(person_id)
    browser.post("/me/key", {"secret": secret})
    for n, said in enumerate(words):
        browser.post("/path/notes/new" if n % 2 else "/path/mood", {"words": f"It was {said}.", "mood": "4"})
    browser.get("/path")
    return sum("It was " in leaf.told.get("words", "") for leaf in leaves_of(person, key=key))


def in_the_open(goal_of: str, words: str) -> None:
    """What is not sealed can be found on the disk: the control of a search."""
    from withness.accountability.beginning import begin
    from withness.people.models import Person

    begin(person=Person.objects.get(id=goal_of), words=words, frame="none")


ALL: tuple[Callable[..., Any], ...] = (
    share,
    reply,
    stand_beside,
    take_back,
    change_reply,
    count_replies,
    sealed_words,
    in_the_open,
)
