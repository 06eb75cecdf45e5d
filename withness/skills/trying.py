"""Trying something, being asked once how it was, and noticing when it makes things worse."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock, timers
from withness.foundation.announcing import announce
from withness.foundation.limits import Limit, TooMuch, spend
from withness.foundation.models import Timer
from withness.foundation.refusing import NotAllowed, NotUnderstood, TooSoon
from withness.foundation.text import clean_line
from withness.notices.telling import tell
from withness.people.consenting import has_consented
from withness.people.models import Person
from withness.skills.estimating import makes_it_worse
from withness.skills.happenings import StrategyWaits
from withness.skills.models import MOMENTS, Note, Strategy, Tool, Trial

ASK, LATER = "skills.ask", timedelta(hours=20)
HARDEST = 10
_OFTEN = Limit("trials", burst=20, per_hour=4)


def try_it(*, person: Person, strategy: Strategy, moment: str, before: int | None = None) -> Trial:
    """Begin to try it. `before` is how hard it is now, 0 to 10, if they like. They are asked once, some hours later.

    Raises `NotAllowed` without consent, `NotUnderstood`, and `TooSoon` for who begins very many.
    """
    if not has_consented(person, "health"):
        raise NotAllowed(_("We keep nothing about your health without your consent. You can give it on your own page."))
    if moment not in dict(MOMENTS):
        raise NotUnderstood("moment", _("Choose one of these."))
    number = _number(before, "before")
    try:
        spend(_OFTEN, f"person:{person.id}")
    except TooMuch as much:
        sentence = _("You have begun many things today. Stay with one of them for a while.")
        raise TooSoon(sentence, max(much.wait, timedelta(minutes=1))) from much
    with transaction.atomic():
        trial = Trial.objects.create(
            person=person, strategy=strategy, moment=moment, began_at=clock.now(), before=number
        )
        timers.set_timer(kind=ASK, about=trial.id, due_at=clock.now() + LATER)
    return trial


def ask_how_it_was(timer: Timer) -> None:
    """Once. Who has told already, or has erased everything, is not asked."""
    trial = Trial.objects.filter(id=timer.about, went="").first()
    if trial is not None:
        tell(person_id=trial.person_id, kind="trial", bundle=f"trial:{trial.id}", trial=trial.id)


def tell_how_it_was(*, trial: Trial, went: str, after: int | None = None, changed: str = "") -> None:
    """How it was. What they changed may help others: it is read by a person first and shown without a name.

    Raises `NotUnderstood` for an answer that is none of the three.
    """
    if went not in dict(Trial.WENT) or not went:
        raise NotUnderstood("went", _("Choose one of these."))
    with transaction.atomic():
        trial.went, trial.after, trial.told_at = went, _number(after, "after"), clock.now()
        trial.save(update_fields=["went", "after", "told_at"])
        timers.drop_timers(about=trial.id, kind=ASK)
        note = clean_line(changed, longest=600)
        if note:
            waiting = Note.objects.filter(strategy=trial.strategy, person=trial.person, approved_at=None)
            waiting.delete()
            Note.objects.create(strategy=trial.strategy, person=trial.person, words=note, at=clock.now())
        _look_again(trial.strategy)


def keep_at_hand(*, person: Person, strategy: Strategy, on: bool, for_now: bool = False) -> None:
    """Put it into one's toolkit, or take it out. Raises `NotAllowed` for a fourth one for right now."""
    if not on:
        Tool.objects.filter(person=person, strategy=strategy).delete()
        return
    others = Tool.objects.filter(person=person, for_now=True).exclude(strategy=strategy).count()
    if for_now and others >= Tool.NOW:
        raise NotAllowed(_("Three are enough for a hard moment. Take one of them out first."))
    Tool.objects.update_or_create(
        person=person, strategy=strategy, defaults={"for_now": for_now},
        create_defaults={"for_now": for_now, "since": clock.now()},
    )  # fmt: skip


def _look_again(strategy: Strategy) -> None:
    """When it makes things worse for too many people, nobody is offered it until a person has looked at it.

    Each counts once, however often they tell; so nobody can take away alone what helps others. What was told before
    somebody last looked was looked at.
    """
    if strategy.approved_at is None or strategy.pulled_at is not None:
        return
    told = Trial.objects.filter(strategy=strategy, told_at__gt=strategy.approved_at).told()
    worse, tried = (people.values("person_id").distinct().count() for people in (told.filter(went=Trial.WORSE), told))
    if makes_it_worse(worse=worse, tried=tried):
        strategy.pulled_at = clock.now()
        strategy.save(update_fields=["pulled_at"])
        announce(StrategyWaits(strategy_id=strategy.id, again=True))


def _number(value: int | None, field: str) -> int | None:
    if value is not None and not 0 <= value <= HARDEST:
        raise NotUnderstood(field, _("Choose a number from 0 to 10."))
    return value
