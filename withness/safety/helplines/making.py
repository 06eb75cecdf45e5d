"""Makes `lines.json` from the compiled table of helplines: `python -m withness.safety.helplines.making TABLE.csv`.

Only what two public lists agree on is let through: the primary line of the rows whose confidence is exactly H. Notes,
second lines, and whatever is marked “recalled” or “only” have a confidence of their own and stay behind
(docs/decisions/0020-helplines.md). Country names come from CLDR, through Babel, which only whoever makes the file needs.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path
from typing import Any

KEPT = Path(__file__).with_name("lines.json")
LEFT_OUT = Path(__file__).resolve().parents[3] / "docs" / "helplines-left-out.md"
_LEFT_OUT_HEAD = """# Helplines that are left out

“Help now” shows a line only where two public lists agree on it. These {number} countries and territories stay behind until
somebody phones a number there. If you can: tell us (CONTRIBUTING.md), or write it into the `helplines.json` of your house.
Made by `python -m withness.safety.helplines.making`.

| country or territory | why |
|---|---|
"""
COMPARED_ON = "2026-11-22"
LANGUAGES = ("en", "es", "ar")
_DOUBTFUL = re.compile(r"\bonly\b|recalled")
_NUMBER = re.compile(r"^(?P<before>[^\d+]*)(?P<number>\+?\d[\d -]*\d)(?P<after>.*)$")
_CALLED_OTHERWISE = {"Hong Kong": "HK", "Trinidad & Tobago": "TT", "Bosnia & Herzegovina": "BA"}
_SHORT_NAMES = {"HK": {"en": "Hong Kong", "es": "Hong Kong", "ar": "هونغ كونغ"}}
_SPEAKS = {"NL": "nl", "FR": "fr", "English": "en"}


def main(table: str) -> None:
    """Read the table, write the file, say how many rows were let through."""
    with open(table, encoding="utf-8", newline="") as file:
        rows = [_country(row) for row in csv.DictReader(file) if row["confidence"] == "H"]
    made = {"compared_on": COMPARED_ON, "countries": sorted(rows, key=lambda row: row["code"])}
    KEPT.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    LEFT_OUT.write_text(left_out_page(table), encoding="utf-8")
    sys.stderr.write(f"{len(rows)} countries\n")


def left_out_page(table: str) -> str:
    """Every row that stays behind, and why: for whoever can phone it."""
    with open(table, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["confidence"] != "H"]
    lines = [f"| {row['country']} | {_why(row)} |" for row in sorted(rows, key=lambda row: row["country"])]
    return _LEFT_OUT_HEAD.format(number=len(rows)) + "\n".join(lines) + "\n"


def _why(row: dict[str, str]) -> str:
    if "conflict" in row["notes"] or " vs " in row["crisis_lines"]:
        return "two lists say different numbers"
    if "malformed" in row["notes"]:
        return "the number is malformed in every list"
    if "only" in row["crisis_lines"] and row["confidence"] == "L":
        return "no line for this was found"
    if row["crisis_lines"].startswith(("-", "no ")):
        return "no national line was found"
    if "116 111" in row["crisis_lines"] or "children" in (row["notes"] + row["crisis_lines"]).split(";")[0]:
        return "what is listed is a line for children"
    return {"M": "only one list has it", "H*": "one list, and somebody's memory"}.get(
        row["confidence"], "old, or doubtful"
    )


def _country(row: dict[str, str]) -> dict[str, Any]:
    code = _code_of(row["country"])
    return {
        "code": code,
        "names": {language: _name_in(language, code) for language in LANGUAGES},
        "emergency": [number.strip() for number in row["emergency"].split("/")],
        "pair": "*pair: show both*" in row["notes"],
        "numbers": primary_line(row["crisis_lines"]),
    }


def primary_line(cell: str) -> list[dict[str, str]]:
    """The first line in the cell that is not marked as doubtful, with all its numbers. Raises `ValueError`."""
    for line in _split_outside_brackets(cell):
        if not _DOUBTFUL.search(line):
            return [_number(part) for part in re.split(r" / | or ", line)]
    raise ValueError(f"no line to trust in {cell!r}")


def _number(part: str) -> dict[str, str]:
    found = _NUMBER.match(part.strip())
    if found is None:
        raise ValueError(f"no number in {part!r}")
    number = {"number": found["number"], "tel": re.sub(r"[^\d+]", "", found["number"])}
    return number | _about(found["before"].strip(), found["after"].strip())


def _about(before: str, after: str) -> dict[str, str]:
    """What stands beside a number: a name, a language, a region, a key to press, or that one may write to it."""
    said: dict[str, str] = {}
    bracket = re.search(r"\(([^)]*)\)", after)
    inside = bracket[1].split(";")[0] if bracket else ""
    if inside in _SPEAKS:
        said["speaks"] = _SPEAKS[inside]
    elif inside == "call/text":
        said["text"] = "yes"
    elif inside:
        said["region"] = inside
    press = re.search(r"option (\d)", after)
    if press:
        said["press"] = press[1]
    name = before or re.sub(r"\([^)]*\)|option \d", "", after).strip()
    return said | ({"name": name} if name else {})


def _split_outside_brackets(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r";\s*(?![^(]*\))", cell)]


def _code_of(country: str) -> str:
    from babel import Locale

    names = {name: code for code, name in Locale("en").territories.items() if len(code) == 2}
    return _CALLED_OTHERWISE.get(country) or names[country]


def _name_in(language: str, code: str) -> str:
    from babel import Locale

    return _SHORT_NAMES.get(code, {}).get(language) or str(Locale(language).territories[code])


if __name__ == "__main__":
    main(sys.argv[1])
