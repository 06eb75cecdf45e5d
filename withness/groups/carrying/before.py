"""Seats for those who wrote somewhere else: a face with an alias of ours beside their words, and nobody behind it.

What they were called there is not kept. A mark made with the house's secret tells a second run of the same file that it
is the same author; it leads nowhere without that secret, and nobody sees it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from itertools import pairwise

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from withness.foundation.refusing import NotUnderstood
from withness.groups.aliases import LONGEST
from withness.groups.carrying.unpacking import faceless
from withness.groups.models import FromBefore, Group, Member
from withness.groups.nature import words_for

_chance = secrets.SystemRandom()


class SeatsFromBefore:
    """The seats of one group for authors of one kind of place. Call it within a transaction."""

    def __init__(self, group: Group, source: str) -> None:
        self.group, self.source = group, source
        known = FromBefore.objects.filter(group=group).select_related("member")
        self.seats: dict[str, Member] = {one.mark: one.member for one in known}
        self._names = _names_to_draw(group.language)

    def seat_of(self, author: str) -> Member:
        """Somebody from before: the same author, the same seat. Who is not named has one seat with all the unnamed."""
        mark = self._mark(author)
        if mark not in self.seats:
            member = self._draw()
            FromBefore.objects.create(group=self.group, member=member, mark=mark)
            self.seats[mark] = member
        return self.seats[mark]

    def known(self, author: str) -> bool:
        """Whether this author has a seat already."""
        return self._mark(author) in self.seats

    def _mark(self, author: str) -> str:
        letters = f"{self.group.id}\\0{self.source}\\0{author.casefold()}".encode(errors="replace")
        return hmac.new(settings.SECRET_KEY.encode(), letters, hashlib.sha256).hexdigest()

    def _draw(self) -> Member:
        for name in self._names:
            try:
                return faceless(self.group, name)
            except NotUnderstood:
                continue
        raise NotUnderstood(
            "authors", _("There are more authors in this file than names to give them. Cut it into several.")
        )


def _names_to_draw(language: str) -> Iterator[str]:
    words = list(words_for(language))
    _chance.shuffle(words)
    with override(language):
        shape = str(_("%(name)s, from before"))
    two = (f"{one} {other}" for step in range(1, 40) for one, other in pairwise(words[::step] + words[1::step]))
    for name in (*words, *two):
        alias = shape % {"name": name}
        if len(alias) <= LONGEST:
            yield alias
