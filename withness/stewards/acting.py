"""Deciding. Every decision names a rule and a reason, is told to whom it is about in the same transaction, and can be
looked at again by somebody else. What is final needs a second steward, and until then only holds for three days.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean
from withness.foundation.timers import set_timer
from withness.groups.models import Member
from withness.notices.telling import tell
from withness.people.auditing import STEWARD, write_down
from withness.people.models import Person
from withness.safety.reportable import kind_of
from withness.safety.reporting import close_reports
from withness.stewards.effects import settle
from withness.stewards.looking import has_looked
from withness.stewards.models import Action, Appeal, Case
from withness.stewards.opening import tell_stewards
from withness.stewards.rules import RULES, check_may_see, may_second

DECIDED, SECOND, ANSWERED = "decision", "second_wanted", "report_answered"
LONGEST = {Action.HOLD: timedelta(days=3), Action.PAUSE: timedelta(days=14), Action.LOCK: timedelta(days=3)}
PROVISIONAL = timedelta(days=3)
ASK_AGAIN = timedelta(days=30)
OVER = "action_over"


def act(*, by: Person, case: Case, kind: str, rule: str, reason: str, hours: int = 72) -> Action:
    """Decide on a case. Raises `NotUnderstood` without a rule or a reason, `NotAllowed` before one has read it."""
    check_may_see(by, case)
    reason = _checked(by, case, kind, rule, reason)
    with transaction.atomic():
        case = Case.objects.select_for_update().get(id=case.id)
        if case.closed_at is not None:
            raise NotAllowed(_("This has been decided already."))
        now = clock.now()
        action = Action.objects.create(
            case=case, by=by, about=_whom(case, kind), kind=kind, rule=rule, reason=reason, at=now,
            until=_until(kind, hours, now),
        )  # fmt: skip
        _carry_out(action)
        write_down(
            role=STEWARD, what=f"decided_{kind}", by=by, about=action.about, thing=f"action:{action.id}", why=reason
        )
        if kind in Action.FINAL:
            tell_stewards(case, SECOND, but=(by.id,), action=action.id)
        elif kind != Action.NOTE or not case.care:
            close(case, answer=kind)
    return action


def second(*, by: Person, action: Action) -> Action:
    """Decide with the first steward: now it is final, but for the thirty days in which it can be asked again."""
    with transaction.atomic():
        action = Action.objects.select_for_update(of=("self",)).select_related("case").get(id=action.id)
        if not may_second(by, action):
            raise NotAllowed(_("A second steward decides this: not the one who asked, and only once."))
        if not has_looked(by, action.case):
            raise NotAllowed(_("Please read it first."))
        action.second_by, action.seconded_at = by, clock.now()
        action.until = clock.now() + ASK_AGAIN
        action.save(update_fields=["second_by", "seconded_at", "until"])
        _carry_out(action)
        write_down(role=STEWARD, what=f"seconded_{action.kind}", by=by, about=action.about, thing=f"action:{action.id}",
                   why=action.reason)  # fmt: skip
        close(action.case, answer=action.kind)
    return action


def leave_it(*, by: Person, case: Case, reason: str) -> None:
    """Nothing has to be done. Who asked is told so, kindly."""
    check_may_see(by, case)
    reason = clean(reason, longest=300)
    with transaction.atomic():
        write_down(
            role=STEWARD, what="left_as_it_is", by=by, about=case.about, thing=f"{case.kind}:{case.thing}", why=reason
        )
        close(case, answer="left")


def undo(*, action: Action) -> None:
    """It no longer stands: everything is as before. For verbs that looked at it again."""
    with transaction.atomic():
        action.undone_at = clock.now()
        action.save(update_fields=["undone_at"])
        settle(action.case)


def end_action(timer: Timer) -> None:
    """What was decided for a while is over. Words that were taken away go for good, unless somebody still asks again."""
    action = Action.objects.select_related("case").filter(id=timer.about, undone_at=None).first()
    if action is None:
        return
    if action.until is not None and action.until > clock.now():
        set_timer(kind=OVER, about=action.id, due_at=action.until)
        return
    if action.kind == Action.REMOVE and action.seconded_at is not None:
        _erase(action)
    else:
        settle(action.case)


def close(case: Case, *, answer: str) -> None:
    """It is decided: those who asked are told what was done, in one word of ours."""
    Case.objects.filter(id=case.id, closed_at=None).update(closed_at=clock.now())
    for report in close_reports(kind=case.kind, thing=case.thing, answer=answer):
        if report.by_id is not None:
            tell(person_id=report.by_id, kind=ANSWERED, bundle=f"{ANSWERED}:{report.id}", report=report.id)


def _carry_out(action: Action) -> None:
    """Its effect, its notice and its end, together."""
    settle(action.case)
    if action.about_id is not None:
        tell(person_id=action.about_id, kind=DECIDED, bundle=f"{DECIDED}:{action.id}", action=action.id)
    Action.objects.filter(id=action.id).update(told_at=clock.now())
    if action.until is not None:
        set_timer(kind=OVER, about=action.id, due_at=action.until)


def _erase(action: Action) -> None:
    if Appeal.objects.filter(action=action, answered_at=None).exists():
        action.until = clock.now() + timedelta(days=1)
        action.save(update_fields=["until"])
        set_timer(kind=OVER, about=action.id, due_at=action.until)
        return
    kind = kind_of(action.case.kind)
    if kind is not None and kind.erase is not None:
        kind.erase(action.case.thing)
    Action.objects.filter(id=action.id).update(erased_at=clock.now())


def _checked(by: Person, case: Case, kind: str, rule: str, reason: str) -> str:
    if kind not in dict(Action.KINDS):
        raise NotUnderstood("kind", _("Choose what should be done."))
    if rule not in RULES:
        raise NotUnderstood("rule", _("Choose the rule it is about. They will read it."))
    reason = clean(reason, longest=1000)
    if not reason:
        raise NotUnderstood("reason", _("Give a reason. They will read it."))
    known = kind_of(case.kind)
    if kind in (Action.HOLD, Action.REMOVE) and (known is None or known.hold is None):
        raise NotUnderstood("kind", _("This cannot be held. A pause or a few words can be a way."))
    if kind in (Action.PAUSE, Action.PART) and not case.face:
        raise NotUnderstood("kind", _("There is nobody to pause here."))
    if not has_looked(by, case):
        raise NotAllowed(_("Please read it first."))
    return reason


def _whom(case: Case, kind: str) -> Person | None:
    """Whom a decision is about: whose words they are; for a group's door, who holds the group."""
    if kind != Action.LOCK and case.about is not None:
        return case.about
    holder = (
        Member.objects.holding().select_related("person").filter(group_id=case.place, holds=Member.FACILITATOR).first()
    )
    return holder.person if holder is not None else None


def _until(kind: str, hours: int, now: datetime) -> datetime | None:
    if kind == Action.NOTE:
        return None
    if kind in Action.FINAL:
        return now + PROVISIONAL
    return now + min(timedelta(hours=max(1, hours)), LONGEST[kind])
