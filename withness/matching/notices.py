"""What this room tells people: gently, and only as long as it is true."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from withness.groups.belonging import membership
from withness.groups.rules import holds, may_write
from withness.matching.models import Ask, Clock
from withness.matching.rules import may_be_told_of
from withness.notices.kinds import Wording, declare
from withness.notices.models import Notice
from withness.notices.telling import tell
from withness.people.models import Person

INVITED, ON_DUTY, UNHEARD = "invited", "on_duty", "unheard"


def declare_kinds() -> None:
    """For the wiring. All of them may be switched off."""
    declare(INVITED, wording=word_invited, off_able=True, label=later("Somebody waits to be heard, and I could listen"))
    declare(ON_DUTY, wording=word_on_duty, off_able=True, label=later("Somebody waits while I am on duty"))
    declare(UNHEARD, wording=word_unheard, off_able=True, label=later("A share still waits in a group I hold"))


def tell_asked(ask: Ask, kind: str) -> None:
    """One notice for one share, whoever shared it: it names nobody."""
    bundle = f"{kind}:{ask.clock_id}"
    tell(person_id=ask.person_id, kind=kind, bundle=bundle, place=ask.clock.group_id, share=ask.clock_id)


def word_invited(notice: Notice, person: Person) -> Wording | None:
    """Only while the share still waits, and they may still answer it."""
    if _waiting(notice, person) is None:
        return None
    sentence = _("Someone is waiting to be heard. Only if you have the strength today")
    return Wording(sentence, f"/listen/{notice.ids.get('share', '')}")


def word_on_duty(notice: Notice, person: Person) -> Wording | None:
    """The same, for who is on duty."""
    waiting = _waiting(notice, person)
    if waiting is None:
        return None
    sentence = _("You are on duty, and someone in %(group)s has waited a while")
    return Wording(sentence % {"group": waiting.group.title}, f"/listen/{waiting.share}")


def word_unheard(notice: Notice, person: Person) -> Wording | None:
    """For who holds the group."""
    waiting, me = _waiting(notice, person), membership(person, notice.place)
    if waiting is None or me is None or not holds(me):
        return None
    sentence = _("A share in %(group)s still waits to be heard. The others have been asked")
    return Wording(sentence % {"group": waiting.group.title}, f"/listen/{waiting.share}")


def _waiting(notice: Notice, person: Person) -> Clock | None:
    """The clock this notice is about, for who was asked, while it runs."""
    asks = Ask.objects.filter(clock_id=notice.ids.get("share", ""), person=person, clock__ended_at=None)
    ask = asks.filter(answered_at=None).select_related("clock__group").first()
    if ask is None:
        return None
    if ask.member_id is None:
        return ask.clock if may_be_told_of(ask.clock.group) else None
    me = membership(person, ask.clock.group_id)
    return ask.clock if me is not None and may_write(me) else None
