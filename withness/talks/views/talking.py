"""A talk of two: reading, writing, taking back, ending."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from withness.foundation.ids import new_id
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.groups.models import Member
from withness.groups.profiles import way_of
from withness.groups.seats import seat
from withness.notices.telling import see
from withness.people.asking import Asking, known
from withness.safety import caring
from withness.safety.hinting import explained
from withness.safety.models import NotWanted
from withness.safety.wanting import wants
from withness.safety.words.hearing import Sound
from withness.safety.words.hints import reaching_hints
from withness.talks.ending import end_talk
from withness.talks.listening import cursor_of
from withness.talks.models import Talk
from withness.talks.notices import bundles_of
from withness.talks.reading import last_from_other, message_of, read_talk, talk_of
from withness.talks.rules import is_over, may_write_in
from withness.talks.writing import LONGEST, take_back, write_message


@require_http_methods(["GET", "POST"])
def talk_page(request: Asking, group_id: str, talk_id: str) -> HttpResponse:
    """What the two have written, and the field to write in."""
    me, talk = _way_in(request, group_id, talk_id)
    if is_over(talk, me):
        return _over(request, me, talk)
    if request.method == "GET":
        see(person=known(request), bundles=bundles_of(talk))
        return _page(request, me, talk)
    words, person = request.POST.get("words", ""), known(request)
    if _points_out(request, words) and wants(person, NotWanted.HINTS):
        return _page(request, me, talk, words=words, before_sending=explained(reaching_hints(words)))
    sound = caring.heard(words, person=person, allowed=bool(way_of(me.group, "risk_tooling")))
    try:
        write_message(by=me, talk=talk, words=words, key=request.POST.get("key", ""))
    except NotUnderstood as no:
        return _page(request, me, talk, words=words, trouble={no.field: no.sentence})
    return _sent(request, talk, sound)


@require_POST
def take_back_message(request: Asking, group_id: str, talk_id: str) -> HttpResponse:
    """The words go for good."""
    me, talk = _way_in(request, group_id, talk_id)
    message = message_of(me, talk, request.POST.get("message", ""))
    if message is None:
        raise Http404
    take_back(by=me, message=message)
    return say(redirect(_address(talk)), request, _("It is taken back. Nobody can read it any more."))


@require_http_methods(["GET", "POST"])
def end_page(request: Asking, group_id: str, talk_id: str) -> HttpResponse:
    """What ending does, and the doing of it."""
    me, talk = _way_in(request, group_id, talk_id)
    if is_over(talk, me):
        return _over(request, me, talk)
    if request.method == "POST":
        end_talk(by=me, talk=talk)
        return say(redirect(f"/g/{me.group_id}/talks"), request, _("It has ended. Nobody has to give a reason."))
    return page(
        request, "talks/end.html", room="groups", group=me.group, talk=talk, other=talk.across(me),
        look=last_from_other(me, talk),
    )  # fmt: skip


def _way_in(request: Asking, group_id: str, talk_id: str) -> tuple[Member, Talk]:
    me = seat(request, group_id)
    me.person = known(request)
    talk = talk_of(me, talk_id)
    if talk is None or talk.agreed_at is None:
        raise Http404
    return me, talk


def _points_out(request: Asking, words: str) -> bool:
    return request.POST.get("as_it_is") != "yes" and bool(reaching_hints(words))


def _sent(request: Asking, talk: Talk, sound: Sound | None) -> HttpResponse:
    to = f"{_address(talk)}#end"
    if sound is None:
        return redirect(to)
    if caring.quiet(sound):
        return say(redirect(to), request, caring.line(sound))
    return page(
        request, "safety/care.html", room="groups", kept=True, heading=_("Your words are sent."),
        care=caring.card(request, sound, on=to),
    )  # fmt: skip


def _page(request: Asking, me: Member, talk: Talk, **more: Any) -> HttpResponse:
    cursor = cursor_of(me, talk)  # before the words are read: what comes meanwhile is then heard
    read, older = read_talk(me, talk, before=request.GET.get("before", ""))
    shown: dict[str, Any] = {"words": "", "trouble": {}, "before_sending": []} | more
    return page(
        request, "talks/talk.html", status=422 if shown["trouble"] else 200, room="groups", group=me.group, me=me, talk=talk,
        other=talk.across(me), cursor=cursor, read=read, older=older, may_write=may_write_in(talk, me), longest=LONGEST,
        key=new_id(), **shown,
    )  # fmt: skip


def _over(request: Asking, me: Member, talk: Talk) -> HttpResponse:
    """The same, whoever ended it and however: no alias, no day."""
    return page(request, "talks/over.html", room="groups", group=me.group, look=last_from_other(me, talk))


def _address(talk: Talk) -> str:
    return f"/g/{talk.group_id}/talks/{talk.id}"
