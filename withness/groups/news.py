"""What is new in one's groups since one last looked, as a yes or no: nobody needs to be counted."""

from __future__ import annotations

import json
from collections.abc import Sequence

from withness.foundation import clock
from withness.foundation.events import newest_since
from withness.groups.models import Member
from withness.groups.reach import faces_out_of_reach
from withness.people.models import Person

SHARE, TAKEN_BACK = "share", "taken_back"


def with_news(person: Person, mine: Sequence[Member]) -> set[str]:
    """The groups among these memberships of one person where somebody they meet has shared something since they looked.

    What was taken back again is no news, nor what one wrote oneself. Two queries, however many groups.
    """
    if not mine:
        return set()
    faces = {f"group:{member.group_id}": member for member in mine}
    happened = newest_since({stream: me.looked_seq for stream, me in faces.items()}, kinds=(SHARE, TAKEN_BACK))
    hidden = faces_out_of_reach(person, [member.group_id for member in mine])
    gone = {_share(event.ids) for event in happened if event.kind == TAKEN_BACK and "reply" not in event.ids}
    now = clock.now()
    return {
        faces[event.stream].group_id
        for event in happened
        if event.kind == SHARE
        and event.by != faces[event.stream].id
        and _share(event.ids) not in gone
        and not (event.by in hidden and ((since := hidden[event.by]) is None or since <= now))
    }


def _share(ids: str) -> str:
    return str(json.loads(ids).get("share", ""))
