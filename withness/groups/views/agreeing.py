"""What the group agreed on: read, accept, and look back at how it was."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from withness.foundation.numbers import whole
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.groups.agreeing import accept, agreement_of, versions_of
from withness.groups.models import Member
from withness.groups.proposing import is_voted, last_decided, may_propose, open_proposal
from withness.groups.rules import has_agreed
from withness.groups.seats import seat
from withness.people.asking import Asking


@require_http_methods(["GET", "POST"])
def agreement_page(request: Asking, group_id: str) -> HttpResponse:
    """The agreement as it is now; whoever has not accepted it yet can do so here."""
    me = seat(request, group_id)
    if request.method == "GET":
        return _page(request, me)
    try:
        if request.POST.get("agree") != "yes":
            raise NotUnderstood("agree", _("Tick the box if you agree. Until then you can read, but not write."))
        accept(by=me, version=whole(request.POST.get("agreement_version"), most=10**8) or 0)
    except NotUnderstood as no:
        return _page(request, me, no)
    return say(redirect(f"/g/{me.group_id}"), request, _("Thank you. You can write here now."))


@require_GET
def earlier_page(request: Asking, group_id: str) -> HttpResponse:
    """Every version before the one that stands."""
    me = seat(request, group_id)
    earlier = versions_of(me.group)[1:]
    if not earlier:
        raise Http404
    return page(request, "groups/agreement_before.html", room="groups", group=me.group, earlier=earlier)


def _page(request: Asking, me: Member, no: NotUnderstood | None = None) -> HttpResponse:
    return page(
        request, "groups/agreement.html", status=no.status if no else 200, room="groups", me=me, group=me.group,
        asked=open_proposal(me.group) if is_voted(me.group) else None, may_propose=may_propose(me),
        voted=is_voted(me.group), decided=last_decided(me.group) if is_voted(me.group) else None,
        agreement=agreement_of(me.group), agreed=has_agreed(me), accepted_before=me.agreed_version,
        trouble={no.field: no.sentence} if no else {},
    )  # fmt: skip
