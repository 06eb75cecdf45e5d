"""Letters that bring what somebody wrote back, for who asked for that: whole, and to be answered by e-mail.

Nobody gets them without asking, and the page says before what it means: whoever can read one's e-mail can read them.
The subject says nothing, as with every letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import F, Max, Q
from django.utils import translation
from django.utils.translation import gettext as _
from markupsafe import Markup

from withness.foundation import clock
from withness.foundation.mail import send_letter
from withness.foundation.models import Timer
from withness.foundation.pages import render_piece
from withness.foundation.rows import ask
from withness.foundation.timers import set_timer
from withness.groups.models import Member
from withness.notices.happenings import Told
from withness.notices.letters import unsubscribing
from withness.notices.models import Notice, Wishes
from withness.notices.wishes import loud_again
from withness.people.letters import email_of
from withness.shares.mail_addresses import Place, address_for
from withness.shares.models import Reply, Share
from withness.shares.notices import REPLY
from withness.shares.unquoting import ABOVE

WORDS = "words_by_mail"
GATHER = timedelta(minutes=2)  # time enough to take something back
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def plan_words(told: Told) -> None:
    """Somebody was answered: if they want the words by e-mail, plan it."""
    wants = "SELECT 1 FROM notices_wishes WHERE person_id = %s AND words_by_mail"
    if told.kind != REPLY or not settings.REPLY_ADDRESS or not ask(wants, [told.person_id]):
        return
    if not Timer.objects.filter(kind=WORDS, about=told.person_id).exists():
        set_timer(kind=WORDS, about=told.person_id, due_at=clock.now() + GATHER)


def post_words(timer: Timer) -> None:
    """One letter for each share that was answered; in quiet hours later. What is out of sight by now is left out."""
    wishes = Wishes.objects.select_related("person").filter(person_id=timer.about, words_by_mail=True).first()
    to = email_of(wishes.person) if wishes else ""
    if wishes is None or not to or not settings.REPLY_ADDRESS:
        return
    later = loud_again(wishes, zone=wishes.person.zone)
    if later is not None:
        set_timer(kind=WORDS, about=timer.about, due_at=later)
        return
    unsent = Q(posted_at=None) | Q(posted_at__lt=F("at"))
    for notice in Notice.objects.filter(unsent, person=wishes.person, kind=REPLY, seen_at=None).order_by("at"):
        _post(wishes, to, notice)


def _post(wishes: Wishes, to: str, notice: Notice) -> None:
    person = wishes.person
    share = Share.objects.visible_to(person).filter(id=str(notice.ids.get("share", ""))).first()
    me = Member.objects.here().filter(person=person, group_id=share.group_id).first() if share else None
    if share is None or me is None:
        return
    replies = list(
        Reply.objects.visible_to(person)
        .select_related("author")
        .filter(share=share, at__gt=_since(notice), author_id__in=notice.ids.get("by", []))
        .order_by("seq")
    )
    if replies:
        with translation.override(person.language):
            _write(wishes, to, me, share, replies)
        Notice.objects.filter(id=notice.id).update(posted_at=clock.now())


def _since(notice: Notice) -> datetime:
    """What came before this moment has been seen, or was sent."""
    seen = Notice.objects.filter(person=notice.person_id, bundle=notice.bundle).aggregate(last=Max("seen_at"))["last"]
    return max(notice.posted_at or _LONG_AGO, seen or _LONG_AGO)


def _write(wishes: Wishes, to: str, me: Member, share: Share, replies: Sequence[Reply]) -> None:
    page = f"{settings.BASE_URL}/g/{share.group_id}/s/{share.id}"
    headers, stop = unsubscribing(wishes)
    told = {
        "replies": replies, "plain": [(_as_it_is(one.author.alias), _as_it_is(one.words)) for one in replies],
        "above": ABOVE, "page": page, "stop": stop,
        "language": translation.get_language(), "dir": "rtl" if translation.get_language_bidi() else "ltr",
    }  # fmt: skip
    send_letter(
        to=to, subject=_("Something is waiting for you"), words=str(render_piece("shares/letter.txt", **told)),
        html=str(render_piece("shares/letter.html", **told)),
        **headers, **{"Reply-To": address_for(Place(me.id, share.id))},
    )  # fmt: skip


def _as_it_is(words: str) -> Markup:
    """For the plain half of a letter, in which nothing is HTML."""
    return Markup(words)  # noqa: S704 -- text/plain: no program reads markup in it
