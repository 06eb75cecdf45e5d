"""Writing down what helped, changing it, building on somebody else's, and reading it for the commons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean, clean_line, to_html
from withness.groups.belonging import membership
from withness.groups.models import Member
from withness.groups.rules import check_may_read_first, may_decide, may_write
from withness.people.auditing import STEWARD, write_down
from withness.people.models import Person
from withness.people.stewarding import is_steward
from withness.skills.happenings import StrategyWaits
from withness.skills.models import MOMENTS, Change, Note, Strategy, Wording

LONGEST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class Said:
    """A strategy as somebody writes it down. `minutes` is how long it takes, if that can be said."""

    title: str
    steps: str
    moments: Sequence[str]
    minutes: int | None = None
    costs: str = ""
    cautions: str = ""
    not_for: str = ""


def write_strategy(*, by: Member, said: Said, language: str, based_on: Strategy | None = None) -> Strategy:
    """Write down what helped. Somebody who holds the group reads it before anybody else sees it.

    Raises `NotUnderstood` where something is missing, `NotAllowed` for who may not write in this group.
    """
    if not may_write(by):
        raise NotAllowed(_("Please read the agreement of this group first."))
    fields = readable(said)
    with transaction.atomic():
        strategy = Strategy.objects.create(
            group=by.group, author=by, language=language, based_on=based_on, written_at=clock.now(), **fields
        )
        announce(StrategyWaits(strategy_id=strategy.id, again=False))
    return strategy


def change_strategy(*, strategy: Strategy, said: Said) -> None:
    """Say it differently. It is read again first; until then everybody finds it as it was approved."""
    fields = readable(said)
    with transaction.atomic():
        _steady(strategy)
        if strategy.approved_at is None:
            Strategy.objects.filter(id=strategy.id).update(**fields)
        else:
            Change.objects.update_or_create(strategy=strategy, defaults=fields | {"at": clock.now()})
        announce(StrategyWaits(strategy_id=strategy.id, again=False))


def approve(*, strategy: Strategy, by: Member, read: str | None = None) -> None:
    """Let everybody try it, as it is to read now. Also after it was looked at again. What was told of it stays with it.

    `read`: the mark of the words that were read. Raises `NotUnderstood` where it reads otherwise by now, `NotAllowed` for
    its own author where others hold the group, and for who does not hold it.
    """
    with transaction.atomic():
        _steady(strategy)
        check_may_read_first(by, strategy)
        change = Change.objects.filter(strategy=strategy).first()
        if read is not None and read != (change or strategy).mark():
            raise NotUnderstood("read", _(
                "It reads differently since you opened this page, so nothing was decided. Please read it once more, as it is now."
            ))  # fmt: skip
        changed = _take_in(strategy, change) if change is not None else []
        strategy.approved_at, strategy.approved_by, strategy.pulled_at = clock.now(), by, None
        strategy.save(update_fields=["approved_at", "approved_by", "pulled_at", *changed])


def offer_again(*, strategy: Strategy, by: Person) -> None:
    """A steward has looked at one of ours: everybody may try it again. Raises `NotAllowed` for who is no steward."""
    if strategy.group_id is not None or not is_steward(by):
        raise NotAllowed(_("Only a steward can do this."))
    with transaction.atomic():
        strategy.approved_at, strategy.pulled_at = clock.now(), None
        strategy.save(update_fields=["approved_at", "pulled_at"])
        write_down(
            role=STEWARD,
            what="offered_again",
            by=by,
            thing=f"strategy:{strategy.id}",
            why=_("A steward looked at it again."),
        )


def read_note(*, note: Note, by: Person, let_in: bool) -> None:
    """Let others read what somebody changed, or let it go.

    Raises `NotAllowed` for who does not decide for the group; for what we brought, for who is no steward.
    """
    group_id = note.strategy.group_id
    me = membership(by, group_id) if group_id else None
    if not (may_decide(me) if me is not None else group_id is None and is_steward(by)):
        raise NotAllowed(_("Only who holds the group reads for it."))
    if let_in:
        note.approved_at = clock.now()
        note.save(update_fields=["approved_at"])
    else:
        note.delete()


def withdraw(*, strategy: Strategy) -> None:
    """Take it back; it is gone from everybody's toolkit too."""
    strategy.withdrawn_at = clock.now()
    strategy.save(update_fields=["withdrawn_at"])


def _steady(strategy: Strategy) -> None:
    """Its row, fresh and held: who wrote it and who reads it may press in the same moment."""
    strategy.refresh_from_db(from_queryset=Strategy.objects.select_for_update())


def _take_in(strategy: Strategy, change: Change) -> list[str]:
    """How it read before is kept for who wants to compare. Answers which fields are different now."""
    Wording.objects.create(
        strategy=strategy, version=strategy.version, title=strategy.title, steps=strategy.steps, until=clock.now(),
        approved_at=strategy.approved_at,
    )  # fmt: skip
    said = change.said()
    for name, value in said.items():
        setattr(strategy, name, value)
    strategy.version += 1
    change.delete()
    return ["version", *said]


def readable(said: Said) -> dict[str, object]:
    """What was said, as a row keeps it. Raises `NotUnderstood` for the first that is missing."""
    title, steps = clean_line(said.title, longest=100), clean(said.steps, longest=4000)
    moments = [moment for moment in dict(MOMENTS) if moment in said.moments]
    if not title:
        raise NotUnderstood("title", _("Give it a name. A few words are enough."))
    if not steps:
        raise NotUnderstood("steps", _("Say how it is done, one step after the other."))
    if not moments:
        raise NotUnderstood("moments", _("Choose at least one moment in which it helps."))
    if said.minutes is not None and not 0 < said.minutes <= LONGEST_MINUTES:
        raise NotUnderstood("minutes", _("Choose a number of minutes from 1 to 600, or leave it empty."))
    return {
        "title": title, "steps": steps, "html": to_html(steps), "moments": moments, "minutes": said.minutes,
        "costs": clean_line(said.costs, longest=200), "cautions": clean_line(said.cautions, longest=500),
        "not_for": clean_line(said.not_for, longest=300),
    }  # fmt: skip
