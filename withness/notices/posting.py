"""Letters that say that something is waiting, and nothing else: no words, no aliases, no name of a group.

A letter is bundled: it leaves ten minutes after the first thing that was not seen, never in quiet hours, and at most
once in four hours. Whether it is still wanted, and still true, is asked at the very moment it leaves.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.mail import send_letter
from withness.foundation.models import Timer
from withness.foundation.pages import render_piece
from withness.foundation.rows import ask
from withness.foundation.timers import set_timer
from withness.notices.happenings import Told
from withness.notices.kinds import wordings_of
from withness.notices.letters import unsubscribing
from withness.notices.models import Notice, Wishes
from withness.notices.wishes import loud_again
from withness.people.letters import email_of
from withness.people.models import Person

BUNDLE = "bundle"
GATHER, APART = timedelta(minutes=10), timedelta(hours=4)


def plan_letter(told: Told) -> None:
    """Somebody was told something: if they want letters, plan one. One that is planned already gathers this too."""
    if not ask("SELECT 1 FROM notices_wishes WHERE person_id = %s AND by_mail", [told.person_id]):
        return
    if not Timer.objects.filter(kind=BUNDLE, about=told.person_id).exists():
        set_timer(kind=BUNDLE, about=told.person_id, due_at=clock.now() + GATHER)


def post_bundle(timer: Timer) -> None:
    """Write the letter if it is still wanted and true; put it off in quiet hours, or when the last is too fresh."""
    wishes = Wishes.objects.select_related("person").filter(person_id=timer.about, by_mail=True).first()
    to = email_of(wishes.person) if wishes else ""
    if wishes is None or not to:
        return
    waiting = _still_waiting(wishes.person)
    if not waiting:
        return
    later = _not_before(wishes)
    if later is not None:
        set_timer(kind=BUNDLE, about=timer.about, due_at=later)
        return
    _write(wishes, to)
    Notice.objects.filter(id__in=waiting).update(posted_at=clock.now())


def _still_waiting(person: Person) -> list[str]:
    """What no letter has told of yet, has not been seen, and can still be seen."""
    unseen = list(Notice.objects.filter(person=person, seen_at=None, posted_at=None))
    return list(wordings_of(unseen, person))


def _not_before(wishes: Wishes) -> datetime | None:
    last: datetime | None = Notice.objects.filter(person=wishes.person).aggregate(last=Max("posted_at"))["last"]
    if last is not None and last + APART > clock.now():
        return last + APART
    return loud_again(wishes, zone=wishes.person.zone)


def _write(wishes: Wishes, to: str) -> None:
    headers, stop = unsubscribing(wishes)
    with translation.override(wishes.person.language):
        told = {
            "inbox": f"{settings.BASE_URL}/notices", "stop": stop,
            "language": translation.get_language(), "dir": "rtl" if translation.get_language_bidi() else "ltr",
        }  # fmt: skip
        send_letter(
            to=to, subject=_("Something is waiting for you"), words=str(render_piece("notices/letter.txt", **told)),
            html=str(render_piece("notices/letter.html", **told)), **headers,
        )  # fmt: skip
