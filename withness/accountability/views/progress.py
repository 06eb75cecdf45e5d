"""What I am doing: beginning, a day at a time, resting, ending."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from withness.accountability import beginning, checking_in, returning, saying
from withness.accountability.models import CheckIn, Goal, Line, Remembered, Return
from withness.accountability.reading import commitments_waiting, goals_today, progress_of, walks_of
from withness.accountability.rules import MOST_GOALS, may_begin, may_keep
from withness.accountability.views.reading_forms import hour, number
from withness.foundation import clock
from withness.foundation.days import day
from withness.foundation.ids import looks_like_id
from withness.foundation.pages import page
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.doors import for_known
from withness.people.models import Person
from withness.people.onward import onward

HERE = "/progress"


@require_GET
@for_known
def mine(request: Asking, person: Person) -> HttpResponse:
    """Everything I am doing, with today's tap; what I named in circles; with whom I walk; dates that matter."""
    shown = [(one, saying.headline(one.progress, one.goal.frame)) for one in goals_today(person)]
    return page(
        request, "accountability/mine.html", room="path", goals=shown, went=CheckIn.WENT, full=len(shown) >= MOST_GOALS,
        commitments=commitments_waiting(person), walks=walks_of(person), today=clock.today(person.zone),
        dates=Remembered.objects.visible_to(person).order_by("on"), ended=_ended(person), may_keep=may_keep(person),
    )  # fmt: skip


def _ended(person: Person) -> list[Goal]:
    return list(Goal.objects.visible_to(person).exclude(ended_at=None).order_by("-ended_at")[:20])


@require_http_methods(["GET", "POST"])
@for_known
def new(request: Asking, person: Person) -> HttpResponse:
    """Begin something."""
    if not may_keep(person):
        return redirect(f"/me/consents?next={HERE}/new")
    if not may_begin(person):
        return say(redirect(HERE), request, _("You have many of these already. End one first, if you like."))
    form, trouble = request.POST, {}
    if request.method == "POST":
        try:
            goal = beginning.begin(
                person=person, words=form.get("words", ""), frame=form.get("frame", ""), why=form.get("why", ""),
                since=day(form.get("since", ""), field="since"), remind_at=hour(form.get("remind_at", ""), field="remind_at"),
            )  # fmt: skip
            return redirect(f"{HERE}/{goal.id}")
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request, "accountability/new.html", status=422 if trouble else 200, room="path", form=form, trouble=trouble,
        frames=_frames(), today=clock.today(person.zone).isoformat(),
    )  # fmt: skip


def _frames() -> list[tuple[str, Any, str]]:
    told = {
        "abstinence": _("Days count by themselves, from a day you choose."),
        "reduction": _("A day counts when you say that it went as you meant."),
        "habit": _("A day counts when you say that you did it."),
        "illness_days": _("A day counts when you look in and say how it was."),
        "none": _("Only a place for your words. No number ever stands here."),
    }
    return [(value, label, told[value]) for value, label in Goal.FRAMES]


@require_GET
@for_known
def one(request: Asking, person: Person, goal_id: str) -> HttpResponse:
    """One thing I am doing: the figures in words, today's tap, and what I wrote."""
    return _page_of(request, _find(person, goal_id))


