"""Asking the stewards to look. Nobody has to be sure, and nobody is told who asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.limits import Limit, TooMuch, spend
from withness.foundation.refusing import NotAllowed, NotUnderstood, TooSoon
from withness.foundation.text import clean
from withness.people.models import Person
from withness.safety.happenings import Reported
from withness.safety.models import Report
from withness.safety.reportable import Target

LONGEST = 2000
WORRIED = "worried"
_PACE = Limit("reports", burst=20, per_hour=10)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody asks: in plain words, and how soon somebody should look (3 first)."""

    name: str
    words: str | Promise
    more: str | Promise
    urgency: int


REASONS = (
    Reason(WORRIED, later("I am worried about this person."), later("This is care, not a complaint."), 3),
    Reason("threat", later("It threatens somebody, or may get somebody hurt."), "", 3),
    Reason("how", later("It says how to harm oneself."), "", 3),
    Reason("child", later("A child may be in danger."), "", 3),
    Reason("private", later("It tells who somebody is, or where they live."), "", 2),
    Reason("unkind", later("It is cruel, or it shames somebody."), "", 2),
    Reason("pressing", later("Somebody does not leave another in peace."), "", 2),
    Reason("selling", later("It sells, recruits or asks for money."), "", 1),
    Reason("agreement", later("It does not fit what this group agreed on."), "", 1),
    Reason("other", later("Something else."), "", 1),
)
BY_NAME = {reason.name: reason for reason in REASONS}


def report(*, by: Person, target: Target, reason: str, words: str = "") -> Report:
    """Ask the stewards to look at `target`. The same person asking again about it answers the report that is open.

    Raises `NotUnderstood` without a reason of ours, `NotAllowed` for one's own things, `TooSoon` for very many.
    """
    if reason not in BY_NAME:
        raise NotUnderstood("reason", _("Choose what comes nearest. You do not have to be sure."))
    words = clean(words, longest=LONGEST + 1)
    if len(words) > LONGEST:
        raise NotUnderstood("words", _("This is longer than 2,000 letters. A few lines are enough."))
    if target.person is not None and target.person.id == by.id:
        raise NotAllowed(_("This is your own. You can change it or take it back."))
    before = Report.objects.filter(by=by, kind=target.kind, thing=target.thing, closed_at=None).first()
    if before is not None:
        return before
    _check_pace(by)
    try:
        return _keep(by, target, reason, words)
    except IntegrityError:  # the same press arrived twice
        return Report.objects.get(by=by, kind=target.kind, thing=target.thing, closed_at=None)


def _keep(by: Person, target: Target, reason: str, words: str) -> Report:
    with transaction.atomic():
        kept = Report.objects.create(
            by=by, about=target.person, kind=target.kind, thing=target.thing, place=target.place, face=target.face,
            reason=reason, words=words, is_demo=target.is_demo, at=clock.now(),
        )  # fmt: skip
        announce(Reported(report_id=kept.id))
    return kept


def _check_pace(by: Person) -> None:
    try:
        spend(_PACE, f"person:{by.id}")
    except TooMuch as much:
        raise TooSoon(
            _("You have asked for many looks in a short time. Please try again a little later."), much.wait
        ) from much


def reports_by(person: Person, *, before: Report | None = None, most: int | None = None) -> list[Report]:
    """What this person asked for, the newest first; from `before` on, and at most so many."""
    rows = Report.objects.filter(by=person)
    if before is not None:
        rows = rows.filter(Q(at__lt=before.at) | Q(at=before.at, id__lt=before.id))
    return list(rows.order_by("-at", "-id")[:most])


def report_by(person: Person, report_id: str) -> Report | None:
    """The report of that id, if this person made it."""
    return Report.objects.filter(by=person, id=report_id).first()


def standing(report: Report) -> str:
    """How it stands with a report, to who made it."""
    if report.closed_at is None:
        return _("A steward is looking at it.") if report.looked_at else _("It has arrived. A steward will look soon.")
    out, spoken = _("A steward looked. It is out of sight."), _(
        "A steward looked, and spoke with them. They cannot write there for now."
    )  # fmt: skip
    left = _("A steward looked, and left it as it is. Thank you for caring.")
    known = {"left": left, "hold": out, "remove": out, "pause": spoken, "part": spoken}
    return known.get(report.answer, _("A steward looked, and did something about it."))


def mark_looked(*, kind: str, thing: str) -> None:
    """A steward has opened it: who asked can see that."""
    Report.objects.filter(kind=kind, thing=thing, closed_at=None, looked_at=None).update(looked_at=clock.now())


def close_reports(*, kind: str, thing: str, answer: str) -> list[Report]:
    """It is decided: every open report about this thing gets its answer. The words of those who asked are let go of."""
    waiting = list(Report.objects.filter(kind=kind, thing=thing, closed_at=None))
    Report.objects.filter(id__in=[one.id for one in waiting]).update(closed_at=clock.now(), answer=answer, words="")
    return waiting
