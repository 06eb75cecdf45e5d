"""Today: what waits for one person, and where they belong."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from withness.foundation.pages import page, zone_for
from withness.groups.belonging import memberships
from withness.groups.models import Member
from withness.groups.rules import has_agreed
from withness.home.greeting import date_words, greeting
from withness.home.my_day import my_day
from withness.matching.listening import waiting_for
from withness.notices.inbox import Told, cursor_of, unseen
from withness.people.asking import Asking
from withness.people.models import Person
from withness.safety.folding import unfolds
from withness.shares.mine import drafts_of

NOTICES, DRAFTS = 4, 3


@require_GET
def today(request: Asking) -> HttpResponse:
    """What waits for whoever asks; a stranger is shown the way in."""
    person = request.person
    if person is None:
        return redirect(f"/account/come-in?next={request.path}")
    members, zone = memberships(person), zone_for(request)
    unread = [member for member in members if not has_agreed(member)]
    told, drafts = _unseen_but(person, unread), drafts_of(person)
    waiting = waiting_for(person, members=members)
    mine = my_day(person)
    return page(
        request, "home/today.html", room="today", greeting=greeting(zone), date=date_words(zone), members=members,
        told=told[:NOTICES], more_told=len(told) > NOTICES, drafts=drafts[:DRAFTS], more_drafts=len(drafts) > DRAFTS,
        unread=unread, waiting=waiting, unfolded=unfolds(person), cursor=cursor_of(person), mine=mine,
        quiet=not (told or drafts or unread or waiting or mine),
    )  # fmt: skip


def _unseen_but(person: Person, unread: list[Member]) -> list[Told]:
    """What waits to be seen; a changed agreement has a place of its own on this page."""
    said = {f"/g/{member.group_id}/agreement" for member in unread}
    return [one for one in unseen(person, most=NOTICES + 1) if one.words.href not in said]
