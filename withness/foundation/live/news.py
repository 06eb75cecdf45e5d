"""Asking the database what has happened. Runs in the reader's thread."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from withness.foundation import events
from withness.foundation.events import Happened
from withness.foundation.live.doors import DOORS

PAGE = 500


@dataclass(slots=True)
class News:
    """What has happened since: in each stream, at the doors, and streams whose newest number lies behind what we knew."""

    events: dict[str, list[Happened]] = field(default_factory=dict)
    look_again: set[str] = field(default_factory=set)
    doors: int = 0
    turned_back: dict[str, int] = field(default_factory=dict)


def read_news(known: dict[str, int], doors: int, sweep: bool) -> News:  # noqa: FBT001
    """What has happened since those numbers. `sweep`: many streams, most of them silent.

    The doors are read last. So whatever we hear of a stream was written before we looked at the doors, and a boundary
    that stood when it was written is known before it is passed on.
    """
    news = News()
    for stream, seq in (_grown(known, news) if sweep else known).items():
        found = _all_since(stream, seq)
        if found:
            news.events[stream] = found
    changes = _all_since(DOORS, doors)
    news.doors = changes[-1].seq if changes else doors
    news.look_again = {json.loads(change.ids)["person"] for change in changes}
    return news


def doors_now() -> int:
    """The number of the last change at the doors."""
    return events.where([DOORS])[DOORS][0]


def read_on(stream: str, seq: int) -> list[Happened]:
    """The next events after that number, for somebody who is behind."""
    return events.since(stream, seq, most=PAGE)


def _grown(known: dict[str, int], news: News) -> dict[str, int]:
    newest = {name: seq for name, (seq, _) in events.where(list(known)).items()}
    news.turned_back = {name: newest[name] for name, seq in known.items() if newest[name] < seq}
    return {name: seq for name, seq in known.items() if newest[name] > seq}


def _all_since(stream: str, seq: int) -> list[Happened]:
    found = events.since(stream, seq, most=PAGE)
    while len(found) % PAGE == 0 and found:
        more = events.since(stream, found[-1].seq, most=PAGE)
        if not more:
            break
        found += more
    return found
