"""Lists in pages, by key: “go on after this one”, in a word that means nothing to anybody but us.

Unlike numbered pages, they neither skip nor repeat what was there when somebody writes meanwhile.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _
from typing_extensions import TypedDict

from withness.foundation.refusing import NotUnderstood

Item = TypeVar("Item")
MOST = 100
LONGEST = 200
BIGGEST = 2**63 - 1


class Page(TypedDict, Generic[Item]):
    """A page of a list. `next` goes into `?after=`; it is null where the list ends."""

    items: list[Item]
    next: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page is asked for: after what, and how much of it."""

    after: str
    limit: int

    def number(self) -> int | None:
        """The number after which the page begins, where a list is ordered by one; words from before stand below nothing.

        Raises `NotUnderstood`.
        """
        if not self.after:
            return None
        (text,) = self.parts(1)
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()) or int(digits) > BIGGEST:
            raise _not_ours()
        return int(text)

    def parts(self, count: int) -> list[str]:
        """What the cursor is made of. Raises `NotUnderstood` when it is not one of ours."""
        parts = _read(self.after)
        if len(parts) != count:
            raise _not_ours()
        return parts


def asked(request: HttpRequest, *, after: str, limit: int) -> Asked:
    """What the query says. Other houses call the cursor by other names; those are understood too."""
    return Asked(after=after or request.GET.get("cursor", "") or request.GET.get("next", ""), limit=limit)


def cursor(*parts: object) -> str:
    """The word for a place in a list."""
    return base64.urlsafe_b64encode("|".join(str(part) for part in parts).encode()).decode().rstrip("=")


def page(items: Sequence[Item], after: str | None) -> Page[Item]:
    """A page that ends before `after` (None: the end of the list)."""
    return {"items": list(items), "next": after}


def _read(text: str) -> list[str]:
    if len(text) > LONGEST or not text.isascii():
        raise _not_ours()
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise _not_ours() from None
    if not plain.isprintable():  # what no id and no number holds, and PostgreSQL would refuse to look for
        raise _not_ours()
    return plain.split("|")


def _not_ours() -> NotUnderstood:
    return NotUnderstood("after", _("This is not a place in the list. Begin again without it."))
