"""How a proposal comes out: by the group's own rule, by itself, and told in words. How many said what is let go of."""

from __future__ import annotations

from collections import Counter

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.models import Timer
from withness.groups.agreeing import put_in_place
from withness.groups.happenings import ProposalClosed
from withness.groups.models import Group, Member, Proposal, Voice
from withness.groups.profiles import way_of

LEAST = 3  # people who answer; in a smaller group everybody
EVERYBODY, ENOUGH, TOO_FEW, NOT_ENOUGH, OVERTAKEN = "everybody", "enough", "too_few", "not_enough", "overtaken"
_RULES = {"two_thirds": (2, 3, False), "half": (1, 2, True), "all": (1, 1, False)}


def outcome_of(*, rule: str, yes: int, no: int, not_mine: int, asked: int) -> str:
    """How it comes out. “Not mine to say” is an answer, and so counts among those who answered at all; it is neither for
    nor against. `rule`: `two_thirds` (at least), `half` (more than), or `all`, of those who said yes or no.
    """
    if yes + no + not_mine < min(LEAST, asked) or yes + no == 0:
        return TOO_FEW
    if no == 0:
        return EVERYBODY
    share, of, more = _RULES.get(rule, _RULES["two_thirds"])
    needed, there = share * (yes + no), of * yes
    return ENOUGH if (there > needed if more else there >= needed) else NOT_ENOUGH


def close_proposal(timer: Timer) -> None:
    """When its days are over. Where it passes a new version of the agreement is in place, and everybody accepts it anew."""
    with transaction.atomic():
        proposal = Proposal.objects.select_related("by").filter(id=timer.about, closed_at=None).first()
        if proposal is None:
            return
        group = Group.objects.locked(proposal.group_id)
        proposal.outcome = _outcome(proposal, group)
        proposal.passed, proposal.closed_at = proposal.outcome in (EVERYBODY, ENOUGH), clock.now()
        proposal.save(update_fields=["outcome", "passed", "closed_at"])
        proposal.voices.filter(worry="").delete()
        proposal.voices.update(says="")
        if proposal.passed:
            put_in_place(group=group, words=proposal.words, by=proposal.by)
        announce(ProposalClosed(proposal_id=proposal.id))


def told_outcome(proposal: Proposal) -> str:
    """How it came out, in words and without a number."""
    if proposal.withdrawn_at is not None:
        return _("It was taken back, and is not asked any more.")
    return {
        EVERYBODY: _("Everybody who said yes or no said yes. It is what you agree on now."),
        ENOUGH: _("Enough of you said yes. It is what you agree on now."),
        TOO_FEW: _("Only few of you answered, so everything stays as it was."),
        NOT_ENOUGH: _("Not enough of you said yes, so everything stays as it was."),
        OVERTAKEN: _("The agreement had changed meanwhile, so this was not decided."),
    }.get(proposal.outcome, "")


def _outcome(proposal: Proposal, group: Group) -> str:
    if proposal.version_before != group.agreement_version or group.closed_at is not None:
        return OVERTAKEN
    here = Member.objects.here().filter(group=group, joined_at__lte=proposal.opened_at)
    said = Counter(Voice.objects.filter(proposal=proposal, member__in=here).values_list("says", flat=True))
    return outcome_of(
        rule=way_of(group, "conscience_rule"), yes=said[Voice.YES], no=said[Voice.NO], not_mine=said[Voice.NOT_MINE],
        asked=here.count(),
    )  # fmt: skip
