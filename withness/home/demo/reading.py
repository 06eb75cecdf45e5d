"""Reads the demo's stories: plain text files, one for each group, and one line for each person in `people.txt`.

title: Long Nights                  facts first, one on a line
lived: dementia caring_parent       one of them: the experiences the group is for
== about                            then parts: about, agreement, agreement before, members, knocks, drafts, and
…                                   the weeks (“== 8 weeks ago” down to “== 1 week ago”, then “== this week”)
== members
Teasel: ana                         alias: person, and perhaps facilitator, co-facilitator, new, or “5 days”
== 3 weeks ago
-- Teasel, mon 04:10, listen, note: a death
The words of a share. In “this week” its time is “2d 04:10”, “3h” or “40m” instead of a weekday.
<< 20m                              what it said before its author changed it, and how long that stood
>> Plover, 42m                      a reply, and how long after the share (left out: drawn by chance)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from importlib.resources import files

NEEDS = {"listen": "just_listen", "been": "been_there", "advice": "advice_welcome", "celebrate": "celebrate"}
_MARK = re.compile(r"^(--|>>|<<) (.+)$")
_SPAN = re.compile(r"(\d+) ?(weeks?|days?|[dhm])\b")
_UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes"}


@dataclass(frozen=True, slots=True)
class Block:
    """A line that begins with a mark, and the words beneath it."""

    mark: str
    head: list[str]
    words: str


@dataclass(slots=True)
class ReplyStory:
    """A reply as it stands in the file."""

    alias: str
    after: timedelta | None
    words: str


@dataclass(slots=True)
class ShareStory:
    """A share as it stands in the file, with all that follows it."""

    alias: str
    week: str
    when: str
    need: str
    note: str
    words: str
    before: tuple[timedelta, str] | None = None
    replies: list[ReplyStory] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MemberStory:
    """Who wears which alias here, since when, and whether they hold the group."""

    alias: str
    person: str
    holds: str
    new: bool
    since: timedelta | None


@dataclass(slots=True)
class GroupStory:
    """Everything one file says."""

    slug: str
    facts: dict[str, str]
    parts: dict[str, str] = field(default_factory=dict)
    members: list[MemberStory] = field(default_factory=list)
    shares: list[ShareStory] = field(default_factory=list)
    knocks: list[Block] = field(default_factory=list)
    drafts: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PersonStory:
    """One line of `people.txt`."""

    name: str
    language: str
    zone: str
    here_for: timedelta
    about: str


@cache
def people() -> dict[str, PersonStory]:
    """Everybody in the demo, by the name the files know them by."""
    lines = files(__package__).joinpath("stories/people.txt").read_text("utf-8").splitlines()
    told = [_person(line) for line in lines if line.strip() and not line.startswith("#")]
    return {person.name: person for person in told}


def stories() -> tuple[GroupStory, ...]:
    """All groups, in the order of their files' names."""
    folder = files(__package__).joinpath("stories")
    found = sorted(file.name for file in folder.iterdir() if file.name.endswith(".txt") and file.name != "people.txt")
    return tuple(read_group(name[:-4], folder.joinpath(name).read_text("utf-8")) for name in found)


def read_group(slug: str, text: str) -> GroupStory:
    """One file. Raises `ValueError` with the place where it is not as it should be."""
    head, *parts = re.split(r"^== (.+)$", text, flags=re.MULTILINE)
    story = GroupStory(slug, dict(_fact(line) for line in head.splitlines() if line.strip()))
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        try:
            _read_part(story, name.strip(), body)
        except (KeyError, ValueError, IndexError) as trouble:
            raise ValueError(f"{slug}, part “{name}”: {trouble}") from trouble
    return story


def span(text: str) -> timedelta:
    """“2 days”, “3h”, “1d 2h 5m” as a length of time. Raises `ValueError` for anything else."""
    found = _SPAN.findall(text)
    if not found or _SPAN.sub("", text).strip():
        raise ValueError(f"“{text}” is not a length of time")
    return timedelta(**{_UNITS[unit[0]]: int(number) for number, unit in found})


def _read_part(story: GroupStory, name: str, body: str) -> None:
    if name == "members":
        story.members = [_member(line) for line in body.splitlines() if line.strip()]
    elif name == "knocks":
        story.knocks = list(_blocks(body))
    elif name == "drafts":
        story.drafts = list(_blocks(body))
    elif name.startswith(("about", "agreement")):
        story.parts[name] = body.strip()
    else:
        _read_week(story, name, body)


def _read_week(story: GroupStory, week: str, body: str) -> None:
    for block in _blocks(body):
        if block.mark == "--":
            story.shares.append(_share(week, block))
        elif block.mark == ">>":
            after = span(block.head[1]) if len(block.head) > 1 else None
            story.shares[-1].replies.append(ReplyStory(block.head[0], after, block.words))
        else:
            story.shares[-1].before = (span(block.head[0]), block.words)


def _share(week: str, block: Block) -> ShareStory:
    alias, when, need, *note = block.head
    named = note[0].removeprefix("note: ") if note else ""
    return ShareStory(alias, week, when, NEEDS[need], named, block.words)


def _blocks(body: str) -> Iterator[Block]:
    mark, head, words = "", "", list[str]()
    for line in [*body.splitlines(), ">> end"]:
        found = _MARK.match(line)
        if not found:
            words.append(line)
            continue
        if mark:
            yield Block(mark, [part.strip() for part in head.split(", ", 3)], "\n".join(words).strip())
        mark, head, words = found[1], found[2], []


def _member(line: str) -> MemberStory:
    alias, _, rest = line.partition(": ")
    person, *more = [part.strip() for part in rest.split(",")]
    holds = next((word for word in more if word.endswith("facilitator")), "")
    spans = [word for word in more if word[0].isdigit()]
    return MemberStory(alias.strip(), person, holds, "new" in more, span(spans[0]) if spans else None)


def _person(line: str) -> PersonStory:
    name, _, rest = line.partition(": ")
    facts, _, about = rest.partition(". ")
    language, zone, here_for = [part.strip() for part in facts.split(",")]
    return PersonStory(name.strip(), language, zone, span(here_for), about)


def _fact(line: str) -> tuple[str, str]:
    name, _, value = line.partition(": ")
    return name.strip(), value.strip()
