"""Groups, for programs: find, read about, join, agree, wear a face, leave."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from ninja.params.functions import Query
from pydantic import Field
from pydantic.config import JsonDict

from withness.foundation.bodies import Body
from withness.foundation.ids import new_id
from withness.foundation.keyset import LONGEST, MOST, Page, asked, cursor, page
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.telling import done, tell
from withness.groups import api_words as say
from withness.groups.agreeing import accept
from withness.groups.api_words import AtTheDoor, GroupItem, GroupWhole, Mine
from withness.groups.belonging import about_group, membership
from withness.groups.facing import change_face
from withness.groups.inviting import invitation_for
from withness.groups.joining import join
from withness.groups.knocking import withdraw_knock
from withness.groups.models import Group, Invitation, Knock, Member
from withness.groups.parting import leave
from withness.groups.reading import groups_for
from withness.groups.seats import seat
from withness.people.asking import Asking, known
from withness.people.consenting import has_consented

router = Router(tags=["groups"])
PAGE = 50
ALIAS: JsonDict = {"minLength": 2, "maxLength": 30}  # the verb says no in better words than a schema would


class ConsentNeeded(NotAllowed):
    """Before anything about somebody's health is kept they are asked, in words."""

    kind = "consent-needed"


class Joining(Body):
    """Who one wants to be here, and which version of the agreement one has read.

    `words` are for those who hold a group that is joined by asking. `invitation` is the last part of an invitation's
    link. `consent`: the person agrees now that what they write here is kept, though it may be about their health.
    """

    alias: str = Field(json_schema_extra=ALIAS, examples=["Juniper"])
    agreement_version: int = Field(examples=[1])
    words: str = Field("", max_length=1000)
    invitation: str = Field("", max_length=100)
    consent: bool = False


class Agreeing(Body):
    """Which version one has read."""

    agreement_version: int = Field(examples=[2])


class FaceChange(Body):
    """Who one wants to be from now on. Without an alias it stays; with `new_stone` another stone is drawn."""

    alias: str | None = Field(None, json_schema_extra=ALIAS)
    new_stone: bool = False


class Leaving(Body):
    """Whether everything one wrote here goes too."""

    with_words: bool = False


JUST_ME = Leaving()


@router.get("/groups", response=Page[GroupItem], summary="Groups")
def list_groups(
    request: Asking,
    after: str = Query("", max_length=LONGEST),
    limit: int = Query(PAGE, ge=1, le=MOST),
) -> HttpResponse:
    """Mine first, then those one may join or ask to join; the newest first in both."""
    wish = asked(request, after=after, limit=limit)
    places = groups_for(known(request), after=wish.parts(1)[0] if wish.after else "", most=wish.limit)
    told = [say.group_item(place.group, place.me) for place in places.items]
    return tell(page(told, cursor(places.next) if places.next else None))


@router.get("/groups/{group_id}", response=GroupWhole, summary="A group")
def read_group(request: Asking, group_id: str) -> HttpResponse:
    """What it says of itself and what is agreed there, which one reads before joining."""
    group = about_group(known(request), group_id)
    if group is None:
        raise Http404
    return tell(say.group_whole(group, person=known(request), me=membership(known(request), group_id)))


@router.get("/invitations/{token}", response=GroupWhole, summary="The group an invitation leads to")
def read_invitation(request: Asking, token: str) -> HttpResponse:
    """For whoever holds the last part of an invitation's link. Looking uses nothing up."""
    invitation = _invitation(request, token)
    if invitation is None:
        raise Http404
    group = invitation.group
    return tell(say.group_whole(group, person=known(request), me=membership(known(request), group.id)))


@router.post("/groups/{group_id}/join", response={200: AtTheDoor, 201: AtTheDoor, 202: AtTheDoor}, summary="Join")
def join_group(request: Asking, group_id: str, body: Joining) -> HttpResponse:
    """201: a member from now on. 202: those who hold the group have been asked, and a notice tells when they have
    answered. 200: a member already.
    """
    person = known(request)
    already = membership(person, group_id)
    if already is not None:
        return tell(say.at_the_door(already))
    invitation = _invitation(request, body.invitation) if body.invitation else None
    group = invitation.group if invitation and invitation.group_id == group_id else about_group(person, group_id)
    if group is None:
        raise Http404
    if body.invitation and (invitation is None or invitation.group_id != group_id):
        raise NotUnderstood("invitation", _("This invitation does not open the door any more. Ask for another one."))
    came = _join(request, group, body, invitation)
    return tell(say.at_the_door(came), status=201 if isinstance(came, Member) else 202)


@router.delete("/groups/{group_id}/join", response={204: None}, summary="Ask no longer")
def ask_no_longer(request: Asking, group_id: str) -> HttpResponse:
    """Take back the request to join; also where there was none."""
    group = about_group(known(request), group_id)
    if group is None:
        raise Http404
    withdraw_knock(person=known(request), group=group)
    return done()


@router.post("/groups/{group_id}/agreement", response=Mine, summary="Accept the agreement as it is now")
def accept_agreement(request: Asking, group_id: str, body: Agreeing) -> HttpResponse:
    """Asked again whenever it has changed; before that one can read but not write."""
    me = accept(by=seat(request, group_id), version=body.agreement_version)
    return tell(say.mine(me))


@router.patch("/groups/{group_id}/me", response=Mine, summary="Wear another alias or stone")
def change_my_face(request: Asking, group_id: str, body: FaceChange) -> HttpResponse:
    """Words already written wear them too."""
    me = seat(request, group_id)
    alias = me.alias if body.alias is None else body.alias
    return tell(say.mine(change_face(by=me, alias=alias, stone=new_id() if body.new_stone else "")))


@router.post("/groups/{group_id}/leave", response={204: None}, summary="Leave")
def leave_group(request: Asking, group_id: str, body: Leaving = JUST_ME) -> HttpResponse:
    """Go, with or without everything one wrote. Whoever holds the group gives it into other hands first."""
    leave(by=seat(request, group_id), with_words=body.with_words)
    return done()


def _invitation(request: Asking, token: str) -> Invitation | None:
    return invitation_for(known(request), token)


def _join(request: Asking, group: Group, body: Joining, invitation: Invitation | None) -> Member | Knock:
    person = known(request)
    if not body.consent and not has_consented(person, "health"):
        raise ConsentNeeded(
            _("First we need your consent to keep what you write here, which may be about your health.")
        )
    return join(
        person=person, group=group, alias=body.alias, agreement_version=body.agreement_version, words=body.words,
        invitation=invitation, consents=body.consent,
    )  # fmt: skip
