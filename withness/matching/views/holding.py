"""The author's word about their own share; the group's clock; the rota; the stewards' view of all clocks."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from withness.foundation.ids import looks_like_id
from withness.foundation.numbers import whole
from withness.foundation.pages import page
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.saying import say
from withness.groups.models import Member
from withness.groups.seats import seat
from withness.matching import ending, handing_over, rota, sisters
from withness.matching.figures import clocks_of_all, waits_of, weeks_of
from withness.matching.models import Clock
from withness.matching.plotting import plot_of
from withness.matching.rules import may_see_all_clocks, may_see_clock, may_see_rota
from withness.people.asking import Asking, known


@require_POST
def own_share(request: Asking, group_id: str, share_id: str) -> HttpResponse:
    """“I feel heard”, “I'd rather no replies”, or waiting again."""
    me, do = seat(request, group_id), request.POST.get("do", "")
    mine = Clock.objects.visible_to(known(request)).filter(group_id=me.group_id)
    if not looks_like_id(share_id) or not mine.filter(share=share_id).exists():
        raise Http404
    if do in {"sisters", "no_sisters"}:
        ending.ask_sisters(by=me, share_id=share_id, on=do == "sisters")
    else:
        verbs = {
            "heard": ending.say_heard, "no_replies": ending.rather_no_replies, "wait_again": ending.wait_again,
        }  # fmt: skip
        if do not in verbs:
            raise NotAllowed(_("Choose one of these."))
        verbs[do](by=me, share_id=share_id)
    return redirect(f"/g/{me.group_id}/s/{share_id}#being-heard")


@require_http_methods(["GET", "POST"])
def group_clock(request: Asking, group_id: str) -> HttpResponse:
    """How long people wait in this group, and the groups close to it. For those who hold it."""
    me = seat(request, group_id)
    if not may_see_clock(me):
        raise Http404
    trouble: dict[str, str] = {}
    if request.method == "POST":
        try:
            _sisters(request, me)
            return say(redirect(f"/g/{me.group_id}/clock"), request, _("Kept."))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    weeks = weeks_of(me)
    asked, asking = sisters.sisters_of(me)
    return page(
        request, "matching/clock.html", room="listen", group=me.group, waits=waits_of(me), weeks=weeks, asked=asked,
        plot=plot_of([week.first for week in weeks], [week.second for week in weeks]), asking=asking,
        others=sisters.could_be_sisters(me, known(request)), trouble=trouble, status=422 if trouble else 200,
    )  # fmt: skip


def _sisters(request: Asking, me: Member) -> None:
    form = request.POST
    do, other = form.get("do", ""), form.get("other", "")
    if do == "propose":
        sisters.propose(by=me, other_id=other)
    elif do == "agree":
        sisters.agree(by=me, group_id=other)
    else:
        sisters.part(by=me, other_id=other)


@require_http_methods(["GET", "POST"])
def group_rota(request: Asking, group_id: str) -> HttpResponse:
    """Who is on duty when, and the hours with nobody. For peer supporters and those who hold the group."""
    me = seat(request, group_id)
    if not may_see_rota(me):
        return page(request, "matching/rota_not_yet.html", room="listen", group=me.group)
    trouble: dict[str, str] = {}
    if request.method == "POST":
        try:
            return say(redirect(f"/g/{me.group_id}/rota"), request, _change_rota(request, me))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    table = rota.table_of(me)
    return page(
        request, "matching/rota.html", room="listen", group=me.group, table=table, me=me, trouble=trouble,
        gaps=rota.gaps_in(table), notes=handing_over.notes_for(me), words=request.POST.get("words", ""),
        status=422 if trouble else 200, days=day_names(),
    )  # fmt: skip


def day_names() -> list[str]:
    """The days of the week."""
    return [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]


def _change_rota(request: Asking, me: Member) -> str:
    form = request.POST
    do = form.get("do", "")
    if do == "note":
        handing_over.hand_over(by=me, words=form.get("words", ""))
        return _("Your note is there for whoever is on duty next.")
    if do == "forget_note":
        handing_over.let_note_go(by=me, note_id=form.get("note", ""))
        return _("The note is gone.")
    slots = [slot for text in form.getlist("slot") if (slot := whole(text, most=999)) is not None]
    rota.choose_hours(by=me, slots=slots)
    return _("Your hours are kept. You can change them at any time.")


@require_GET
def all_clocks(request: Asking) -> HttpResponse:
    """Every group's clock, for stewards."""
    person = known(request)
    if not may_see_all_clocks(person):
        raise Http404
    return page(request, "matching/clocks.html", room="listen", clocks=clocks_of_all(demo=person.is_demo))
