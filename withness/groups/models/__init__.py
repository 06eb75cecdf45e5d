"""The nouns of this room, a file for each topic."""

from withness.groups.models.beginning import Beginning
from withness.groups.models.belonging import (
    Acceptance,
    Agreement,
    Departure,
    Group,
    GroupQuerySet,
    Invitation,
    InvitationQuerySet,
    Knock,
    Member,
    MemberQuerySet,
)
from withness.groups.models.carrying import BroughtIn, Carrying, FromBefore, SeatWaiting, WordsAlong
from withness.groups.models.voting import Proposal, ProposalQuerySet, Voice

__all__ = [
    "Acceptance",
    "Agreement",
    "Beginning",
    "BroughtIn",
    "Carrying",
    "Departure",
    "FromBefore",
    "Group",
    "GroupQuerySet",
    "Invitation",
    "InvitationQuerySet",
    "Knock",
    "Member",
    "MemberQuerySet",
    "Proposal",
    "ProposalQuerySet",
    "SeatWaiting",
    "Voice",
    "WordsAlong",
]
