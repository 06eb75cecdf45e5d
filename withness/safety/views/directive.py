"""For a hard hour: writing it when well, and “I am struggling”."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from withness.foundation import clock
from withness.foundation.numbers import whole
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.doors import for_known
from withness.people.keyring import has_key, held_open
from withness.people.models import Person
from withness.safety.directive import running, writing
from withness.safety.directive.asking import card_of, may_be_told
from withness.safety.directive.writing import MOST_PEOPLE, WAITS, Asked, Plan


@require_GET
@for_known
def overview(request: Asking, person: Person) -> HttpResponse:
    """What it is, how it stands, whom it names."""
    directive = writing.directive_of(person)
    people = [(card_of(one).name, one, may_be_told(one)) for one in writing.named_of(person)]
    return page(
        request, "safety/directive.html", room="me", directive=directive, people=people, has_key=has_key(person),
        is_open=held_open(request) is not None, is_over=directive is not None and writing.is_over(directive),
        run=running.run_of(person),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_known
def write(request: Asking, person: Person) -> HttpResponse:
    """The whole directive, for who has the key open."""
    opened = held_open(request)
    if opened is None:
        return redirect("/me/key?next=/me/directive/write")
    directive = writing.directive_of(person)
    plan = (writing.read_plan(directive, opened) if directive is not None else None) or Plan()
    one_press, trouble = directive is None or bool(directive.ready), {}
    if request.method == "POST":
        plan, one_press = _plan_from(request.POST), request.POST.get("one_press") == "yes"
        try:
            expires = clock.now().date() + timedelta(days=365)
            _kept, links = writing.write_directive(
                person=person, key=opened, plan=plan, one_press=one_press, expires_on=expires
            )
            if not links:
                return say(redirect("/me/directive"), request, _("It is kept. May you not need it."))
            return _no_store(page(request, "safety/directive_links.html", room="me", links=links))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    people = [*plan.people, *[Asked("", "")] * (MOST_PEOPLE - len(plan.people))]
    return _no_store(
        page(
            request,
            "safety/directive_write.html",
            status=422 if trouble else 200,
            room="me",
            plan=plan,
            people=people,
            one_press=one_press,
            trouble=trouble,
            waits=WAITS,
        )
    )


@require_POST
@for_known
def tear(request: Asking, person: Person) -> HttpResponse:
    """Tear it up."""
    writing.tear_up(person=person)
    return say(redirect("/me/directive"), request, _("It is gone, and nobody is named any more."))


@require_http_methods(["GET", "POST"])
@for_known
def struggling(request: Asking, person: Person) -> HttpResponse:
    """“I am struggling”: with a press it begins; the page shows every step that was done, and what is mine to do."""
    if request.method == "POST":
        running.begin_run(person=person, key=held_open(request), drill=request.POST.get("drill") == "yes")
        return redirect("/struggling")
    run = running.run_of(person)
    recent = run is not None and (run.ended_at is None or clock.now() - run.ended_at < timedelta(hours=12))
    shown = run if recent else None
    return _no_store(
        page(
            request,
            "safety/struggling.html",
            directive=writing.directive_of(person),
            run=shown,
            words=running.words_of(shown) if shown else {},
            steps=running.steps_done(shown) if shown else [],
        )
    )


@require_POST
@for_known
def stop(request: Asking, person: Person) -> HttpResponse:
    """Stop it: nobody else is told."""
    running.stop_run(person=person)
    return say(redirect("/struggling"), request, _("It is stopped. Nobody else is told."))


def _plan_from(form: QueryDict) -> Plan:
    names, words, waits = form.getlist("name"), form.getlist("words"), form.getlist("wait")
    people = [
        Asked(name, said, whole(wait, most=9999) or 0)
        for name, said, wait in zip(names, words, waits, strict=False)
        if name.strip() or said.strip()
    ]
    texts = {name: form.get(name, "") for name in ("signs", "helps", "avoid", "good_words", "bad_words", "sign")}
    return Plan(**texts, people=tuple(people))


def _no_store(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
