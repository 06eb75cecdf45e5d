"""Finding what a program names, through the eyes of the person it acts for. Whatever is not theirs was never there."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from withness.foundation.refusing import Resting, TakenBack
from withness.groups.models import Member
from withness.people.asking import Asking, known
from withness.shares.models import Reply, Share
from withness.shares.reading import Sight, place_of, reply_in_sight, seat_at
from withness.shares.views.reading import find_share


def share_for(request: Asking, share_id: str) -> tuple[Member, Share, Sight]:
    """The share of that id, who asks for it there, and what they see. Raises `Http404`, or `TakenBack`."""
    me = seat_at(known(request), share_id)
    if me is None:
        raise Http404
    share, sight = find_share(request, me, share_id)
    return me, share, sight


def reply_for(request: Asking, reply_id: str) -> tuple[Member, Reply]:
    """The reply of that id, and who asks for it there. Raises `Http404`, or `TakenBack`."""
    place = place_of(known(request), reply_id)
    if place is None:
        raise Http404
    me, share_id = place
    share, sight = find_share(request, me, share_id)
    reply = reply_in_sight(share, sight, reply_id)
    if reply is None:
        raise Http404
    if reply.taken_back_at is not None:
        raise TakenBack(_("The one who wrote this has taken it back."))
    if reply.held_at is not None:
        raise Resting(
            _("Stewards are looking at this reply. If it is yours, your notices say why and what you can do.")
        )
    return me, reply
