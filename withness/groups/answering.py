"""Answering those who ask to join."""

from __future__ import annotations

from django.db import transaction

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotUnderstood
from withness.groups.aliases import LONGEST, wearable
from withness.groups.happenings import KnockAnswered
from withness.groups.joining import admit
from withness.groups.models import Group, Knock, Member
from withness.groups.steady import steady_holder


def answer_knock(*, by: Member, knock: Knock, let_in: bool) -> Member | None:
    """Open the door to who asked, or kindly not. A request that is withdrawn or answered by now stays as it is."""
    with transaction.atomic():
        by = steady_holder(by)
        waiting = Knock.objects.select_related("person").filter(id=knock.id, group=by.group, answered_at=None).first()
        if waiting is None:
            return None
        _write_down(waiting, by=by, let_in=let_in)
        return _admit(waiting, by.group) if let_in else None


def turn_everybody_away(group: Group) -> None:
    """Kindly not, to all who still wait: the group has come to its end. For verbs that hold its lock."""
    for waiting in Knock.objects.filter(group=group, answered_at=None):
        _write_down(waiting, by=None, let_in=False)


def _write_down(knock: Knock, *, by: Member | None, let_in: bool) -> None:
    """The words they wrote are let go of: nobody needs them any more."""
    knock.answered_at, knock.let_in, knock.answered_by, knock.words = clock.now(), let_in, by, ""
    knock.save(update_fields=["answered_at", "let_in", "answered_by", "words"])
    announce(KnockAnswered(knock_id=knock.id))


def _admit(knock: Knock, group: Group) -> Member:
    """They accepted the agreement as it was when they asked; if it has changed since, they are asked again inside."""
    worn, shape = _still_free(knock, group)
    return admit(
        group=group, person=knock.person, alias=worn, shape=shape, stone=knock.stone, agreed=knock.agreed_version
    )


def _still_free(knock: Knock, group: Group) -> tuple[str, str]:
    """The alias was free when they asked; if it has been taken since, theirs gets a small mark to tell them apart."""
    alias, tries = knock.alias, 1
    while True:
        try:
            return wearable(alias, group=group, person=knock.person)
        except NotUnderstood:
            tries += 1
            mark = f" {tries}"
            alias = knock.alias[: LONGEST - len(mark)] + mark
