"""Groups as a program reads them: what the pages show, and nothing more. No number about people anywhere."""

from __future__ import annotations

from typing import Literal, cast

from typing_extensions import TypedDict

from withness.foundation.events import where
from withness.groups.agreeing import agreement_of
from withness.groups.knocking import waiting_knock
from withness.groups.models import Group, Knock, Member
from withness.groups.rules import has_agreed
from withness.people.models import Person

How = Literal["open", "request", "invite"]
Holds = Literal["", "facilitator", "co-facilitator"]


class Mine(TypedDict):
    """Who I am in one group, and nowhere else. `agreed`: to the agreement as it is now; before that nobody writes."""

    id: str
    alias: str
    stone: str
    holds: Holds
    agreed: bool


class GroupItem(TypedDict):
    """A group in a list. `me` is null where I am not a member."""

    id: str
    title: str
    about: str
    profile: str
    language: str
    joining: How
    member: bool
    closed: bool
    me: Mine | None


class AgreementWords(TypedDict):
    """What the members promise each other, in this version."""

    version: int
    words: str
    html: str


class Live(TypedDict):
    """Where to listen: `stream` for `?streams=`, and as `after` the moment of this answer, so that nothing is missed."""

    stream: str
    after: str


class GroupWhole(GroupItem):
    """A group. `asked`: I asked to join and nobody has answered yet. What is for members only is null for others."""

    about_html: str
    agreement: AgreementWords
    asked: bool
    closing_words: str | None
    live: Live | None


class AtTheDoor(TypedDict):
    """What came of joining: a member, or somebody who has asked to be one. `group` is the group's id."""

    group: str
    member: bool
    asked: bool
    me: Mine | None


def mine(member: Member) -> Mine:
    """Who I am there. Needs `member.group`."""
    return {
        "id": member.id,
        "alias": member.alias,
        "stone": member.stone,
        "holds": cast(Holds, member.holds),
        "agreed": has_agreed(member),
    }


def group_item(group: Group, me: Member | None) -> GroupItem:
    """A group as one person finds it."""
    if me is not None:
        me.group = group
    return {
        "id": group.id,
        "title": group.title,
        "about": group.about,
        "profile": group.profile,
        "language": group.language,
        "joining": cast(How, group.joining),
        "member": me is not None,
        "closed": group.closed_at is not None,
        "me": None if me is None else mine(me),
    }


def group_whole(group: Group, *, person: Person, me: Member | None) -> GroupWhole:
    """A group with its agreement, as one person reads it."""
    agreement = agreement_of(group)
    return {
        **group_item(group, me),
        "about_html": group.about_html,
        "agreement": {"version": agreement.version, "words": agreement.words, "html": agreement.html},
        "asked": me is None and waiting_knock(person, group) is not None,
        "closing_words": None if me is None else group.closing_words,
        "live": None if me is None else _live(group),
    }


def at_the_door(came: Member | Knock) -> AtTheDoor:
    """A member with their group at hand, or a request."""
    if isinstance(came, Knock):
        return {"group": came.group_id, "member": False, "asked": True, "me": None}
    return {"group": came.group_id, "member": True, "asked": False, "me": mine(came)}


def _live(group: Group) -> Live:
    stream = f"group:{group.id}"
    return {"stream": stream, "after": f"{stream}={where([stream])[stream][0]}"}
