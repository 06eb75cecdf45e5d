"""One group of the demo on its way from a file to rows."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from withness.foundation.text import clean, to_html
from withness.groups.models import Acceptance, Agreement, Group, Knock, Member
from withness.groups.shapes import shape_of
from withness.home.demo.cast import CAST
from withness.home.demo.chance import demo_id, draw, minutes
from withness.home.demo.reading import GroupStory, MemberStory, people, span
from withness.matching.models import GroupLife
from withness.shares.models import Draft, Edit, Following, Keepsake, Mute, Presence, Reply, Share


@dataclass(slots=True)
class Happening:
    """Something for the group's stream, before it has its number. `of`: the share it was done to."""

    at: datetime
    kind: str
    by: str
    thing: Share | Reply | Presence | Member
    ids: dict[str, str]
    of: Share | None = None

    @property
    def letters(self) -> str:
        """The ids as an event carries them."""
        return json.dumps(self.ids, separators=(",", ":"))


@dataclass(slots=True)
class Place:
    """A group and everything in it, as rows that are not written yet."""

    story: GroupStory
    now: datetime
    group: Group
    members: dict[str, Member] = field(default_factory=dict)
    agreements: list[Agreement] = field(default_factory=list)
    acceptances: list[Acceptance] = field(default_factory=list)
    knocks: list[Knock] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    presences: list[Presence] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    followings: list[Following] = field(default_factory=list)
    mutes: list[Mute] = field(default_factory=list)
    keepsakes: list[Keepsake] = field(default_factory=list)
    happened: list[Happening] = field(default_factory=list)

    @property
    def zone(self) -> str:
        """Where the group's hours are counted."""
        return self.story.facts["zone"]

    def member_id(self, alias: str) -> str:
        """The id of who wears that alias. Raises `KeyError` with the alias when nobody does."""
        return self.members[alias].id

    def face_of(self, person: str) -> Member | None:
        """The member that somebody of the demo is here."""
        return next((self.members[m.alias] for m in self.story.members if m.person == person), None)

    def is_cast(self, member: Member) -> bool:
        """Whether one may step in as this member."""
        return any(m.alias == member.alias and m.person in CAST for m in self.story.members)


def open_place(story: GroupStory, now: datetime) -> Place:
    """The group, its agreement, and its members, who have not yet come in."""
    facts = story.facts
    about = clean(story.parts["about"])
    group = Group(
        id=demo_id("group", story.slug), title=facts["title"], about=about, about_html=to_html(about),
        profile=facts["profile"], ways=json.loads(facts.get("ways", "{}")), joining=facts["joining"],
        language=facts["language"], zone=facts["zone"], opened_at=now - span(facts["opened"]), is_demo=True,
    )  # fmt: skip
    place = Place(story, now, group)
    _agree(place)
    for told in story.members:
        place.members[told.alias] = _member(place, told)
    return place


def what_for(place: Place) -> GroupLife:
    """The experiences the group is for, as whoever holds it has chosen: the fact `lived` of its story."""
    return GroupLife(group=place.group, chosen=place.story.facts.get("lived", "").split(), changed_at=place.now)


def come_in(place: Place) -> None:
    """Let everybody have joined before their first words, and have accepted what was agreed then and since."""
    first: dict[str, datetime] = {}
    things: list[Share | Reply] = [*place.shares, *place.replies]
    for thing in things:
        first[thing.author_id] = min(first.get(thing.author_id, thing.at), thing.at)
    for told in place.story.members:
        member = place.members[told.alias]
        member.joined_at = _joined(place, told, first.get(member.id, place.now - timedelta(hours=3)))
        place.happened.append(Happening(member.joined_at, "joined", member.id, member, {"member": member.id}))
        _accept(place, member)


def _agree(place: Place) -> None:
    parts, facts = place.story.parts, place.story.facts
    words = [parts[name] for name in ("agreement before", "agreement") if name in parts]
    since = [place.group.opened_at]
    if len(words) > 1:
        since.append(place.now - span(facts["agreed"]))
    for version, (said, at) in enumerate(zip(words, since, strict=True), start=1):
        agreed = clean(said)
        id_ = demo_id("agreement", place.story.slug, version)
        place.agreements.append(
            Agreement(id=id_, group=place.group, version=version, words=agreed, html=to_html(agreed), since=at)
        )
    place.group.agreement_version = len(words)


def _member(place: Place, told: MemberStory) -> Member:
    slug = place.story.slug
    return Member(
        id=demo_id("member", slug, told.alias), group=place.group, person_id=demo_id("person", told.person),
        alias=told.alias, alias_shape=shape_of(told.alias), stone=demo_id("stone", slug, told.alias), holds=told.holds,
        agreed_version=place.group.agreement_version,
    )  # fmt: skip


def _joined(place: Place, told: MemberStory, first: datetime) -> datetime:
    if told.holds == Member.FACILITATOR:
        return place.group.opened_at
    if told.new:
        return first - timedelta(minutes=minutes("joined", place.story.slug, told.alias, middle=14, spread=0.5))
    if told.since is not None:
        return min(place.now - told.since, first - timedelta(minutes=5))
    earliest = max(place.group.opened_at, place.now - people()[told.person].here_for)
    latest = first - timedelta(hours=1)
    return min(latest, earliest + (latest - earliest) * draw("joined", place.story.slug, told.alias))


def _accept(place: Place, member: Member) -> None:
    """The agreement as it stood on coming in, and each later one within two days of being asked."""
    in_force = [agreement for agreement in place.agreements if agreement.since <= member.joined_at]
    for agreement in place.agreements[max(0, len(in_force) - 1) :]:
        asked = max(agreement.since, member.joined_at)
        late = timedelta(days=2) * draw("accepted", member.id, agreement.version)
        at = member.joined_at if asked == member.joined_at else asked + late
        place.acceptances.append(Acceptance(member=member, agreement=agreement, at=at))
