"""The groups as this process knows them for matching: read once, and then only what has changed since.

Nothing a person writes into the welcome box ever comes here.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from withness.foundation import clock
from withness.groups.happenings import GroupChanged, GroupClosed, Joined
from withness.groups.models import Group, Member
from withness.matching.models import Addition, GroupLife

if TYPE_CHECKING:
    from withness.matching.ranking.index import Index

OVERLAP = timedelta(minutes=2)  # a transaction that began before we looked may be written after


@dataclass
class Catalogue:
    """One index for everybody: who may know of a group is asked of the database for the few that fit."""

    index: Index
    seen: datetime | None = None
    words_seen: datetime | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def refreshed(self) -> Index:
        """The index with everything that has changed since it was last asked for."""
        with self.lock:
            now = clock.now()
            if self.seen is None:
                self._put(Group.objects.filter(joining__in=Group.LISTED, closed_at=None))
                lately = GroupLife.objects.filter(changed_at__gte=now - OVERLAP)
                self._known.update(lately.values_list("group_id", "changed_at"))
            else:
                changed = GroupLife.objects.filter(changed_at__gte=self.seen - OVERLAP)
                self._renew(list(changed.values_list("group_id", "changed_at")))
            self._learn_additions()
            self.seen = now
        return self.index

    _known: dict[str, datetime] = field(default_factory=dict)

    def _renew(self, changed: list[tuple[str, datetime]]) -> None:
        fresh = [group for group, at in changed if self._known.get(group) != at]
        if not fresh:
            return
        listed = Group.objects.filter(id__in=fresh, joining__in=Group.LISTED, closed_at=None)
        found = set(listed.values_list("id", flat=True))
        for group in fresh:
            if group not in found:
                self.index.drop(group)
        self._put(listed)
        self._known.update(changed)

    def _put(self, groups: object) -> None:
        from withness.matching.ranking.cards import card_of

        rows = groups.values_list("id", "title", "about", "life__chosen", "own_words__terms")  # type: ignore[attr-defined]
        for group, title, about, chosen, heard in rows:
            card = card_of(self.index.meaning, words=f"{title} . {about}", chosen=chosen or (), heard=heard or ())
            self.index.put(group, card)

    def _learn_additions(self) -> None:
        """Words that the house has added speak for the experience they stand under."""
        from withness.matching.ranking.meaning import add_words

        news = Addition.objects.filter(taken_in=True)
        if self.words_seen is not None:
            news = news.filter(answered_at__gte=self.words_seen - OVERLAP)
        self.words_seen = clock.now()
        for one in news:
            add_words(self.index.meaning, one.under, [one.name, *one.words])


_catalogue: Catalogue | None = None
_making = threading.Lock()


def catalogue() -> Index:
    """The index of all listed groups, as they are now."""
    global _catalogue
    with _making:
        if _catalogue is None:
            from withness.matching.ranking.index import Index
            from withness.matching.ranking.meaning import fresh_meaning

            _catalogue = Catalogue(Index(fresh_meaning()))
    return _catalogue.refreshed()


def forget_catalogue() -> None:
    """Begin anew with the next question. For tests, where another database is behind every one."""
    global _catalogue
    _catalogue = None


def note_change(happened: GroupChanged | GroupClosed) -> None:
    """A group says something else of itself, or has closed: every process will read it anew."""
    GroupLife.objects.update_or_create(group_id=happened.group_id, defaults={"changed_at": clock.now()})


def note_opening(happened: Joined) -> None:
    """Whoever opens a group is its first member, and holds it from the start."""
    member = Member.objects.filter(id=happened.member_id, holds=Member.FACILITATOR).first()
    if member is not None:
        note_change(GroupChanged(group_id=member.group_id))
