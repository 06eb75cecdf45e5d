"""The cast. Ana shares; Ben is new and quiet; Chidi facilitates; Dana is a steward; Eve has a boundary drawn by Ana;
Sam is a stranger to every closed group.

They live in three groups: “Long Nights” is open, “The Thursday Table” is joined by asking, “Still Water” by invitation
(Ana and Ben are in it, Chidi holds it). Eve is with Ana in Long Nights. Sam belongs nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from withness.foundation import clock
from withness.groups.agreeing import agreement_of
from withness.groups.inviting import invitation_of, invite
from withness.groups.joining import join
from withness.groups.models import Group, Member
from withness.groups.opening import open_group
from withness.people.consenting import consent
from withness.people.models import Person, Stewardship
from withness.safety.boundaries import draw_boundary

AGREEMENT = "We speak from our own life. What is said here stays here. Nobody has to be fine."
PASSWORD = "a long walk by the river"


@dataclass
class Cast:
    """Everybody, and where they are. `ana_in.long_nights` is Ana's member there."""

    ana: Person
    ben: Person
    chidi: Person
    dana: Person
    eve: Person
    sam: Person
    long_nights: Group
    thursday: Group
    still_water: Group
    faces: dict[tuple[str, str], Member]

    def face(self, person: Person, group: Group) -> Member:
        """The member that a person is in a group, fresh from the database."""
        return Member.objects.select_related("group", "person").get(id=self.faces[(person.id, group.id)].id)

    @property
    def everybody(self) -> list[Person]:
        """All six."""
        return [self.ana, self.ben, self.chidi, self.dana, self.eve, self.sam]


def a_person(nickname: str, **more: object) -> Person:
    """A person with a password, who consented to what they write being kept."""
    person = Person(nickname=nickname, joined_on=clock.now().date(), **more)
    person.set_password(PASSWORD)
    person.save()
    consent(person=person, about="health")
    return person


def a_group(by: Person, *, title: str, joining: str, alias: str, profile: str = "carers") -> Member:
    """A group that `by` holds."""
    return open_group(
        by=by,
        alias=alias,
        title=title,
        about=f"For people who know what “{title}” means.",
        profile=profile,
        joining=joining,
        agreement=AGREEMENT,
    )


def a_member(person: Person, group: Group, alias: str) -> Member:
    """`person` in `group`, however one gets in there."""
    holder = Member.objects.holding().select_related("group").filter(group=group).first()
    invitation = None
    if group.joining != Group.OPEN and holder:
        invitation = invitation_of(invite(by=holder)[1])
    version = agreement_of(group).version
    member = join(person=person, group=group, alias=alias, agreement_version=version, invitation=invitation)
    assert isinstance(member, Member)
    member.group = group
    return member


def assemble() -> Cast:
    """Bring the cast together. Needs a database."""
    ana, ben, chidi, dana, eve, sam = (a_person(name) for name in ("ana", "ben", "chidi", "dana", "eve", "sam"))
    Stewardship.objects.create(person=dana, since=clock.now())
    long_nights = a_group(chidi, title="Long Nights", joining=Group.OPEN, alias="Rowan")
    thursday = a_group(chidi, title="The Thursday Table", joining=Group.REQUEST, alias="Alder")
    still_water = a_group(chidi, title="Still Water", joining=Group.INVITE, alias="Heron")
    faces = {(chidi.id, m.group_id): m for m in (long_nights, thursday, still_water)}
    for person, seat, alias in (
        (ana, long_nights, "Teasel"),
        (ben, long_nights, "Wren"),
        (eve, long_nights, "Plover"),
        (dana, thursday, "Sorrel"),
        (ana, still_water, "Fern"),
        (ben, still_water, "Moss"),
    ):
        faces[(person.id, seat.group_id)] = a_member(person, seat.group, alias)
    draw_boundary(by=ana, towards=eve, place=long_nights.group_id)
    return Cast(ana, ben, chidi, dana, eve, sam, long_nights.group, thursday.group, still_water.group, faces)
