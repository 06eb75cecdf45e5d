"""What helps: looking for something, trying it, telling how it was, and keeping it at hand."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from withness.foundation.ids import looks_like_id
from withness.foundation.numbers import whole
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.foundation.text import clean_line
from withness.groups.belonging import membership
from withness.groups.rules import may_read_first
from withness.people.asking import Asking
from withness.people.consenting import has_consented
from withness.people.doors import for_known
from withness.people.models import Person
from withness.people.stewarding import is_steward
from withness.skills import shelf, trying
from withness.skills.estimating import estimate
from withness.skills.models import MOMENTS, Change, Strategy, Trial
from withness.skills.picture import interval
from withness.skills.saying_how_sure import in_words

HERE = "/skills"


@require_GET
@for_known
def find(request: Asking, person: Person) -> HttpResponse:
    """By moment, by words; the best trusted first."""
    moment = request.GET.get("moment", "")
    moment = moment if moment in dict(MOMENTS) else ""
    words = clean_line(request.GET.get("words", ""), longest=80)
    like_me = request.GET.get("like_me") == "yes"
    found = shelf.find(person, moment=moment, words=words, like_me=like_me)
    return page(
        request, "skills/find.html", room="path", moments=MOMENTS, moment=moment, words=words, like_me=like_me,
        found=[(one.strategy, in_words(one.estimate, among_few=like_me), interval(one.estimate)) for one in found],
        to_tell=shelf.trials_to_tell(person), tools=[tool for tool in shelf.toolkit(person) if tool.for_now],
    )  # fmt: skip


@require_GET
@for_known
def toolkit(request: Asking, person: Person) -> HttpResponse:
    """What I keep at hand; three of them for right now."""
    return page(request, "skills/toolkit.html", room="path", tools=shelf.toolkit(person))


@require_GET
@for_known
def one(request: Asking, person: Person, strategy_id: str) -> HttpResponse:
    """How it is done, how often it helped, and what others changed."""
    return page_of(request, person, find_strategy(person, strategy_id))


def page_of(
    request: Asking, person: Person, strategy: Strategy, trouble: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    """The page of one strategy, with what was wrong in its forms."""
    reports = shelf.reports_of([strategy.id])[strategy.id]
    commons = shelf.what_all_have_in_common()
    labels = dict(MOMENTS)
    told = [
        (labels[moment], in_words(found), interval(found))
        for moment in strategy.moments
        if (found := estimate(reports, context=moment, commons=commons)).tried
    ]
    overall, change = estimate(reports, commons=commons), shelf.change_of(strategy)
    mine, reads = _is_by(strategy, person), _reads(person, strategy, change)
    return page(
        request, "skills/one.html", status=status, room="path", strategy=strategy, overall=in_words(overall),
        drawn=interval(overall), told=told, moments=[(m, labels[m]) for m in strategy.moments], labels=labels,
        trouble=trouble or {}, tool=shelf.tool_of(person, strategy), notes=shelf.notes_on(strategy), mine=mine, reads=reads,
        may_try=has_consented(person, "health"), before=shelf.read_before(strategy),
        based_on=shelf.built_on(person, strategy), change=change if mine or reads else None, to_read=change or strategy,
    )  # fmt: skip


@require_POST
@for_known
def try_it(request: Asking, person: Person, strategy_id: str) -> HttpResponse:
    """Begin to try it."""
    strategy, form = find_strategy(person, strategy_id), request.POST
    if not has_consented(person, "health"):
        return redirect(f"/me/consents?next={HERE}/{strategy.id}")
    try:
        trial = trying.try_it(
            person=person,
            strategy=strategy,
            moment=form.get("moment", ""),
            before=number(form.get("before", ""), "before"),
        )
    except NotUnderstood as no:
        return page_of(request, person, strategy, {no.field: no.sentence}, status=no.status)
    return say(
        redirect(f"{HERE}/trials/{trial.id}"),
        request,
        _("Take your time. You can say here how it was, now or tomorrow."),
    )


@require_http_methods(["GET", "POST"])
@for_known
def trial(request: Asking, person: Person, trial_id: str) -> HttpResponse:
    """How it was. Nobody has to say."""
    tried = (
        Trial.objects.visible_to(person)
        .select_related("strategy")
        .filter(id=trial_id if looks_like_id(trial_id) else "")
    )
    mine = tried.first()
    if mine is None:
        raise Http404
    trouble = {}
    if request.method == "POST":
        form = request.POST
        try:
            trying.tell_how_it_was(
                trial=mine, went=form.get("went", ""), after=number(form.get("after", ""), "after"),
                changed=form.get("changed", ""),
            )  # fmt: skip
            return say(redirect(HERE), request, _("Thank you. It helps whoever comes after you."))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request, "skills/trial.html", status=422 if trouble else 200, room="path", trial=mine, trouble=trouble,
        went=[one for one in Trial.WENT if one[0]], form=request.POST,
    )  # fmt: skip


@require_POST
@for_known
def keep(request: Asking, person: Person, strategy_id: str) -> HttpResponse:
    """Into my toolkit, or out of it."""
    strategy, do = find_strategy(person, strategy_id), request.POST.get("do", "")
    trying.keep_at_hand(person=person, strategy=strategy, on=do != "out", for_now=do == "now")
    return say(
        redirect(f"{HERE}/{strategy.id}"), request,
        _("It is out of your toolkit.") if do == "out" else _("It is in your toolkit."),
    )  # fmt: skip


def find_strategy(person: Person, strategy_id: str) -> Strategy:
    """The strategy of that id, if this person may see it. Raises `Http404`."""
    seen = Strategy.objects.visible_to(person).select_related("author", "group")
    strategy = seen.filter(id=strategy_id).first() if looks_like_id(strategy_id) else None
    if strategy is None:
        raise Http404
    return strategy


def number(text: str, field: str) -> int | None:
    """A whole number from a form; empty: none. Raises `NotUnderstood` for anything else."""
    if not text.strip():
        return None
    read = whole(text, most=9999)
    if read is None:
        raise NotUnderstood(field, _("This must be a whole number."))
    return read


def _is_by(strategy: Strategy, person: Person) -> bool:
    return strategy.author is not None and strategy.author.person_id == person.id


def _reads(person: Person, strategy: Strategy, change: Change | None) -> bool:
    waits = strategy.approved_at is None or strategy.pulled_at is not None or change is not None
    if strategy.group_id is None:
        return waits and is_steward(person)
    me = membership(person, strategy.group_id) if waits else None
    return me is not None and may_read_first(me, strategy)
