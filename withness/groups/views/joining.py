"""Coming in: read what is agreed, choose a face, and join, ask, or use an invitation."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from withness.foundation.numbers import whole
from withness.foundation.pages import page
from withness.foundation.refusing import NotAllowed, NotUnderstood, Refused
from withness.foundation.saying import say
from withness.groups.belonging import about_group, membership
from withness.groups.inviting import invitation_for
from withness.groups.joining import join, may_join
from withness.groups.knocking import waiting_knock, withdraw_knock
from withness.groups.models import Group, Invitation, Member
from withness.groups.views.faces import chosen_face, faces_on_offer
from withness.groups.views.finding import what_is_told
from withness.people.asking import Asking, known
from withness.people.consenting import has_consented
from withness.people.doors import for_known
from withness.people.models import Person


@require_http_methods(["GET", "POST"])
def join_page(request: Asking, group_id: str) -> HttpResponse:
    """The way in to a listed group. Who is signed out is asked to come in first, and then is here again."""
    group = about_group(request.person, group_id)
    if group is None:
        raise Http404
    return _come_in(request, group, None)


@require_http_methods(["GET", "POST"])
def invited(request: Asking, token: str) -> HttpResponse:
    """Where an invitation's link leads. Looking uses nothing up."""
    invitation = invitation_for(request.person, token)
    if invitation is None:
        return page(request, "groups/no_invitation.html", status=404, room="groups")
    if request.person is None and request.method == "GET":
        return page(request, "groups/invited.html", room="groups", **what_is_told(invitation.group))
    return _come_in(request, invitation.group, invitation)


@require_POST
def ask_no_longer(request: Asking, group_id: str) -> HttpResponse:
    """Take back one's asking to join."""
    group = about_group(request.person, group_id)
    if group is None:
        raise Http404
    withdraw_knock(person=known(request), group=group)
    return say(redirect(f"/g/{group.id}/about"), request, _("You ask no longer. Nothing is kept of it."))


@for_known
def _come_in(request: Asking, person: Person, group: Group, invitation: Invitation | None) -> HttpResponse:
    if membership(person, group.id) is not None:
        return redirect(f"/g/{group.id}")
    if invitation is None and waiting_knock(person, group) is not None:
        return redirect(f"/g/{group.id}/about")
    if may_join(person, group, invitation):
        return _form(request, person, group, invitation)
    if request.method == "GET" or request.POST.get("do") == "others":
        return _form(request, person, group, invitation)
    try:
        came = _join(request, person, group, invitation)
    except Refused as no:
        return _form(request, person, group, invitation, no)
    if isinstance(came, Member):
        return say(redirect(f"/g/{group.id}"), request, _("You are in. Take your time; nobody has to say anything."))
    sentence = _("You have asked. As soon as somebody has answered, you will find it under Notices.")
    return say(redirect(f"/g/{group.id}/about"), request, sentence)


def _join(request: Asking, person: Person, group: Group, invitation: Invitation | None) -> object:
    form = request.POST
    consents = form.get("health") == "yes"
    if not consents and not has_consented(person, "health"):
        raise NotUnderstood(
            "health", _("Tick the box if we may keep what you write here. Without it nobody could read it.")
        )
    if form.get("agree") != "yes":
        raise NotUnderstood("agree", _("Read what this group agrees on, and tick the box if you agree too."))
    face = chosen_face(form)
    return join(
        person=person, group=group, alias=face.alias, stone=face.stone, words=form.get("words", ""),
        agreement_version=whole(form.get("agreement_version"), most=10**8) or 0,
        invitation=invitation, consents=consents,
    )  # fmt: skip


def _form(
    request: Asking, person: Person, group: Group, invitation: Invitation | None, no: Refused | None = None
) -> HttpResponse:
    """The page, with what was written so far in its fields."""
    form = request.POST
    trouble = {no.field: no.sentence} if isinstance(no, NotUnderstood) else {}
    why_not = no.sentence if isinstance(no, NotAllowed) else may_join(person, group, invitation)
    changed = "agreement_version" in trouble
    return page(
        request, "groups/join.html", status=no.status if no else 200, room="groups", trouble=trouble, why_not=why_not,
        asks=group.joining != Group.OPEN and invitation is None, consented=has_consented(person, "health"),
        agree=form.get("agree") == "yes" and not changed, health=form.get("health") == "yes",
        alias=form.get("alias", ""), words=form.get("words", ""), action=request.path, invitation=invitation,
        faces=faces_on_offer(form, group=group, person=person), chosen=form.get("face", ""), **what_is_told(group),
    )  # fmt: skip
