"""Asking for it to be looked at again. Somebody else looks: never who decided it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean
from withness.notices.telling import tell
from withness.people.auditing import STEWARD, write_down
from withness.people.models import Person
from withness.stewards.acting import ASK_AGAIN, undo
from withness.stewards.looking import has_looked
from withness.stewards.models import Action, Appeal
from withness.stewards.opening import tell_stewards
from withness.stewards.raids import show_again
from withness.stewards.rules import may_answer

APPEAL, APPEAL_ANSWERED = "ask_again", "asked_again"
LONGEST = 2000


def may_ask_again(person: Person, action: Action) -> bool:
    """Whether this person may still ask: it is about them, it is not undone, and nobody asked yet."""
    mine = action.about_id == person.id and action.undone_at is None and action.erased_at is None
    in_time = action.at + ASK_AGAIN > clock.now() or (action.until is not None and action.until > clock.now())
    return mine and in_time and not Appeal.objects.filter(action=action).exists()


def ask_again(*, by: Person, action: Action, words: str) -> Appeal:
    """Ask a different steward to look, with what they should know."""
    words = clean(words, longest=LONGEST + 1)
    if len(words) > LONGEST:
        raise NotUnderstood("words", _("This is longer than 2,000 letters. A few lines are enough."))
    with transaction.atomic():
        if not may_ask_again(by, action):
            raise NotAllowed(_("This was asked already, or is over."))
        kept = Appeal.objects.create(action=action, words=words, at=clock.now())
        tell_stewards(action.case, APPEAL, but=(action.by_id, action.second_by_id), action=action.id)
    return kept


def answer_appeal(*, by: Person, appeal: Appeal, stands: bool, answer: str) -> Appeal:
    """Look again, and say why it stands, or why not. Then everything is as before, with an apology."""
    answer = clean(answer, longest=1000)
    if not answer:
        raise NotUnderstood("answer", _("Say why. They will read it."))
    with transaction.atomic():
        appeal = (
            Appeal.objects.select_for_update(of=("self",))
            .select_related("action__case")
            .get(action_id=appeal.action_id)
        )
        if appeal.answered_at is not None or not may_answer(by, appeal.action):
            raise NotAllowed(_("A steward who had no part in it answers this, once."))
        if not has_looked(by, appeal.action.case):
            raise NotAllowed(_("Please read it first."))
        appeal.by, appeal.answered_at, appeal.stands, appeal.answer = by, clock.now(), stands, answer
        appeal.save()
        if not stands:
            undo(action=appeal.action)
            show_again(appeal.action)
        about = appeal.action.about
        what = "appeal_stands" if stands else "appeal_undone"
        write_down(role=STEWARD, what=what, by=by, about=about, thing=f"action:{appeal.action_id}", why=answer)
        if about is not None:
            tell(
                person_id=about.id,
                kind=APPEAL_ANSWERED,
                bundle=f"{APPEAL_ANSWERED}:{appeal.action_id}",
                action=appeal.action_id,
            )
    return appeal
