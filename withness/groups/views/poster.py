"""A sheet to print and hang up: an invitation with its square to photograph. Only while the link is at hand."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST
from markupsafe import Markup

from withness.foundation.pages import page
from withness.groups.inviting import invitation_of
from withness.groups.seats import desk_seat
from withness.people.asking import Asking


@require_POST
def poster(request: Asking, group_id: str) -> HttpResponse:
    """With the group's name on it or without: a wall has many readers."""
    me = desk_seat(request, group_id)
    token = request.POST.get("token", "")
    invitation = invitation_of(token)
    if invitation is None or invitation.group_id != me.group_id:
        raise Http404
    link = f"{settings.BASE_URL}/i/{token}"
    return page(
        request, "groups/poster.html", room="groups", me=me, group=me.group, link=link, square=square(link),
        named=request.POST.get("named") == "yes", until=invitation.expires_at,
    )  # fmt: skip


def square(link: str) -> Markup:
    """The link as a QR code that may be a quarter torn off, as SVG without a style of its own."""
    import segno

    code = segno.make(link, error="q", micro=False)
    return Markup(code.svg_inline(scale=8, border=4, svgclass="square", lineclass=None, omitsize=True))  # noqa: S704 -- drawn here, from our own link