def _page_of(request: Asking, goal: Goal, trouble: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    today = clock.today(goal.person.zone)
    progress = progress_of(goal, today=today)
    return page(
        request, "accountability/one.html", status=status, room="path", goal=goal, headline=saying.headline(progress, goal.frame),
        figures=saying.figures(progress, goal.frame), trend=saying.trend(progress), went=CheckIn.WENT, form=request.POST,
        milestones=[saying.milestone(n) for n in progress.milestones] if goal.frame != "none" else [],
        told=goal.check_ins.filter(on=today).first(), history=goal.check_ins.exclude(words="").order_by("-on")[:30],
        returns=goal.returns.order_by("-on", "-id")[:10], trouble=trouble or {}, today=today.isoformat(),
        lapses=goal.lines.filter(kind=Line.LAPSED).order_by("-on")[:10],
    )  # fmt: skip


@require_POST
@for_known
def check_in(request: Asking, person: Person, goal_id: str) -> HttpResponse:
    """Say how a day went. “Not today” leads to the way back."""
    goal, form = _find(person, goal_id), request.POST
    try:
        kept = checking_in.check_in(
            goal=goal, went=form.get("went", ""), on=day(form.get("on", ""), field="on"), words=form.get("words", ""),
            difficulty=number(form.get("difficulty", ""), field="difficulty"),
        )  # fmt: skip
    except NotUnderstood as no:
        return _page_of(request, goal, {no.field: no.sentence}, status=no.status)
    if kept.went == CheckIn.NOT_TODAY and goal.frame == "abstinence":
        return redirect(f"{HERE}/{goal.id}/return")
    return say(redirect(onward(request, f"{HERE}/{goal.id}")), request, _("It is written down."))


@require_http_methods(["GET", "POST"])
@for_known
def come_back(request: Asking, person: Person, goal_id: str) -> HttpResponse:
    """A kind way back, in three steps. Each may be left empty."""
    goal, form, trouble = _find(person, goal_id), request.POST, {}
    if request.method == "POST":
        try:
            kept = returning.come_back(
                goal=goal, on=day(form.get("on", ""), field="on"), tell=form.get("tell", Return.NOBODY),
                what_happened=form.get("what_happened", ""), next_hour=form.get("next_hour", ""),
            )  # fmt: skip
            return _welcome_back(request, goal, kept)
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    tell = [one for one in Return.TELL if one[0] != Return.BUDDY or walks_of(person)]
    return page(
        request, "accountability/return.html", status=422 if trouble else 200, room="path", goal=goal, form=form, trouble=trouble,
        today=clock.today(person.zone).isoformat(), tell=[(value, label, "") for value, label in tell],
    )  # fmt: skip


def _welcome_back(request: Asking, goal: Goal, kept: Return) -> HttpResponse:
    """Who wants their group to know is led there and writes it themselves: no machine speaks for anybody."""
    if kept.tell == Return.CIRCLE:
        return say(
            redirect("/groups"), request, _("Welcome back. Choose the group you want to tell, in your own words.")
        )
    return say(redirect(f"{HERE}/{goal.id}"), request, _("Welcome back. Nothing you did is gone."))


@require_POST
@for_known
def correct(request: Asking, person: Person, goal_id: str) -> HttpResponse:
    """Mend what was written down by mistake."""
    goal, form = _find(person, goal_id), request.POST
    try:
        on = day(form.get("on", ""), field="on") or clock.today(person.zone)
        checking_in.correct(goal=goal, on=on, what=form.get("what", ""))
    except NotUnderstood as no:
        return _page_of(request, goal, {no.field: no.sentence}, status=no.status)
    return say(redirect(f"{HERE}/{goal.id}"), request, _("It is mended."))


@require_http_methods(["GET", "POST"])
@for_known
def change(request: Asking, person: Person, goal_id: str) -> HttpResponse:
    """Say it differently, rest, go on, end."""
    goal, form, trouble = _find(person, goal_id), request.POST, {}
    if request.method == "POST":
        try:
            return _do(request, goal, form.get("do", "keep"))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request,
        "accountability/change.html",
        status=422 if trouble else 200,
        room="path",
        goal=goal,
        form=form,
        trouble=trouble,
    )


def _do(request: Asking, goal: Goal, do: str) -> HttpResponse:
    form = request.POST
    there = redirect(f"{HERE}/{goal.id}")
    match do:
        case "keep":
            beginning.change(goal=goal, words=form.get("words", ""), why=form.get("why", ""),
                             remind_at=hour(form.get("remind_at", ""), field="remind_at"))  # fmt: skip
            return say(there, request, _("The change is kept."))
        case "rest":
            beginning.pause(goal=goal, on=True)
            return say(there, request, _("It rests. Everything stays as it is."))
        case "go_on":
            beginning.pause(goal=goal, on=False)
            return say(there, request, _("It goes on from here."))
        case "end":
            beginning.end(goal=goal)
            return say(redirect(HERE), request, _("It is over, and everything you wrote is still yours."))
    raise NotAllowed(_("Choose one of these."))


@require_POST
@for_known
def dates(request: Asking, person: Person) -> HttpResponse:
    """Keep a date that matters, or let one go."""
    form = request.POST
    if form.get("do") == "let_go":
        beginning.no_longer_remember(person=person, date_id=form.get("date", ""))
        return say(redirect(HERE), request, _("The date is gone from here."))
    if not may_keep(person):
        return redirect(f"/me/consents?next={HERE}")
    try:
        on = day(form.get("on", ""), field="on")
        if on is None:
            raise NotUnderstood("on", _("Choose a day."))
        beginning.remember(person=person, on=on, words=form.get("words", ""))
    except NotUnderstood as no:
        return say(redirect(f"{HERE}#dates"), request, no.sentence)
    return say(redirect(f"{HERE}#dates"), request, _("The date is kept. Nothing is counted from it."))


def _find(person: Person, goal_id: str) -> Goal:
    goals = Goal.objects.visible_to(person).select_related("person")
    goal = goals.filter(id=goal_id).first() if looks_like_id(goal_id) else None
    if goal is None:
        raise Http404
    return goal
