"""How the notices of this room read, made when they are read: nothing where the thing is out of sight by now."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from withness.foundation.text import excerpt
from withness.groups import notices
from withness.groups.asking_again import asked_departure, departure_before_stewards
from withness.groups.belonging import membership
from withness.groups.carrying.asking import answer_of_member, carrying_of
from withness.groups.models import Knock, Member, Proposal
from withness.groups.rules import has_agreed, holds
from withness.notices.kinds import Wording, declare
from withness.notices.models import Notice
from withness.people.models import Person


def declare_kinds() -> None:
    """For the wiring. What was decided about a person they always hear."""
    declare(notices.KNOCK, wording=word_knock, off_able=True, label=later("Somebody asks to join a group I hold"))
    declare(notices.KNOCK_ANSWERED, wording=word_answer, off_able=False, label=later("My asking to join is answered"))
    declare(notices.AGREEMENT, wording=word_agreement, off_able=True, label=later("What a group agreed on has changed"))
    declare(
        notices.PROPOSED, wording=word_proposal, off_able=True, label=later("My group asks about what it agrees on")
    )
    declare(notices.CLOSED, wording=word_closing, off_able=True, label=later("A group comes to its end"))
    declare(notices.HOLDING, wording=word_holding, off_able=False, label=later("A group is given into my hands"))
    declare(notices.ASKED_TO_GO, wording=word_asked_to_go, off_able=False, label=later("I am asked to leave a group"))
    declare(
        notices.COMPANY,
        wording=word_company,
        off_able=True,
        label=later("Somebody asks me, who hold a group, to write"),
    )
    declare(
        notices.CARRYING, wording=word_carrying, off_able=False,
        label=later("A group may move, and I am asked about my words"),
    )  # fmt: skip
    declare(notices.APPEAL, wording=word_appeal, off_able=False, label=later("Somebody asks a steward to look again"))


def word_knock(notice: Notice, person: Person) -> Wording | None:
    """For who holds the group, while somebody is at the door."""
    me = membership(person, notice.place)
    if me is None or not holds(me) or not Knock.objects.filter(group_id=me.group_id, answered_at=None).exists():
        return None
    return Wording(_("Somebody asks to join %(group)s") % {"group": me.group.title}, f"/g/{me.group_id}/desk")


def word_company(notice: Notice, person: Person) -> Wording | None:
    """For who holds the group, while whoever asked is here."""
    me = membership(person, notice.place)
    asked = Member.objects.here().filter(group_id=notice.place, id__in=notice.ids.get("by", [])).first()
    if me is None or asked is None or not holds(me):
        return None
    sentence = _("%(alias)s in %(group)s would like you to write to them") % {
        "alias": asked.alias,
        "group": me.group.title,
    }
    return Wording(sentence, f"/g/{me.group_id}/members/{asked.id}", (asked.stone,))


def word_answer(notice: Notice, person: Person) -> Wording | None:
    """For who asked."""
    mine = Knock.objects.select_related("group").filter(id=notice.ids.get("knock", ""), person=person)
    knock = mine.exclude(answered_at=None).first()
    if knock is None:
        return None
    named = {"group": knock.group.title}
    if knock.let_in:
        inside = membership(person, knock.group_id) is not None
        return (
            Wording(_("You are in: %(group)s has opened its door") % named, f"/g/{knock.group_id}") if inside else None
        )
    return Wording(_("%(group)s cannot take you in just now. It says nothing about you") % named, "/groups")


def word_agreement(notice: Notice, person: Person) -> Wording | None:
    """For members who have not accepted it yet."""
    me = membership(person, notice.place)
    if me is None or has_agreed(me):
        return None
    sentence = _("%(group)s has changed what it agrees on. Please read it before you write") % {"group": me.group.title}
    return Wording(sentence, f"/g/{me.group_id}/agreement")


def word_proposal(notice: Notice, person: Person) -> Wording | None:
    """While it is asked; afterwards, where everything stays as it was."""
    me = membership(person, notice.place)
    proposal_id = str(notice.ids.get("proposal", ""))
    found = Proposal.objects.visible_to(person).filter(id=proposal_id, withdrawn_at=None).first()
    if me is None or found is None or found.passed:
        return None
    asks, stays = _("%(group)s asks everybody about a change to what it agrees on"), _(
        "What %(group)s agrees on stays as it was"
    )  # fmt: skip
    sentence = (asks if found.closed_at is None else stays) % {"group": me.group.title}
    return Wording(sentence, f"/g/{me.group_id}/proposals/{found.id}")


def word_closing(notice: Notice, person: Person) -> Wording | None:
    """For members, who may still read."""
    me = membership(person, notice.place)
    if me is None or me.group.closed_at is None:
        return None
    return Wording(
        _("%(group)s has come to its end. You can still read there") % {"group": me.group.title}, _page_of(me)
    )


def word_holding(notice: Notice, person: Person) -> Wording | None:
    """As it is now, whatever it was when the notice was written."""
    me = membership(person, notice.place)
    if me is None:
        return None
    named = {"group": me.group.title}
    if me.holds == Member.FACILITATOR:
        return Wording(_("%(group)s is in your hands now") % named, f"{_page_of(me)}/desk")
    if me.holds:
        return Wording(_("You hold %(group)s together with others now") % named, f"{_page_of(me)}/desk")
    return Wording(_("You no longer hold %(group)s. Thank you for what you gave") % named, _page_of(me))


def word_carrying(notice: Notice, person: Person) -> Wording | None:
    """For members who have not answered, while it is asked."""
    me = membership(person, notice.place)
    carrying = carrying_of(me.group) if me is not None else None
    if me is None or carrying is None or answer_of_member(carrying, me) is not None:
        return None
    sentence = _("%(group)s may move to another house. Do your words go along? If you do not answer, they stay here")
    return Wording(sentence % {"group": me.group.title}, f"{_page_of(me)}/words-along")


def word_asked_to_go(notice: Notice, person: Person) -> Wording | None:
    """For who was asked, with the reason."""
    asked = asked_departure(person, notice.ids.get("member", ""))
    if asked is None:
        return None
    said = {"group": asked.member.group.title, "reason": excerpt(asked.because, about=200)}
    return Wording(_("You were asked to leave %(group)s: “%(reason)s”") % said, f"/parted/{asked.member_id}")


def word_appeal(notice: Notice, person: Person) -> Wording | None:
    """For stewards who may look at it. The reason stands on the page, where it is written down that they read it."""
    asked = departure_before_stewards(person, notice.ids.get("member", ""))
    if asked is None:
        return None
    return Wording(_("Somebody who was asked to leave a group asks you to look again"), f"/parted/{asked.member_id}")


def _page_of(member: Member) -> str:
    return f"/g/{member.group_id}"
