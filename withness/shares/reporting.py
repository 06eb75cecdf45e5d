"""How shares and replies can be reported, and what a steward sees of them: the thing and at most five around it."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as later

from withness.people.models import Person
from withness.safety.reportable import Kind, Piece, Target, reportable
from withness.shares.holding import Thing, erase_words, hold_words, show_words, thing_of
from withness.shares.models import Reply, Share

AROUND = 5


def declare_reportable() -> None:
    """For the wiring."""
    for name, label in (("share", later("a share")), ("reply", later("a reply"))):
        reportable(
            Kind(
                name, label, find=partial(_find, name), look=partial(_look, name), hold=partial(hold_words, name),
                show=partial(show_words, name), erase=partial(erase_words, name),
            )
        )  # fmt: skip


def _find(kind: str, person: Person, thing_id: str) -> Target | None:
    if kind == "share":
        seen = Share.objects.visible_to(person).filter(id=thing_id).exists()
    else:
        seen = Reply.objects.visible_to(person).filter(id=thing_id).exists()
    thing = thing_of(kind, thing_id) if seen else None
    return _target(kind, thing) if thing is not None else None


def _target(kind: str, thing: Thing) -> Target:
    group = thing.group if isinstance(thing, Share) else thing.share.group
    share_id = thing.id if isinstance(thing, Share) else thing.share_id
    return Target(
        kind=kind, thing=thing.id, place=group.id, face=thing.author_id, person=thing.author.person,
        is_demo=group.is_demo, back=f"/g/{group.id}/s/{share_id}", alias=thing.author.alias,
    )  # fmt: skip


def _look(kind: str, thing_id: str) -> list[Piece]:
    thing = thing_of(kind, thing_id)
    if thing is None:
        return []
    return [Piece(one.author.alias, one.html, one.at, one.id == thing_id) for one in _around(thing)]


def _around(thing: Thing) -> list[Thing]:
    """The thing, and at most five others of its thread: the share it answers, and the replies nearest to it."""
    share = thing if isinstance(thing, Share) else thing.share
    others = Reply.objects.select_related("author").filter(share=share, taken_back_at=None).exclude(id=thing.id)
    if isinstance(thing, Share):
        return [thing, *others.order_by("seq")[:AROUND]]
    before = list(others.filter(seq__lt=thing.seq).order_by("-seq")[:2])[::-1]
    after = list(others.filter(seq__gt=thing.seq).order_by("seq")[: AROUND - 1 - len(before)])
    return [share, *before, thing, *after]
