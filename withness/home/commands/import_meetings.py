"""`withness import-meetings`."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from withness.home.commands.somebody import say

if TYPE_CHECKING:
    from withness.meetings.importing.listing import Report, Wishes
    from withness.meetings.importing.storing import Stored

NAME = "import-meetings"
SAYS = "Take in a list of meetings: Meeting Guide or BMLT JSON, a table, a calendar."


def arguments(parser: ArgumentParser) -> None:
    """Which list, and how to read it."""
    parser.add_argument("source", metavar="FILE|URL", help="a file, or an address of the web")
    parser.add_argument("--json", action="store_true", help="print the report for programs")
    parser.add_argument("--vocabulary", default="aa", help="whose code words it uses: aa, na, al-anon, … (aa)")
    parser.add_argument("--zone", default="", help="the IANA time zone of rows that name none and have no place")
    parser.add_argument("--every", type=int, default=0, metavar="HOURS", help="fetch the address again so often")
    parser.add_argument("--with-contacts", action="store_true", help="also names, phones and passcodes in it")
    parser.add_argument("--even-if-fewer", action="store_true", help="also when it fell below half of the last time")


def run(asked: Namespace) -> int:
    """Print the report; 0 when the list could be read, 2 when not."""
    from withness.home.preparing import make_ready

    make_ready()
    from withness.foundation.refusing import NotAllowed
    from withness.meetings.importing.listing import Unreadable, Wishes
    from withness.meetings.walls import is_zone

    if asked.zone and not is_zone(asked.zone):
        raise NotAllowed(f"There is no time zone {asked.zone}; write it like Europe/Lisbon.")
    wishes = Wishes(vocabulary=asked.vocabulary.casefold()[:24], zone=asked.zone, with_contacts=asked.with_contacts)
    try:
        report, stored = _take_in(asked, wishes)
    except Unreadable as no:
        raise NotAllowed(no.sentence) from no
    print(json.dumps(report.as_json(), ensure_ascii=False) if asked.json else _for_people(report))  # noqa: T201
    if stored.asks_first:
        say("It holds less than half of the last time, so nothing was changed. If that is right: --even-if-fewer")
    else:
        say(f"{stored.new} new, {stored.changed} changed, {stored.same} as before, {stored.missing} not seen any more.")
    return 0


def _take_in(asked: Namespace, wishes: Wishes) -> tuple[Report, Stored]:
    from withness.meetings.importing import taking_in
    from withness.meetings.importing.unwrapping import LARGEST

    more = {"even_if_fewer": asked.even_if_fewer}
    if taking_in.is_address(asked.source):
        feed = taking_in.feed_called(asked.source, wishes, hours=max(0, min(asked.every, 720)))
        feed.etag = ""
        found = taking_in.fetch_and_take_in(feed, **more)
        assert found is not None  # without an etag there is always an answer
        return found
    with Path(asked.source).open("rb") as file:
        body = file.read(LARGEST + 1)
    return taking_in.take_in(body, taking_in.feed_called(Path(asked.source).name, wishes), **more)


def _for_people(report: Report) -> str:
    told = report.as_json()
    lines = [f"{told['accepted']} accepted ({told['with_warnings']} with warnings), {told['rejected']} rejected."]
    lines += [f"  {one}" for one in report.notes]
    lines += [f"  row {one.row}: {'; '.join(one.reasons)}" for one in report.reads if one.reasons]
    return "\n".join(lines)
