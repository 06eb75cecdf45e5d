"""Joining, one question a page: how old, which name, where, whether we may keep what they write, and which way in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.people.arriving import free_nickname, old_enough
from withness.people.asking import Asking
from withness.people.doors import for_strangers
from withness.people.limiting import NICKNAMES_ASKED, not_too_often
from withness.people.on_the_way import OnTheWay, not_yet, remember, said_so_far, was_too_young
from withness.people.onward import onward
from withness.people.passkeys import passkeys_work_here
from withness.people.showing import zones_to_choose
from withness.people.speaking import choose_language

Step = Callable[[Asking, OnTheWay], HttpResponse]


def on_the_way(step: Step) -> Callable[[Asking], HttpResponse]:
    """A question that comes after the first: who has not answered that one begins there."""

    @wraps(step)
    def door(request: Asking) -> HttpResponse:
        way = said_so_far(request)
        if way is None or was_too_young(request):
            return redirect("/account/join")
        return step(request, way)

    return require_http_methods(["GET", "POST"])(for_strangers(door))


@require_http_methods(["GET", "POST"])
@for_strangers
def begin(request: Asking) -> HttpResponse:
    """How old are you? Asked before anything else, and kept nowhere."""
    if was_too_young(request):
        return page(request, "people/not_yet.html", youngest=settings.YOUNGEST)
    if request.method == "GET":
        return ask(request, "age")
    try:
        if not old_enough(request.POST.get("age", "")):
            return not_yet(page(request, "people/not_yet.html", youngest=settings.YOUNGEST))
    except NotUnderstood as no:
        return ask(request, "age", no, years=request.POST.get("age", ""))
    return remember(redirect("/account/join/name"), OnTheWay(next=onward(request, "")))


@on_the_way
def name(request: Asking, way: OnTheWay) -> HttpResponse:
    """Under which nickname will you come in?"""
    if request.method == "GET":
        return ask(request, "name", nickname=way.nickname)
    not_too_often(request, NICKNAMES_ASKED)
    try:
        nickname = free_nickname(request.POST.get("nickname", ""))
    except NotUnderstood as no:
        return ask(request, "name", no, nickname=request.POST.get("nickname", ""))
    return remember(redirect("/account/join/place"), replace(way, nickname=nickname))


@on_the_way
def place(request: Asking, way: OnTheWay) -> HttpResponse:
    """Which language, and which clock?"""
    if not way.nickname:
        return redirect("/account/join/name")
    if request.method == "GET":
        return ask(
            request, "place", languages=settings.LANGUAGES, language=way.language or get_language(),
            zones=zones_to_choose(), zone=way.zone or settings.HOUSE_ZONE, zone_is_open=not way.zone,
        )  # fmt: skip
    language, zone = request.POST.get("language", ""), request.POST.get("zone", "")
    language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    zone = zone if zone in dict(zones_to_choose()) else settings.HOUSE_ZONE
    response = remember(redirect("/account/join/consent"), replace(way, language=language, zone=zone))
    return response if language == get_language() else choose_language(response, language=language, person=None)


@on_the_way
def consent(request: Asking, way: OnTheWay) -> HttpResponse:
    """May we keep what you write about your health? A no is as good an answer as a yes."""
    if not way.zone:
        return redirect("/account/join/place")
    if request.method == "GET":
        return ask(request, "consent", health=way.health)
    health = request.POST.get("health") == "yes"
    return remember(redirect("/account/join/way"), replace(way, asked=True, health=health))


@on_the_way
def choose_way(request: Asking, way: OnTheWay) -> HttpResponse:
    """How will you come in next time?"""
    if not way.asked:
        return redirect("/account/join/consent")
    host = request.get_host()
    here = f"http://{host.replace('127.0.0.1', 'localhost')}/account/join" if host.startswith("127.0.0.1") else ""
    return ask(request, "way", passkeys=passkeys_work_here(request), mail=settings.MAIL_OFFERED, by_name=here)


def ask(request: Asking, question: str, no: NotUnderstood | None = None, **shown: Any) -> HttpResponse:
    """The page of one question, with what needs another look."""
    return page(
        request, f"people/join_{question}.html", status=no.status if no else 200,
        trouble={no.field: no.sentence} if no else {}, next=onward(request, ""), **shown,
    )  # fmt: skip
