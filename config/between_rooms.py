"""Reactions that need the verbs of two rooms on one floor, which do not know each other. `wiring.py` says when."""

from __future__ import annotations

from contextlib import suppress

from withness.accountability import happenings as accountability
from withness.accountability.committing import commit, last_named
from withness.accountability.walking import walk_together
from withness.circles import happenings as circles
from withness.circles.intending import words_of
from withness.circles.lending import Piece
from withness.circles.models import Circle
from withness.circles.opening import open_circle
from withness.circles.rules import may_open
from withness.foundation.ids import looks_like_id
from withness.foundation.refusing import NotAllowed
from withness.groups.models import Member
from withness.hope import marking
from withness.matching import happenings as matching
from withness.matching.buddying import because_of
from withness.meetings import happenings as meetings
from withness.skills import shelf
from withness.skills.models import Strategy


def mark_return(happened: accountability.CameBack) -> None:
    """Coming back is a milestone."""
    marking.mark_return(happened.person_id)


def mark_days(happened: accountability.DaysReached) -> None:
    """So are days."""
    marking.mark_days(person_id=happened.person_id, about=happened.goal_id, days=happened.days)


def keep_commitment(happened: circles.IntentionNamed) -> None:
    """What somebody named in a closing round comes back in their days, and in the next opening round."""
    member = Member.objects.here().filter(id=happened.member_id).first()
    words = words_of(happened.intention_id)
    if member is not None and words:
        commit(member=member, words=words, circle=happened.intention_id)


def ask_how_it_was(me: Member, circle: Circle) -> Piece | None:
    """In the opening, to who named it alone: what they said last time they would do."""
    named = last_named(me)
    if named is None or named.named_at >= circle.opened_at:
        return None
    return Piece("accountability/last_time.html", {"one": named})


def skills_to_bring(me: Member) -> list[tuple[str, str]]:
    """Their own toolkit first, then what can be trusted most."""
    if me.person is None:
        return []
    own = [tool.strategy for tool in shelf.toolkit(me.person)]
    found = {one.id: one.title for one in [*own, *(told.strategy for told in shelf.find(me.person)[:30])]}
    return list(found.items())[:30]


def steps_of_skill(me: Member, strategy_id: str) -> str:
    """Its title and its steps, a line each; nothing for one that is not in the commons for them."""
    seen = Strategy.objects.visible_to(me.person).commons()
    one = seen.filter(id=strategy_id).first() if looks_like_id(strategy_id) else None
    return "\n".join(line for line in (one.title, *one.steps.splitlines()) if line.strip()) if one else ""


def walk_from_here(happened: matching.BuddiesFound) -> None:
    """Two who both said yes walk together from now on."""
    sides = Member.objects.here().filter(id__in=[happened.one_id, happened.other_id]).select_related("person", "group")
    if len(sides) == 2:
        one, other = sides
        with suppress(NotAllowed):  # a boundary was drawn this minute: nothing follows, and nobody is told
            walk_together(one=one, other=other, because=because_of(one, other))


def open_when_it_starts(happened: meetings.MeetingStarts) -> None:
    """A meeting that is held here opens its circle: by its host, else by whoever holds the group."""
    if not happened.in_circle:
        return
    holding = Member.objects.holding().filter(group_id=happened.group_id).select_related("group").order_by("joined_at")
    by = next((one for one in sorted(holding, key=lambda one: one.id != happened.host_id) if may_open(one)), None)
    if by is not None:
        open_circle(by=by)
