"""The first group, a page for each step. Each can be left, and is as it was when one comes back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from withness.foundation.pages import page
from withness.foundation.people_words import day_words
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.foundation.text import to_html
from withness.groups.beginning import begun_by, keep_step, let_go
from withness.groups.models import Agreement
from withness.groups.profiles import BY_SLUG, PROFILES
from withness.groups.seats import desk_seat
from withness.groups.starting_words import clauses_for, other_clauses
from withness.groups.suggesting import face_of
from withness.groups.views.faces import faces_on_offer
from withness.groups.views.opening import joinings, languages_to_choose
from withness.home import first_group as first
from withness.meetings.forms import RHYTHM_LABELS
from withness.people.asking import Asking
from withness.people.consenting import has_consented
from withness.people.doors import for_known
from withness.people.models import Person
from withness.people.showing import zones_to_choose
from withness.safety import caring
from withness.safety.words.hearing import Sound
from withness.shares.models import Share

NEEDS = (Share.JUST_LISTEN, Share.BEEN_THERE, Share.CELEBRATE)


@require_http_methods(["GET", "POST"])
@for_known
def begin_page(request: Asking, person: Person) -> HttpResponse:
    """What comes, how far one is, and looking it over before it stands."""
    kept = begun_by(person)
    if request.method == "POST" and request.POST.get("do") == "let_go":
        let_go(person=person)
        return say(redirect("/groups"), request, _("The draft is let go of. Nothing of it is kept."))
    if request.method == "POST":
        return _stand(request, person)
    onward = first.next_step(kept or {})
    done = [step for step in first.STEPS if kept and first.trouble_at(step, kept) is None]
    shown = _look_over(kept) if kept and not onward else {}
    return page(
        request, "home/first/begin.html", room="groups", steps=_titles(), begun=kept is not None, onward=onward, done=done,
        **shown,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_known
def step_page(request: Asking, person: Person, step: str) -> HttpResponse:
    """One step: keep it and go on, or keep it and come back some other time."""
    if step not in first.STEPS:
        raise Http404
    kept = begun_by(person) or {}
    if request.method == "GET":
        return _page(request, person, step, kept)
    kept = {**kept, step: first.said_in(step, request.POST)}
    if request.POST.get("do") == "others":
        return _page(request, person, step, kept)
    consents = request.POST.get("health") == "yes"
    if not consents and not has_consented(person, "health"):
        sentence = _("Tick the box if we may keep what you write here. Without it nobody could read it.")
        return _page(request, person, step, kept, NotUnderstood("health", sentence))
    sound = first.heard_in(kept, person=person) if step == first.WORDS else None
    keep_step(person=person, step=step, said=kept[step], consents=consents)
    no = None if request.POST.get("do") == "later" else first.trouble_at(step, kept)
    if no is not None:
        return _page(request, person, step, kept, no)
    return _onward(request, step, sound)


def _onward(request: Asking, step: str, sound: Sound | None) -> HttpResponse:
    """On, or back to the groups; with the card on the way where the words sound like a crisis."""
    later = request.POST.get("do") == "later"
    to = "/groups" if later else _after(step)
    if sound is not None and not caring.quiet(sound):
        care = caring.card(request, sound, on=to)
        return page(request, "safety/care.html", room="groups", kept=True, heading=_("Your words are kept."), care=care)
    if sound is not None:
        return say(redirect(to), request, caring.line(sound))
    sentence = _("It is kept. Under “Open a group” you go on where you were.")
    return say(redirect(to), request, sentence) if later else redirect(to)


@require_GET
def stands_page(request: Asking, group_id: str) -> HttpResponse:
    """It stands: how to invite the first ones, and where to read how one holds a group."""
    me = desk_seat(request, group_id)
    return page(request, "home/first/stands.html", room="groups", me=me, group=me.group)


def _stand(request: Asking, person: Person) -> HttpResponse:
    try:
        me = first.let_it_stand(person=person)
    except first.NotThoughtOut as no:
        return say(redirect(f"/groups/first/{no.step}"), request, no.sentence)
    return redirect(f"/g/{me.group_id}/desk/stands" if me is not None else "/groups")


def _after(step: str) -> str:
    here = first.STEPS.index(step)
    return f"/groups/first/{first.STEPS[here + 1]}" if here + 1 < len(first.STEPS) else "/groups/first"


def _titles() -> list[tuple[str, str]]:
    titles = (_("What it is for"), _("Who may come"), _("What you agree on"), _("When you meet"), _("The first words"))
    return list(zip(first.STEPS, titles, strict=True))


def _page(
    request: Asking, person: Person, step: str, kept: dict[str, Any], no: NotUnderstood | None = None
) -> HttpResponse:
    here = first.STEPS.index(step)
    return page(
        request, f"home/first/{step}.html", status=no.status if no else 200, room="groups", step=step, number=here + 1,
        steps=_titles(), before=first.STEPS[here - 1] if here else "", answers=kept.get(step, {}),
        consented=has_consented(person, "health"), health=request.POST.get("health") == "yes",
        trouble={no.field: no.sentence} if no else {}, **_offered(request, person, step, kept),
    )  # fmt: skip


def _offered(request: Asking, person: Person, step: str, kept: dict[str, Any]) -> dict[str, Any]:
    """What there is to choose from at that step."""
    profile = kept.get(first.PURPOSE, {}).get("profile", "")
    if step == first.PURPOSE:
        return {"profiles": [(one.slug, one.title, one.sentence) for one in PROFILES]}
    if step == first.WHO:
        return _who(request, person, kept.get(step, {}), profile)
    if step == first.AGREEMENT:
        fitting = clauses_for(profile if profile in BY_SLUG else "custom")
        ticked = kept[step].get("clauses", []) if step in kept else [name for name, _sentence in fitting]
        return {"clauses": fitting, "others": other_clauses(profile or "custom"), "ticked": ticked}
    if step == first.MEETING:
        labels = dict(RHYTHM_LABELS)
        return {"rhythms": [(one, labels[one]) for one in first.RHYTHMS]}
    return {"needs": [(need, label, "") for need, label in Share.NEEDS if need in NEEDS]}


def _who(request: Asking, person: Person, said: dict[str, Any], profile: str) -> dict[str, Any]:
    faces = faces_on_offer(request.POST, group=None, person=person)
    mine = face_of(said.get("face", ""))
    if mine is not None and mine.choice not in {face.choice for face in faces}:
        faces = [mine, *faces[:-1]]
    language = said.get("language") or (get_language() or person.language)[:2]
    begins = BY_SLUG[profile].joining if profile in BY_SLUG else ""
    return {
        "faces": faces, "joinings": joinings(), "joining": said.get("joining") or begins, "speaks": language,
        "tongues": languages_to_choose(language), "zones": zones_to_choose(person.zone), "clock": said.get("zone") or person.zone,
    }  # fmt: skip


def _look_over(kept: dict[str, Any]) -> dict[str, Any]:
    """All of it, as it will stand."""
    wish = first.wish_in(kept)
    return {
        "title": kept[first.PURPOSE]["title"], "about": kept[first.PURPOSE]["about"],
        "profile": BY_SLUG[kept[first.PURPOSE]["profile"]], "alias": first.alias_in(kept)[0],
        "joining": next(told for value, _label, told in joinings() if value == kept[first.WHO]["joining"]),
        "agreement": Agreement(html=to_html(first.agreement_in(kept))), "wish": wish,
        "words_first": kept[first.WORDS]["words"].strip(),
        "rhythm": dict(RHYTHM_LABELS)[wish.rhythm] if wish else "",
        "from_day": day_words(date.fromisoformat(wish.day.strip())) if wish else "",
    }  # fmt: skip
