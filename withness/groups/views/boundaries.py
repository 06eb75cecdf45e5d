"""Drawing a boundary towards somebody here, and taking one's own away again."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.saying import say
from withness.groups.boundaries import boundaries_of
from withness.groups.company import somebody_here
from withness.groups.seats import seat
from withness.people.asking import Asking
from withness.people.doors import for_known
from withness.people.models import Person
from withness.safety.boundaries import draw_boundary, lift_boundary


@require_http_methods(["GET", "POST"])
def draw_page(request: Asking, group_id: str, member_id: str) -> HttpResponse:
    """What a boundary does, and the drawing of it. Whoever it is drawn towards is never told."""
    me = seat(request, group_id)
    other = somebody_here(me, member_id)
    if other is None or other.person is None or other.id == me.id:
        raise Http404
    if request.method == "POST":
        assert me.person is not None
        draw_boundary(
            by=me.person, towards=other.person, place=me.group_id, own_face=me.id, face=other.id,
            everywhere=request.POST.get("where") == "everywhere",
        )  # fmt: skip
        done = _("The boundary is drawn. They are not told. You can take it away under “Me”.")
        return say(redirect(f"/g/{me.group_id}"), request, done)
    return page(request, "groups/boundary.html", room="groups", me=me, group=me.group, other=other)


@require_http_methods(["GET", "POST"])
@for_known
def my_boundaries(request: Asking, person: Person) -> HttpResponse:
    """Those one has drawn, each with a way to take it away."""
    if request.method == "POST":
        if not lift_boundary(by=person, boundary_id=request.POST.get("lift", "").replace("\0", "")):
            raise Http404
        return say(redirect("/me/boundaries"), request, _("It is taken away. They are not told."))
    return page(request, "groups/boundaries.html", room="me", drawn=boundaries_of(person))
