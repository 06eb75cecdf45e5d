"""What is one's own: shares one keeps, and words one has begun."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from withness.foundation.numbers import whole
from withness.foundation.pages import page
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.safety.folding import unfolds
from withness.shares.mine import drafts_of, kept_by, let_draft_go


@require_GET
def saved(request: Asking) -> HttpResponse:
    """Shares one keeps, the newest kept first."""
    person = request.person
    if person is None:
        return redirect("/account/come-in?next=/saved")
    kept, older = kept_by(person, before=whole(request.GET.get("before")))
    return page(request, "home/saved.html", room="me", kept=kept, older=older, unfolded=unfolds(person))


@require_http_methods(["GET", "POST"])
def drafts(request: Asking) -> HttpResponse:
    """Everything one has begun to write; a press lets one of them go."""
    person = request.person
    if person is None:
        return redirect("/account/come-in?next=/drafts")
    if request.method == "GET":
        return page(request, "home/drafts.html", room="me", drafts=drafts_of(person))
    if not let_draft_go(person=person, draft_id=request.POST.get("draft", "")):
        raise Http404
    return say(redirect("/drafts"), request, _("The draft is gone."))
