"""`withness helplines`."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from withness.foundation.refusing import NotAllowed
from withness.home.commands.somebody import say

NAME = "helplines"
SAYS = "Which numbers of “Help now” should be phoned again; and keep that one was."


def arguments(parser: ArgumentParser) -> None:
    """What was checked, and by whom."""
    parser.add_argument(
        "--checked", metavar="CODE", help="the line of this country, such as GB, was phoned today and answers"
    )
    parser.add_argument("--by", metavar="NAME", default="", help="who phoned it")


def run(asked: Namespace) -> int:
    """Print what is due, or write down that one was phoned. 1 when something is due."""
    from withness.home.preparing import open_house

    open_house()
    from withness.foundation import clock
    from withness.safety.helplines.lines import due_for_checking, own_file, own_rows

    try:
        own_rows()
    except (ValueError, KeyError, TypeError) as trouble:
        raise NotAllowed(f"{own_file()} cannot be read, so our own numbers are shown: {trouble!r}.") from trouble
    if asked.checked:
        _write_down(asked.checked.upper(), asked.by)
        return 0
    due = due_for_checking(clock.now().date())
    for one in due:
        print(f"{one.code}  {one.numbers[0].number}  last checked {one.checked_on}")  # noqa: T201
    say(f"{len(due)} to phone. Then: withness helplines --checked CODE --by NAME. Your own file: {own_file()}")
    return 1 if due else 0


def _write_down(code: str, by: str) -> None:
    from withness.foundation import clock
    from withness.safety.helplines.lines import countries, own_file, own_rows, row_of

    if code not in countries() or not by.strip():
        raise NotAllowed("Name a country we show (such as GB), and who phoned it. Nothing was changed.")
    row = row_of(code)
    row["numbers"] = [
        {**row["numbers"][0], "verified_on": clock.now().date().isoformat(), "verified_by": by.strip()},
        *row["numbers"][1:],
    ]
    rows = [one for one in own_rows() if one["code"] != code] + [row]
    fresh = own_file().with_suffix(".new")
    fresh.write_text(json.dumps({"countries": rows}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fresh.replace(own_file())
    say(f"Written down: the line of {code} was phoned today, by {by.strip()}.")
