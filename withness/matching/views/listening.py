"""Listen: who waits, and taking one; the practice; being asked or not."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from withness.foundation import clock
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.groups.belonging import memberships
from withness.groups.seats import seat
from withness.matching import taking, willing
from withness.matching.listening import near_share, waiting_for, waiting_share
from withness.matching.models import Willingness
from withness.matching.practising import SITUATIONS, practice_page
from withness.matching.rota import may_take_duty, next_duty
from withness.matching.rules import may_see_all_clocks, may_see_clock
from withness.people.asking import Asking, known
from withness.safety.folding import unfolds


@require_GET
def listen(request: Asking) -> HttpResponse:
    """Who waits to be heard, for this person."""
    person = request.person
    if person is None:
        return redirect("/account/come-in?next=/listen")
    willingness, members = willing.willingness_of(person), memberships(person)
    duties = [(member, _next(next_duty(member), member.group.zone)) for member in members if may_take_duty(member)]
    return page(
        request, "matching/listen.html", room="listen", waiting=waiting_for(person), willingness=willingness,
        resting=willing.rests_until(willingness), unfolded=unfolds(person), members=members, duties=duties,
        held=[member for member in members if may_see_clock(member)], steward=may_see_all_clocks(person),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def one(request: Asking, share_id: str) -> HttpResponse:
    """One share that waits: take it, let it go, or pass."""
    person = request.person
    if person is None:
        return redirect(f"/account/come-in?next=/listen/{share_id}")
    heard = waiting_share(person, share_id)
    if heard is None:
        near = near_share(person, share_id)
        return page(request, "matching/near.html", room="listen", near=near, status=200 if near else 404)
    if request.method == "POST":
        return _do(request, heard.share.group_id, share_id)
    return page(request, "matching/one.html", room="listen", heard=heard, unfolded=unfolds(person))


def _do(request: Asking, group_id: str, share_id: str) -> HttpResponse:
    me, do = seat(request, group_id), request.POST.get("do", "")
    if do == "take":
        taking.take(by=me, share_id=share_id)
        return redirect(f"/g/{group_id}/s/{share_id}")
    if do == "pass":
        taking.pass_by(by=me, share_id=share_id)
        return say(redirect("/listen"), request, _("That is all right. Somebody else will be asked."))
    taking.let_go(by=me, share_id=share_id)
    return redirect("/listen")


@require_POST
def rest(request: Asking) -> HttpResponse:
    """Rest for a while, or come back."""
    how_long = request.POST.get("how_long", "")
    try:
        willing.rest(person=known(request), how_long=how_long)
    except NotUnderstood:
        return redirect("/listen")
    sentence = _("Rest well. Nobody asks you until then.") if how_long else _("Welcome back.")
    return say(redirect("/listen"), request, sentence)


@require_http_methods(["GET", "POST"])
def settings(request: Asking) -> HttpResponse:
    """Whether one may be asked, how often, and in which hours."""
    person = request.person
    if person is None:
        return redirect("/account/come-in?next=/me/listening")
    chosen, form, trouble = willing.willingness_of(person), request.POST, dict[str, str]()
    if request.method == "POST":
        try:
            willing.choose_willingness(
                person=person, often=form.get("often", ""), from_hour=form.get("from_hour", ""),
                until_hour=form.get("until_hour", ""), beyond=form.get("beyond") == "yes",
            )  # fmt: skip
            return say(redirect("/me/listening"), request, _("Kept."))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    hours = {name: form.get(name, _as_text(getattr(chosen, name, None))) for name in ("from_hour", "until_hour")}
    return page(
        request, "matching/settings.html", room="me", status=422 if trouble else 200, trouble=trouble,
        often=form.get("often", chosen.often if chosen else ""), options=Willingness.OFTEN, hours=hours,
        clock_hours=[("", _("Any hour")), *((str(hour), f"{hour:02d}:00") for hour in range(24))],
        beyond=form.get("beyond") == "yes" if form else bool(chosen and chosen.beyond),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def practice(request: Asking, number: str = "") -> HttpResponse:
    """The practice, a page for each of four shares. What is picked or written is kept nowhere."""
    person = known(request)
    if not number:
        return page(request, "matching/practice.html", room="listen", pages=len(SITUATIONS))
    try:
        shown = practice_page(number, chosen=request.POST.get("choice", ""), written=request.POST.get("words", ""))
    except NotUnderstood:
        raise Http404 from None
    if shown.last and request.method == "POST" and (shown.chosen or shown.written):
        willing.finish_practice(person=person)
    willingness = willing.willingness_of(person)
    return page(request, "matching/practice_one.html", room="listen", shown=shown, willingness=willingness)


def _next(at: datetime | None, zone: str) -> str:
    """“Monday at 02:00”, on the group's own clock."""
    if at is None:
        return ""
    here = at.astimezone(clock.zone_of(zone))
    return _("%(day)s at %(time)s") % {"day": date_format(here, "l"), "time": date_format(here, "H:i")}


def _as_text(hour: int | None) -> str:
    return "" if hour is None else str(hour)
