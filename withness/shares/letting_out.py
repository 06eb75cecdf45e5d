"""How a share that waits goes on: let out by whoever holds the group, said differently, taken back, or by itself."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.events import record
from withness.foundation.models import Timer
from withness.foundation.refusing import NotAllowed
from withness.foundation.text import RENDERER, clean_line, to_html
from withness.foundation.timers import drop_timers
from withness.groups.models import Member
from withness.groups.rules import check_not_paused, may_decide
from withness.safety.caring import reads_as_crisis
from withness.shares.changing import take_away
from withness.shares.happenings import ShareWaits
from withness.shares.models import Share, Wait
from withness.shares.searching import index_words
from withness.shares.sharing import readable
from withness.shares.waiting import WAIT_OVER, wait_of


def ask_to_let_out(*, by: Member, share: Share) -> None:
    """Its author asks those who hold the group to look now. Once; asking again changes nothing."""
    wait = _waiting(share)
    if share.author_id != by.id:
        raise NotAllowed(_("Only who wrote this can ask."))
    if wait.asked_at is None:
        with transaction.atomic():
            Wait.objects.filter(share=share).update(asked_at=clock.now())
            announce(ShareWaits(share_id=share.id, group_id=share.group_id, member_id=by.id))


def let_out(*, by: Member, share: Share) -> None:
    """Whoever decides for the group lets it be read now."""
    _waiting(share)
    if not may_decide(by) or by.group_id != share.group_id:
        raise NotAllowed(_("Only those who hold this group can do this."))
    _end(share)


def say_otherwise(*, by: Member, share: Share, words: str, need: str, note: str = "") -> bool:
    """Its author says it differently before anybody has read it. Answers whether it may be read now."""
    _waiting(share)
    if share.author_id != by.id or by.person is None:
        raise NotAllowed(_("Only who wrote this can change it."))
    check_not_paused(by)  # else they would let it out by saying something lighter
    words = readable(words)
    with transaction.atomic():
        share.words, share.html, share.renderer = words, to_html(words), RENDERER
        share.note = clean_line(note, longest=80)
        share.need = need if need in dict(Share.NEEDS) else share.need
        share.save(update_fields=["words", "html", "renderer", "note", "need"])
        index_words(share)
        lighter = not reads_as_crisis(words, person=by.person)
        if lighter:
            _end(share)
    return lighter


def take_back_waiting(*, by: Member, share: Share) -> None:
    """Its author takes it back for good."""
    _waiting(share)
    if share.author_id != by.id:
        raise NotAllowed(_("Only who wrote this can take it back."))
    with transaction.atomic():
        drop_timers(about=share.id, kind=WAIT_OVER)
        take_away(share)


def end_wait(timer: Timer) -> None:
    """It has waited long enough. What stewards keep out of sight meanwhile stays there."""
    share = Share.objects.filter(id=timer.about).first()
    if share is not None and wait_of(share) is not None:
        _end(share)
    Wait.objects.filter(share=timer.about).delete()


def _waiting(share: Share) -> Wait:
    wait = wait_of(share)
    if wait is None:
        raise NotAllowed(_("This does not wait any more."))
    return wait


def _end(share: Share) -> None:
    with transaction.atomic():
        Wait.objects.filter(share=share).delete()
        drop_timers(about=share.id, kind=WAIT_OVER)
        Share.objects.filter(id=share.id, held_at=share.held_at).update(held_at=None, version=F("version") + 1)
        share.held_at = None
        record(
            stream=f"group:{share.group_id}", kind="edit", by=share.author_id, of=share.author_id, of_at=share.at,
            share=share.id,
        )  # fmt: skip
