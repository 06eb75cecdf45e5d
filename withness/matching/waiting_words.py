"""What the author reads about being heard: who has been asked, in honest words; never a number in a queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from markupsafe import Markup

from withness.foundation import clock
from withness.foundation.pages import render_piece
from withness.groups.models import Member
from withness.matching.deciding.ladder import DUTY, FACILITATOR, SISTERS, WAVE
from withness.matching.models import Ask, Clock, Hold, Sister, Step


@dataclass(frozen=True, slots=True)
class Stand:
    """How it stands with the author's own share: a sentence or two, and what they may say about it."""

    sentences: list[str]
    ended: str
    may_wait_again: bool
    sisters: bool
    sisters_on: bool


def how_it_stands(member: Member, share_id: str) -> Stand | None:
    """For the author of the share; nothing for anybody else."""
    mine = Clock.objects.filter(share=share_id, author=member).first()
    if mine is None or mine.ended_because == Clock.GONE:
        return None
    sisters = mine.ended_at is None and Sister.objects.filter(group_id=mine.group_id).exclude(agreed_at=None).exists()
    return Stand(
        _sentences(mine), mine.ended_because, mine.ended_because in {Clock.FEELS_HEARD, Clock.NO_REPLIES},
        sisters, mine.sisters_from is not None,
    )  # fmt: skip


def beside_share(member: Member, share_id: str, csrf_field: object) -> Markup:
    """The piece of the share's page in which its author reads how it stands; empty for everybody else."""
    stand = how_it_stands(member, share_id)
    if stand is None:
        return Markup("")
    return render_piece(
        "matching/stand.html", stand=stand, csrf_field=csrf_field, action=f"/g/{member.group_id}/s/{share_id}/clock"
    )


def _sentences(mine: Clock) -> list[str]:
    if mine.ended_because == Clock.NO_REPLIES:
        return [_("You would rather have no replies. Nobody is asked.")]
    if mine.ended_because == Clock.FEELS_HEARD:
        return [_("You feel heard. Nobody is asked any more, and replies stay welcome.")]
    if mine.ended_because == Clock.HEARD:
        return [_("Two people have written back to you. There is always room for one more.")]
    found = [_("One person has written back. We go on asking until there are two.")] if mine.replies else []
    if Hold.objects.filter(clock=mine, until__gt=clock.now()).exists():
        found.append(_("Somebody is writing to you just now."))
    return found + _asked(mine) + ([_later(mine)] if not found else [])


def _asked(mine: Clock) -> list[str]:
    """How many have been asked: up to ten as a number, for it is company, and not a place in a row."""
    asked = Ask.objects.filter(clock=mine, rung__in=[WAVE, SISTERS]).values("person_id").distinct().count()
    rungs = set(Step.objects.filter(clock=mine, asked__gt=0).values_list("rung", flat=True))
    found = [_people(asked)] if asked else []
    if DUTY in rungs:
        found.append(_("Somebody who is on duty has been asked too."))
    if FACILITATOR in rungs:
        found.append(_("Those who hold this group know that you wait."))
    return found


def _people(asked: int) -> str:
    if asked == 1:
        return _("One person near your experience has been asked.")
    if asked == 2:
        return _("Two people near your experience have been asked.")
    if asked <= 10:
        return _("%(number)s people near your experience have been asked.") % {"number": asked}
    return _("More than ten people have been asked.")


def _later(mine: Clock) -> str:
    waited = clock.now() - mine.begun_at
    if waited < timedelta(minutes=10):
        return _("Your words are on the Listen page. Who is here now can see them.")
    if mine.at_night and _soon(mine.begun_at):
        return _("It is night for most people here. It may take until the morning, and we go on asking.")
    return _("It is taking longer than we would like. We go on asking; you have not been forgotten.")


def _soon(begun: datetime) -> bool:
    return clock.now() - begun < timedelta(hours=9)
