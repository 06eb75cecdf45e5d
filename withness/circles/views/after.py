"""After a circle: how it was, a slip to take along, and, for who was asked to leave, why."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from withness.circles.afterwards import say_how_it_was
from withness.circles.asking_again import ask_again, removal_for
from withness.circles.slips import public_key, read_slip, write_slip
from withness.circles.views.seats import way_in
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.groups.asking_again import write_down_look
from withness.people.asking import Asking, known


@require_POST
def how_it_was(request: Asking, group_id: str, circle_id: str) -> HttpResponse:
    """Three taps, or none of them."""
    me, circle = way_in(request, group_id, circle_id)
    taps = {name: request.POST.get(name) == "yes" for name in ("heard", "safe", "hopeful")}
    say_how_it_was(by=me, circle=circle, **taps)
    return say(redirect(f"/g/{group_id}/c/{circle_id}"), request, _("Thank you. Nobody can see that it was you."))


@require_POST
def slip(request: Asking, group_id: str, circle_id: str) -> HttpResponse:
    """The slip, to print or to pass on."""
    me, circle = way_in(request, group_id, circle_id)
    form = request.POST
    kept = write_slip(
        by=me, person=known(request), circle=circle, name=form.get("name", ""), group=form.get("group") == "yes",
        minutes=form.get("minutes") == "yes",
    )  # fmt: skip
    address = request.build_absolute_uri(f"/slip/{kept}")
    return page(request, "circles/slip.html", room="groups", says=read_slip(kept), address=address, mine=True)


@require_GET
def check_slip(request: Asking, slip: str) -> HttpResponse:
    """For whoever is shown a slip: whether it is ours, and what it says."""
    says = read_slip(slip)
    return page(
        request,
        "circles/slip.html",
        status=200 if says else 404,
        says=says,
        address="",
        mine=False,
        public_key=public_key(),
    )


@require_http_methods(["GET", "POST"])
def asked_to_leave(request: Asking, removal_id: str) -> HttpResponse:
    """Why somebody was asked to leave a circle, and asking a steward to look again."""
    removal = removal_for(known(request), removal_id)
    mine = removal is not None and removal.member.person_id == known(request).id
    if removal is None or (request.method == "POST" and not mine):
        raise Http404
    if not mine:
        write_down_look(by=known(request), asker=removal.member.person, thing=f"removal:{removal.id}")
    trouble: dict[str, str] = {}
    words = request.POST.get("words", "")
    if request.method == "POST":
        try:
            removal = ask_again(by=known(request), removal=removal, words=words)
            return say(redirect(f"/circles/asked/{removal.id}"), request, _("It is on its way to a steward."))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request, "circles/asked.html", status=422 if trouble else 200, room="groups", removal=removal, mine=mine, words=words,
        trouble=trouble,
    )  # fmt: skip
