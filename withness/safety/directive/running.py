"""Carrying a directive out: one step at a time, each with what it sends and the time of the next in one transaction."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.mail import send_letter
from withness.foundation.models import Timer
from withness.foundation.refusing import NotAllowed
from withness.foundation.timers import drop_timers, set_timer
from withness.people.keyring import OpenKey
from withness.people.models import Person
from withness.people.sealing import seal, unseal
from withness.safety.directive.asking import card_of, may_be_told
from withness.safety.directive.machine import TELL, Done, State, Step, advance, steps_for
from withness.safety.directive.writing import directive_of, is_over, named_of, ready_words
from withness.safety.happenings import NamedAsked
from withness.safety.models import Named, Run, RunStep

STEP, WIPE = "directive_step", "directive_wipe"
OWNER_STOPPED, SOMEBODY_IS_THERE, CAME_TO_ITS_END = "stopped", "somebody", "end"
DRILL_WAIT = timedelta(seconds=5)


def begin_run(*, person: Person, key: OpenKey | None = None, drill: bool = False) -> Run:
    """Start it. One that is going on is answered as it is: pressing twice starts nothing twice.

    Raises `NotAllowed` without a directive, or where neither one press is enough nor the key is open.
    """
    directive = directive_of(person)
    words = ready_words(directive, key) if directive is not None else None
    if directive is None or words is None:
        raise NotAllowed(_("Open it with your passphrase first. Help now is at the top of the page."))
    people = [] if is_over(directive) else [(one.id, one.wait) for one in named_of(person)]
    steps = steps_for(people)
    plan = {"words": words, "steps": [[step.kind, step.named, step.wait] for step in steps]}
    try:
        with transaction.atomic():
            run = Run.objects.create(
                person=person, drill=drill, plan=seal(json.dumps(plan)), begun_at=clock.now(), due_at=clock.now()
            )
            _step(run)
    except IntegrityError:
        return Run.objects.get(person=person, ended_at=None)
    return run


def do_step(timer: Timer) -> None:
    """The worker's part: what is due now, if the run still goes on."""
    run = Run.objects.select_for_update().filter(id=timer.about, ended_at=None).first()
    if run is not None:
        _step(run)


def stop_run(*, person: Person) -> None:
    """Its owner stops it: nobody else is told."""
    with transaction.atomic():
        run = Run.objects.select_for_update().filter(person=person, ended_at=None).first()
        if run is not None:
            _end(run, OWNER_STOPPED)


def be_there(*, named: Named) -> bool:
    """Somebody who was told says that they are with them: nobody else is told. False when they were not told."""
    with transaction.atomic():
        run = Run.objects.select_for_update().filter(person_id=named.owner_id, ended_at=None).first()
        if run is None or not RunStep.objects.filter(run=run, named=named, outcome="told").exists():
            return False
        _end(run, SOMEBODY_IS_THERE)
    return True


def run_of(person: Person) -> Run | None:
    """The run that is going on, else the last one."""
    return Run.objects.filter(person=person).order_by("-begun_at").first()


def words_of(run: Run) -> dict[str, str]:
    """What the run shows its owner while it goes on; nothing once it has been wiped."""
    found: dict[str, str] = _plan(run).get("words", {})
    return found


def steps_done(run: Run) -> list[tuple[RunStep, str]]:
    """Every step that was done, in order, with the name its owner gave to whom it told."""
    rows = run.steps.select_related("named").order_by("number")
    return [(step, card_of(step.named).name if step.named is not None else "") for step in rows]


def _step(run: Run) -> None:
    steps = [Step(kind, named, wait) for kind, named, wait in _plan(run).get("steps", [])]
    people = {one.id: one for one in Named.objects.filter(owner_id=run.person_id)}
    done, after = advance(
        steps, State(run.number, run.due_at), clock.now(), lambda name: name in people and may_be_told(people[name])
    )
    if done is None:
        if run.due_at is not None:
            set_timer(kind=STEP, about=run.id, due_at=run.due_at)
        return
    _write(run, done, people.get(done.named))
    run.number, run.due_at = after.number, after.due_at
    if run.drill and run.due_at is not None:
        run.due_at = min(run.due_at, clock.now() + DRILL_WAIT)
    run.save(update_fields=["number", "due_at"])
    if run.due_at is None:
        _end(run, CAME_TO_ITS_END)
    else:
        set_timer(kind=STEP, about=run.id, due_at=run.due_at)


def _write(run: Run, done: Done, named: Named | None) -> None:
    """The step's row and what it sends. The row's number is unique in its run: a second time cannot be written."""
    outcome = "tried" if run.drill and done.outcome == "told" else done.outcome
    RunStep.objects.create(run=run, number=done.number, kind=done.kind, named=named, outcome=outcome, at=clock.now())
    if done.kind == TELL and named is not None and outcome == "told":
        _tell(run, named)


def _tell(run: Run, named: Named) -> None:
    """The words of the directive to this one person, and nothing else. Their own page says what they can do."""
    if named.person_id is not None:
        announce(NamedAsked(named_id=named.id, run_id=run.id))
        return
    card = card_of(named)
    with translation.override(run.person.language):
        send_letter(
            to=unseal(named.address), subject=_("A message from somebody who trusts you"),
            words=f"{card.words}\n\n{card.sign}\n\n"
            + _("They wrote this in a good hour, to be sent to you in a hard one. You said yes to that."),
        )  # fmt: skip


def _end(run: Run, why: str) -> None:
    """It is over, and its words are wiped. That it ran, and which steps, stays for its owner."""
    plan = run.plan if why == CAME_TO_ITS_END else ""
    Run.objects.filter(id=run.id).update(ended_at=clock.now(), ended=why, due_at=None, plan=plan)
    drop_timers(about=run.id, kind=STEP)
    if why == CAME_TO_ITS_END:
        set_timer(kind=WIPE, about=run.id, due_at=clock.now() + timedelta(hours=12))


def wipe(timer: Timer) -> None:
    """Half a day after its last step a run's words go."""
    Run.objects.filter(id=timer.about).update(plan="")


def _plan(run: Run) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(unseal(run.plan) or "{}") if run.plan else {}
    return found
