"""What Ana can leave behind: listening."""

from __future__ import annotations

from testing.lives import CANARY
from withness.foundation import clock
from withness.groups.models import Member
from withness.matching.handing_over import hand_over as hand_over_duty
from withness.matching.models import Ask, Clock
from withness.matching.rota import choose_hours
from withness.matching.taking import pass_by, take
from withness.matching.willing import choose_willingness, finish_practice
from withness.people.models import Person
from withness.shares.sharing import share


def listen_to_others(ana: Person, teasel: Member, wren: Member) -> None:
    """Being willing, asked, on duty; taking one, passing one."""
    choose_willingness(person=ana, often="some")
    finish_practice(person=ana)
    choose_hours(by=teasel, slots=[3])
    hand_over_duty(by=teasel, words=f"{CANARY} thirteen")
    for do in (take, pass_by):
        do(by=teasel, share_id=share(by=wren, words="Waiting.", need="just_listen").id)
    asked = Clock.objects.filter(author=wren).first()
    Ask.objects.create(clock=asked, person=ana, member=teasel, rung="wave", at=clock.now())
