"""Opening a group: choose how it begins, then say what it is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_GET, require_http_methods

from withness.foundation.limits import Limit, TooMuch, spend
from withness.foundation.pages import page
from withness.foundation.refusing import NotAllowed, NotUnderstood, TooSoon
from withness.foundation.saying import say
from withness.groups.languages import known_languages
from withness.groups.models import Group, Member
from withness.groups.opening import closed_sentence, open_group
from withness.groups.profiles import BY_SLUG, PROFILES, Profile
from withness.groups.rules import may_open_group
from withness.groups.starting_words import starting_agreement
from withness.groups.views.faces import chosen_face, faces_on_offer
from withness.groups.ways import LEAST_SEATS, MOST_SEATS, QUESTIONS, answer_of, read_ways
from withness.people.asking import Asking
from withness.people.consenting import has_consented
from withness.people.doors import for_known
from withness.people.models import Person
from withness.people.showing import zones_to_choose

_OPENED = Limit("groups opened", burst=5, per_hour=5 / 24)
LANGUAGES_FIRST = tuple(code for code, _name in settings.LANGUAGES)
_WHAT_IT_MEANS: dict[str, str | Promise] = {
    Group.OPEN: later("Everybody finds it in the list and can come in at once."),
    Group.REQUEST: later("Everybody finds it in the list and writes you a few words. You open the door."),
    Group.INVITE: later("Nobody finds it. You send a link to those who should come."),
}


@require_GET
@for_known
def choose_profile(request: Asking, person: Person) -> HttpResponse:
    """What kind of group? Each kind with a sentence; everything it sets can be decided otherwise."""
    closed = "" if may_open_group(person) else closed_sentence()
    return page(request, "groups/new.html", room="groups", profiles=PROFILES, closed=closed, contact=settings.CONTACT)


@require_http_methods(["GET", "POST"])
@for_known
def open_page(request: Asking, person: Person, profile: str) -> HttpResponse:
    """The form, filled in as this profile begins."""
    begins = BY_SLUG.get(profile)
    if begins is None:
        raise Http404
    if not may_open_group(person):
        raise NotAllowed(closed_sentence())
    if request.method == "GET" or request.POST.get("do") == "others":
        return _form(request, person, begins)
    try:
        me = _open(request.POST, person, begins)
    except NotUnderstood as no:
        return _form(request, person, begins, no)
    return say(redirect(f"/g/{me.group_id}/desk"), request, _("Your group is open. Here is its desk; only you see it."))


def joinings() -> list[tuple[str, str, str]]:
    """The ways to join, as a form offers them: value, word, and what it means."""
    return [(value, str(label), str(_WHAT_IT_MEANS[value])) for value, label in Group.JOINING]


def languages_to_choose(chosen: str) -> list[tuple[str, str]]:
    """Those of the house and the one chosen first, then all the others, each under its own name."""
    known = known_languages()
    first = [code for code in dict.fromkeys((chosen, *LANGUAGES_FIRST)) if code in known]
    return [(code, known[code]) for code in [*first, *(code for code in known if code not in first)]]


def _open(form: QueryDict, person: Person, begins: Profile) -> Member:
    consents = form.get("health") == "yes"
    if not consents and not has_consented(person, "health"):
        raise NotUnderstood(
            "health", _("Tick the box if we may keep what you write here. Without it nobody could read it.")
        )
    face = chosen_face(form)
    with transaction.atomic():  # what needs another look costs nothing
        _not_too_many(person)
        return open_group(
            by=person, alias=face.alias, stone=face.stone, profile=begins.slug, title=form.get("title", ""),
            about=form.get("about", ""), joining=form.get("joining", ""), agreement=form.get("agreement", ""),
            language=form.get("language", ""), zone=form.get("zone", ""), ways=read_ways(form), consents=consents,
        )  # fmt: skip


def _not_too_many(person: Person) -> None:
    try:
        spend(_OPENED, f"person:{person.id}")
    except TooMuch as much:
        raise TooSoon(_("You opened several groups today. You can open the next one tomorrow."), much.wait) from much


def _form(request: Asking, person: Person, begins: Profile, no: NotUnderstood | None = None) -> HttpResponse:
    form, blank = request.POST, Group(profile=begins.slug)
    language = form.get("language") or (get_language() or person.language)[:2]
    said: dict[str, Any] = {
        "title": form.get("title", ""), "about": form.get("about", ""), "alias": form.get("alias", ""),
        "joining": form.get("joining", begins.joining), "clock": form.get("zone", person.zone), "speaks": language,
        "agreement": form.get("agreement", starting_agreement(begins.slug)),
        "circle_size": form.get("circle_size", str(begins.circle_size)), "health": form.get("health") == "yes",
        "answers": {one.name: form.get(one.name) or answer_of(blank, one.name) for one in QUESTIONS},
    }  # fmt: skip
    return page(
        request, "groups/open.html", status=no.status if no else 200, room="groups", profile=begins, questions=QUESTIONS,
        joinings=joinings(), tongues=languages_to_choose(language), zones=zones_to_choose(person.zone),
        faces=faces_on_offer(form, group=None, person=person), chosen=form.get("face", ""), least=LEAST_SEATS,
        most=MOST_SEATS, consented=has_consented(person, "health"), trouble={no.field: no.sentence} if no else {}, **said,
    )  # fmt: skip
