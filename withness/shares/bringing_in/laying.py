"""Keeping what was read: shares and replies beside seats from before. A second run brings nothing twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import LONGEST_WORDS
from withness.groups.carrying.before import SeatsFromBefore
from withness.groups.models import Group
from withness.shares.bringing import bring_reply, bring_share, count_again
from withness.shares.bringing_in.discourse import read_discourse
from withness.shares.bringing_in.nodebb import read_nodebb
from withness.shares.bringing_in.rows import (
    ACCEPTED,
    HERE_ALREADY,
    LARGEST,
    REJECTED,
    WITH_WARNINGS,
    Became,
    Report,
    Row,
    Unreadable,
)
from withness.shares.bringing_in.tables import read_table
from withness.shares.bringing_in.tidying import tidied
from withness.shares.models import Reply, Share
from withness.shares.sharing import readable

READERS = {"csv": read_table, "discourse": read_discourse, "nodebb": read_nodebb}
AT_ONCE = 200  # rows in one transaction: a run that is cut short goes on where it was


def bring_in(
    body: bytes, *, kind: str, group: Group, only: str = "", rehearse: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Report:  # fmt: skip
    """Read a file and keep what is in it, or only look (`rehearse`). Raises `Unreadable`, with nothing changed.

    `only` names the one group or category of the file that is wanted. `progress` hears how many rows are done.
    """
    if len(body) > LARGEST:
        raise Unreadable("This file is larger than 64 MB. Cut it into several.")
    rows = sorted(READERS[kind](body), key=lambda row: bool(row.answers))  # what is answered comes before its answers
    laying = _Laying(group, kind, only, rehearse=rehearse)
    laying.aliases_for({row.author for row in rows})
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        with transaction.atomic():
            for row in some:
                laying.lay(row)
            laying.count()
        if progress is not None:
            progress(len(laying.report.rows))
    return laying.done()


class _Laying:
    def __init__(self, group: Group, kind: str, only: str, *, rehearse: bool) -> None:
        self.group, self.kind, self.only, self.rehearse = group, kind, only.strip().casefold(), rehearse
        self.report = Report(kind)
        self.seats = SeatsFromBefore(group, kind)
        mine = {"key__startswith": "before:"}
        shares = Share.objects.filter(group=group, **mine).values_list("key", "id")
        replies = Reply.objects.filter(share__group=group, **mine).values_list("key", "share_id")
        self.here: dict[str, str] = dict(shares) | dict(replies)  # key to the share it is, or stands beneath
        self.above: dict[str, str] = {}  # the name of a row in the file to the share it is, or stands beneath
        self.authors: set[str] = set()
        self.names: dict[str, str] = {}
        self.touched: set[str] = set()
        self.last: datetime | None = None

    def aliases_for(self, authors: Iterable[str]) -> None:
        """Who already has a seat is called by its alias where others named them."""
        self.names = {
            name.casefold(): self.seats.seat_of(name).alias for name in authors if name and self.seats.known(name)
        }

    def lay(self, row: Row) -> None:
        """Keep one row, or say why not."""
        why_not = row.no or self._elsewhere(row)
        if why_not:
            self._became(row, REJECTED, [why_not])
            return
        key = _key(self.kind, row)
        if key in self.here:
            self.above[row.id] = self.here[key]
            self.last = row.at or self.last
            self._became(row, HERE_ALREADY, [])
            return
        if row.answers and row.answers not in self.above:
            self._became(row, REJECTED, ["no_share: what it answers was not brought in"])
            return
        try:
            self._keep(row, key)
        except NotUnderstood as no:
            self._became(row, REJECTED, [f"not_readable: {no.sentence}"])

    def count(self) -> None:
        """What stands beneath the shares of this batch."""
        for share in Share.objects.filter(id__in=self.touched):
            count_again(share)
        self.touched.clear()

    def done(self) -> Report:
        """The report of all of it."""
        self.report.authors = len(self.authors)
        self.report.rows.sort(key=lambda one: one.row)
        if not self.rehearse and self.authors:
            with transaction.atomic():
                group = Group.objects.locked(self.group.id)
                group.version += 1
                group.save(update_fields=["version"])
        return self.report

    def _keep(self, row: Row, key: str) -> None:
        words = self._words(row)
        at = self._when(row)
        self.authors.add(row.author.casefold())
        if self.rehearse:
            self.above[row.id] = self.here[key] = self.above.get(row.answers, row.id)
        else:
            self._write(row, words, at, key)
        self._became(row, WITH_WARNINGS if row.warnings else ACCEPTED, row.warnings)

    def _write(self, row: Row, words: str, at: datetime, key: str) -> None:
        author = self.seats.seat_of(row.author)
        if row.author:
            self.names[row.author.casefold()] = author.alias
        if row.answers:
            share = Share.objects.select_related("author").get(id=self.above[row.answers])
            bring_reply(share=share, author=author, words=words, at=at, key=key)
        else:
            share = bring_share(author=author, words=words, at=at, key=key)
        self.touched.add(share.id)
        self.above[row.id] = self.here[key] = share.id

    def _words(self, row: Row) -> str:
        words, warnings = tidied(row.words, names=self.names)
        row.warnings += [one for one in warnings if one not in row.warnings]
        if not words:
            raise NotUnderstood("words", _("There are no words in it."))
        if row.title and not row.answers:
            title = tidied(" ".join(row.title.split()), names=self.names)[0].replace("*", "")
            words = f"**{title[:300]}**\n\n{words}"
        if len(words) > LONGEST_WORDS:
            row.warnings.append("longer than 20,000 letters: the rest was left out")
            words = words[:LONGEST_WORDS]
        return readable(words)

    def _when(self, row: Row) -> datetime:
        now = clock.now()
        if row.at is not None and row.at > now:
            row.warnings.append("its day has not come yet: it counts as written today")
            row.at = now
        if row.at is None:
            row.warnings += [] if row.warnings else ["it has no day: it counts as written when the row before it was"]
            row.at = self.last or now
        self.last = row.at
        return row.at

    def _elsewhere(self, row: Row) -> str:
        place = row.place.casefold()
        if self.only and place != self.only:
            return f"elsewhere: it stood in “{row.place[:60]}”"
        if not self.only and self.kind == "csv" and place not in {"", self.group.title.casefold(), self.group.id}:
            return f"elsewhere: it belongs to “{row.place[:60]}” (to bring that in, name it with --only)"
        return ""

    def _became(self, row: Row, verdict: str, reasons: list[str]) -> None:
        self.report.rows.append(Became(row.number, verdict, list(reasons)))


def _key(kind: str, row: Row) -> str:
    """Its name for ever: also after its words were taken back here, it is not brought in again."""
    letters = f"{kind}\0{row.id}\0{row.at.isoformat() if row.at else ''}".encode(errors="replace")
    return f"before:{hashlib.sha256(letters).hexdigest()[:48]}"
