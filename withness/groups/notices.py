"""What this room tells people. Written as ids when it happens, made into words when it is read."""

from __future__ import annotations

from collections.abc import Iterable

from withness.groups.asking_again import who_looks_at
from withness.groups.happenings import (
    AgreementChanged,
    AskedAgain,
    CarryingAsked,
    ChangeProposed,
    CompanyWanted,
    GroupClosed,
    HoldingChanged,
    KnockAnswered,
    Knocked,
    Left,
    ProposalClosed,
)  # fmt: skip
from withness.groups.models import Agreement, Departure, Knock, Member, Proposal
from withness.notices.telling import tell

KNOCK, KNOCK_ANSWERED, AGREEMENT, CLOSED = "knock", "knock_answered", "agreement", "group_closed"
PROPOSED = "proposed"
HOLDING, ASKED_TO_GO, APPEAL, COMPANY = "holding", "asked_to_go", "appeal", "company"
CARRYING = "carrying"


def tell_of_knock(happened: Knocked) -> None:
    """Those who hold the group; several at the door ring once."""
    knock = Knock.objects.get(id=happened.knock_id)
    _tell_all(Member.objects.holding().filter(group_id=knock.group_id), KNOCK, knock.group_id)


def tell_of_company(happened: CompanyWanted) -> None:
    """Those who hold the group, but for the one who asks."""
    for other in Member.objects.holding().filter(group_id=happened.group_id).exclude(id=happened.member_id):
        if other.person_id is not None:
            bundle = f"{COMPANY}:{happened.member_id}"
            tell(person_id=other.person_id, kind=COMPANY, bundle=bundle, place=happened.group_id, by=happened.member_id)


def tell_of_answer(happened: KnockAnswered) -> None:
    """The one who asked."""
    knock = Knock.objects.get(id=happened.knock_id)
    bundle = f"{KNOCK_ANSWERED}:{knock.id}"
    tell(person_id=knock.person_id, kind=KNOCK_ANSWERED, bundle=bundle, place=knock.group_id, knock=knock.id)


def tell_of_agreement(happened: AgreementChanged) -> None:
    """Everybody here, except who wrote it."""
    author = Agreement.objects.get(group_id=happened.group_id, version=happened.version).by_id
    here = Member.objects.here().filter(group_id=happened.group_id)
    _tell_all(here.exclude(id=author or ""), AGREEMENT, happened.group_id)


def tell_of_proposal(happened: ChangeProposed) -> None:
    """Everybody here, except who proposed it."""
    _tell_of(Proposal.objects.get(id=happened.proposal_id))


def tell_of_outcome(happened: ProposalClosed) -> None:
    """Where everything stays as it was. What passed is told with the new agreement."""
    proposal = Proposal.objects.get(id=happened.proposal_id)
    if not proposal.passed:
        _tell_of(proposal)


def _tell_of(proposal: Proposal) -> None:
    left_out = "" if proposal.closed_at else proposal.by_id or ""
    for member in Member.objects.here().filter(group_id=proposal.group_id).exclude(id=left_out):
        if member.person_id is not None:
            bundle = f"{PROPOSED}:{proposal.id}"
            tell(
                person_id=member.person_id, kind=PROPOSED, bundle=bundle, place=proposal.group_id, proposal=proposal.id
            )


def tell_of_closing(happened: GroupClosed) -> None:
    """Everybody here, except the facilitator, who closed it."""
    here = Member.objects.here().filter(group_id=happened.group_id)
    _tell_all(here.exclude(holds=Member.FACILITATOR), CLOSED, happened.group_id)


def tell_of_holding(happened: HoldingChanged) -> None:
    """Those whose hands it came into or left, except who did it."""
    here = Member.objects.here().filter(id__in=happened.member_ids)
    _tell_all(here.exclude(id=happened.by_id), HOLDING, happened.group_id)


def tell_of_carrying(happened: CarryingAsked) -> None:
    """Everybody here, except who asks: whether their words go along is theirs to say."""
    here = Member.objects.here().filter(group_id=happened.group_id)
    _tell_all(here.exclude(id=happened.by_id), CARRYING, happened.group_id)


def tell_of_parting(happened: Left) -> None:
    """Who was asked to go is told so, and why. Who goes by themselves needs no notice."""
    asked = Departure.objects.select_related("member").filter(member_id=happened.member_id).exclude(because="").first()
    if asked is not None and asked.member.person_id is not None:
        bundle = f"{ASKED_TO_GO}:{asked.member_id}"
        tell(person_id=asked.member.person_id, kind=ASKED_TO_GO, bundle=bundle, member=asked.member_id)


def tell_stewards(happened: AskedAgain) -> None:
    """Every steward who may look at it."""
    asked = Departure.objects.select_related("member__person", "by").get(member_id=happened.member_id)
    for steward in who_looks_at(asked):
        tell(person_id=steward.id, kind=APPEAL, bundle=f"{APPEAL}:{asked.member_id}", member=asked.member_id)


def _tell_all(members: Iterable[Member], kind: str, group_id: str) -> None:
    for member in members:
        if member.person_id is not None:
            tell(person_id=member.person_id, kind=kind, bundle=f"{kind}:{group_id}", place=group_id)
