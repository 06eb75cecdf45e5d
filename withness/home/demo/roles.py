"""The six of the cast, as the front page introduces them to whoever wants to step in as one of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from withness.people.models import Person


@dataclass(frozen=True, slots=True)
class Role:
    """One of the cast."""

    nickname: str
    name: str | Promise
    sentence: str | Promise


ROLES = (
    Role("ana", _("Ana"), _("She looks after her father, and shares at night. She is also in a small group by invitation.")),
    Role("ben", _("Ben"), _("He came a few days ago. He reads, and has begun to write something.")),
    Role("chidi", _("Chidi"), _("He holds three groups. Somebody waits at the door of one of them.")),
    Role("dana", _("Dana"), _("She is a steward, and a member of two groups herself.")),
    Role("eve", _("Eve"), _("Ana drew a boundary towards her. Nobody has told her, and nobody will.")),
    Role("sam", _("Sam"), _("Sam is new and belongs to no group yet.")),
)  # fmt: skip


def roles_here() -> list[Role]:
    """Those of the cast who are in this house: all while the demo is loaded, else nobody."""
    names = [role.nickname for role in ROLES]
    here = set(Person.objects.filter(is_demo=True, nickname__in=names).values_list("nickname", flat=True))
    return [role for role in ROLES if role.nickname in here]


def one_of_the_cast(nickname: str) -> Person | None:
    """Who plays that role; nobody for any other nickname, and never anybody real."""
    if nickname not in {role.nickname for role in ROLES}:
        return None
    return Person.objects.filter(is_demo=True, nickname=nickname).first()
