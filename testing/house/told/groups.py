"""What an export tells of the rows of `groups`: each column and where it stands, or why it is not told."""

from testing.house.told.why import INNER, OTHERS, SECRET, WHOSE

TOLD = {
    "groups.Acceptance": {
        "agreement": "groups.memberships.agreed.agreement__version",
        "at": "groups.memberships.agreed.at",
    },
    "groups.Beginning": {
        "kept": "groups.beginning.kept",
        "at": "groups.beginning.at",
    },
    "groups.Departure": {
        "at": "groups.asked_to_go.at",
        "because": "groups.asked_to_go.because",
        "asked_again_at": "groups.asked_to_go.asked_again_at",
        "asked_again_words": "groups.asked_to_go.asked_again_words",
    },
    "groups.Invitation": {
        "group": "groups.invitations.group__title",
        "for_whom": "groups.invitations.for_whom",
        "made_at": "groups.invitations.made_at",
        "expires_at": "groups.invitations.expires_at",
    },
    "groups.Knock": {
        "group": "groups.knocks.group__title",
        "alias": "groups.knocks.alias",
        "words": "groups.knocks.words",
        "at": "groups.knocks.at",
        "let_in": "groups.knocks.let_in",
    },
    "groups.Proposal": {
        "group": "groups.proposals.group__title",
        "words": "groups.proposals.words",
        "why": "groups.proposals.why",
        "opened_at": "groups.proposals.opened_at",
        "closes_at": "groups.proposals.closes_at",
        "closed_at": "groups.proposals.closed_at",
        "withdrawn_at": "groups.proposals.withdrawn_at",
        "passed": "groups.proposals.passed",
    },
    "groups.Voice": {
        "proposal": "groups.had_a_say.proposal__group__title",
        "says": "groups.had_a_say.says",
        "worry": "groups.had_a_say.worry",
        "at": "groups.had_a_say.at",
    },
    "groups.Member": {
        "group": "groups.memberships.group",
        "alias": "groups.memberships.alias",
        "holds": "groups.memberships.holds",
        "joined_at": "groups.memberships.joined_at",
        "left_at": "groups.memberships.left_at",
    },
    "groups.WordsAlong": {
        "member": "groups.words_along.member__group__title",
        "yes": "groups.words_along.yes",
        "answered_at": "groups.words_along.answered_at",
    },
}
WITHHELD = {
    "groups.Acceptance": {
        "id": INNER,
        "member": WHOSE,
    },
    "groups.Agreement": {
        "id": "the group's",
        "group": "the group's",
        "version": "the group's",
        "words": "the group's",
        "html": "the group's",
        "since": "the group's",
        "by": "the group's",
    },
    "groups.Beginning": {
        "person": WHOSE,
    },
    "groups.Carrying": {
        "id": INNER,
        "group": "the group's",
        "by": "the group's",
        "asked_at": "the group's",
        "called_off_at": "the group's",
        "packed_at": "the group's",
    },
    "groups.Departure": {
        "member": WHOSE,
        "by": OTHERS,
    },
    "groups.FromBefore": {
        "member": "never somebody here",
        "group": "never somebody here",
        "mark": "never somebody here",
    },
    "groups.Invitation": {
        "id": INNER,
        "by": WHOSE,
        "token_hash": SECRET,
        "uses_left": INNER,
        "withdrawn_at": INNER,
    },
    "groups.Knock": {
        "id": INNER,
        "person": WHOSE,
        "stone": INNER,
        "agreed_version": INNER,
        "answered_at": INNER,
        "answered_by": OTHERS,
    },
    "groups.Proposal": {
        "id": INNER,
        "by": WHOSE,
        "version_before": "the group's",
        "outcome": "the group's",
    },
    "groups.Voice": {
        "id": INNER,
        "member": WHOSE,
    },
    "groups.Member": {
        "id": INNER,
        "person": WHOSE,
        "alias_shape": INNER,
        "stone": INNER,
        "agreed_version": INNER,
        "looked_seq": INNER,
        "paused_until": INNER,
    },
    "groups.SeatWaiting": {
        "member": WHOSE,
        "code_hash": SECRET,
        "holds": INNER,
        "claimed_at": INNER,
    },
    "groups.WordsAlong": {
        "id": INNER,
        "carrying": INNER,
        "code_hash": SECRET,
    },
}
