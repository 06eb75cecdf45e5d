"""`withness export-meetings`."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace

NAME = "export-meetings"
SAYS = "Write all public meetings to standard output: Meeting Guide JSON, a table or a calendar."


def arguments(parser: ArgumentParser) -> None:
    """In which format."""
    parser.add_argument("--format", choices=("json", "csv", "ics"), default="json", help="(json)")
    parser.add_argument("--feed", default="", help="only what came from this address or file")
    parser.add_argument(
        "--days", choices=("each", "array"), default="each", help="one object for each day, or a list of days"
    )
    parser.add_argument("--nonweekly", choices=("leave-out", "notes"), default="leave-out",
                        help="meetings that are not every week: left out, or told in the notes")  # fmt: skip


def run(asked: Namespace) -> int:
    """Print them."""
    from withness.home.preparing import make_ready

    make_ready()
    from django.conf import settings

    from withness.meetings.models import Series

    rows = Series.objects.public().filter(missing_since=None).select_related("venue", "group").order_by("id")
    if asked.feed:
        rows = rows.filter(feed__address=asked.feed)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    if asked.format == "csv":
        from withness.meetings.exporting.table import table

        sys.stdout.write(table(rows.iterator(), address=settings.BASE_URL))
    elif asked.format == "ics":
        from withness.meetings.calendars.writing import calendar_of

        sys.stdout.buffer.write(calendar_of(rows.prefetch_related("differences"), name="Meetings", source=""))
    else:
        from withness.meetings.exporting.meeting_guide import exported

        told = list(exported(rows.iterator(), address=settings.BASE_URL, as_array=asked.days == "array",
                             nonweekly=asked.nonweekly == "notes"))  # fmt: skip
        print(json.dumps(told, ensure_ascii=False, indent=1))  # noqa: T201
    return 0
