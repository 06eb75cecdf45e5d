"""Asking everybody about other words for the agreement, answering, and reading how it came out."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from withness.foundation.numbers import whole
from withness.foundation.pages import page
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.saying import say
from withness.groups.agreeing import agreement_of, version_of
from withness.groups.comparing import compare
from withness.groups.deciding import told_outcome
from withness.groups.having_a_say import LONGEST_WORRY, have_a_say, may_say, voice_of
from withness.groups.models import Member, Proposal, Voice
from withness.groups.proposing import DAYS, USUAL, is_voted, may_propose, may_withdraw, open_proposal, propose, withdraw
from withness.groups.reach import faces_out_of_reach, in_sight
from withness.groups.seats import seat
from withness.groups.ways import rule_sentence
from withness.people.asking import Asking, known


@require_http_methods(["GET", "POST"])
def propose_page(request: Asking, group_id: str) -> HttpResponse:
    """Write other words, say why, and for how long it is asked."""
    me = seat(request, group_id)
    if not is_voted(me.group):
        raise Http404
    asked = open_proposal(me.group)
    if asked is not None and request.method == "GET":
        return redirect(f"/g/{me.group_id}/proposals/{asked.id}")
    if not may_propose(me):
        raise NotAllowed(_("A change to the agreement is not yours to propose here."))
    form, trouble = request.POST, {}
    days = whole(form.get("days"), most=99) or USUAL
    written = {"words": form.get("words", agreement_of(me.group).words), "why": form.get("why", "")}
    if request.method == "POST":
        try:
            made = propose(by=me, days=days, **written)
            return say(redirect(f"/g/{me.group_id}/proposals/{made.id}"), request, _("Everybody is asked now."))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request, "groups/propose.html", status=422 if trouble else 200, room="groups", me=me, group=me.group,
        trouble=trouble, days=str(days), choices=_choices(), rule=rule_sentence(me.group), **written,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def proposal_page(request: Asking, group_id: str, proposal_id: str) -> HttpResponse:
    """What would change, the worries, and one's own answer; afterwards how it came out."""
    me = seat(request, group_id)
    proposal = (
        Proposal.objects.visible_to(known(request))
        .select_related("by")
        .filter(group_id=me.group_id, id=proposal_id.replace("\0", ""))
        .first()
    )
    if proposal is None:
        raise Http404
    if request.method == "GET":
        return _page(request, me, proposal)
    back = redirect(f"/g/{me.group_id}/proposals/{proposal.id}")
    if request.POST.get("do") == "withdraw":
        withdraw(by=me, proposal=proposal)
        return say(back, request, _("It is taken back. Nobody is asked any more."))
    try:
        have_a_say(by=me, proposal=proposal, says=request.POST.get("says", ""), worry=request.POST.get("worry", ""))
    except NotUnderstood as no:
        return _page(request, me, proposal, {no.field: no.sentence})
    return say(back, request, _("Kept. You can change it as long as it is asked."))


def _page(request: Asking, me: Member, proposal: Proposal, trouble: dict[str, str] | None = None) -> HttpResponse:
    mine = voice_of(me, proposal)
    before = version_of(me.group, proposal.version_before)
    shown: dict[str, Any] = {
        "says": request.POST.get("says", mine.says if mine else ""),
        "worry": request.POST.get("worry", mine.worry if mine else ""),
    }
    return page(
        request, "groups/proposal.html", status=422 if trouble else 200, room="groups", me=me, group=me.group,
        proposal=proposal, clauses=compare(before.words, proposal.words), answers=_answers(), asked=may_say(me, proposal),
        worries=[one.worry for one in proposal.voices.exclude(worry="").order_by("id")], longest=LONGEST_WORRY,
        outcome=told_outcome(proposal) if proposal.closed_at else "", rule=rule_sentence(me.group), has_said=mine is not None,
        may_withdraw=proposal.closed_at is None and may_withdraw(me, proposal), by=_proposer(request, proposal),
        trouble=trouble or {}, **shown,
    )  # fmt: skip


def _proposer(request: Asking, proposal: Proposal) -> Member | None:
    """Who proposed it, as far as its reader meets them. Across a boundary the question is still theirs to answer, and
    nobody is named: a proposal must not be the way in which Eve hears of Ana.
    """
    if proposal.by is None:
        return None
    far = faces_out_of_reach(known(request), [proposal.group_id])
    return proposal.by if in_sight(far, proposal.by.id, proposal.opened_at) else None


def _answers() -> list[tuple[str, str, str]]:
    return [
        (Voice.YES, _("Yes"), _("I can go along with it.")),
        (Voice.NO, _("No"), _("I cannot go along with it.")),
        (Voice.NOT_MINE, _("Not mine to say"), _("It counts as an answer, neither for nor against.")),
    ]


def _choices() -> list[tuple[str, str]]:
    return [(str(n), ngettext("%(num)d day", "%(num)d days", n) % {"num": n}) for n in DAYS]
