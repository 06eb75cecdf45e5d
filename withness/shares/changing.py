"""Changing one's own words, with what they said before kept beside them; and taking them back for good."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from withness.foundation import clock, erasures
from withness.foundation.announcing import announce
from withness.foundation.events import record
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import RENDERER, clean_line, to_html
from withness.groups.models import Member
from withness.groups.rules import check_not_paused
from withness.shares.happenings import WordsTakenBack
from withness.shares.letting_letters_go import let_letters_go_soon
from withness.shares.models import Draft, Edit, Findable, Following, Keepsake, Mute, Presence, Reply, Share, Wait
from withness.shares.rules import may_take_back, needs_in
from withness.shares.searching import forget_words, index_words
from withness.shares.sharing import readable


def change_share(*, by: Member, share: Share, words: str, need: str, note: str = "") -> Share:
    """Say it differently. Readers can open what it said before."""
    _check_may_change(by, share)
    if need not in dict(needs_in(by)) and need != share.need:
        raise NotUnderstood("need", _("Choose what would help."))
    words = readable(words)
    with transaction.atomic():
        if words != share.words:
            Edit.objects.create(share=share, html=share.html, until=clock.now())
            share.edited_at = clock.now()
        share.words, share.html, share.renderer = words, to_html(words), RENDERER
        share.need, share.note = need, clean_line(note, longest=80)
        share.save(update_fields=["words", "html", "renderer", "need", "note", "edited_at"])
        index_words(share)
        _tell(by, share, "edit", share=share.id)
    return share


def change_reply(*, by: Member, reply: Reply, words: str) -> Reply:
    """Say it differently. Readers can open what it said before."""
    _check_may_change(by, reply)
    words = readable(words)
    with transaction.atomic():
        if words != reply.words:
            Edit.objects.create(reply=reply, html=reply.html, until=clock.now())
            reply.edited_at = clock.now()
        reply.words, reply.html, reply.renderer = words, to_html(words), RENDERER
        reply.save(update_fields=["words", "html", "renderer", "edited_at"])
        index_words(reply)
        _tell(by, reply.share, "edit", share=reply.share_id, reply=reply.id)
    return reply


def take_back_share(*, by: Member, share: Share) -> None:
    """Take it back for good: the words, what they said before, and every trace in the search. Replies go out of sight."""
    _check(by, share)
    _take_back(share, by=by)


def take_back_reply(*, by: Member, reply: Reply) -> None:
    """Take it back for good."""
    _check(by, reply)
    _take_back(reply, by=by)


def take_away(thing: Share | Reply) -> None:
    """As if its author had taken it back: for verbs that stewards decided on, when the time to ask again is over."""
    _take_back(thing, by=thing.author)


def take_away_again(thing_id: str) -> None:
    """For `foundation.erasures`: words that a restore brought back go again."""
    for share in Share.objects.filter(id=thing_id, taken_back_at=None):
        take_away(share)
    for reply in Reply.objects.filter(id=thing_id, taken_back_at=None).select_related("share"):
        take_away(reply)


def _take_back(thing: Share | Reply, *, by: Member) -> None:
    with transaction.atomic():
        erasures.note("reply" if isinstance(thing, Reply) else "share", thing.id)
        share, reply_id = (thing.share, thing.id) if isinstance(thing, Reply) else (thing, "")
        responders = 0
        if isinstance(thing, Reply):
            Reply.objects.filter(id=thing.id).update(words="", html="", taken_back_at=clock.now())
            Edit.objects.filter(reply=thing).delete()
            forget_words(thing)
            responders = _count_again(share)
        else:
            _empty_share(share)
        ids = {"share": share.id, **({"reply": reply_id} if reply_id else {})}
        _tell(by, share, "taken_back", **ids)
        announce(WordsTakenBack(share_id=share.id, reply_id=reply_id, group_id=share.group_id, responders=responders))


def _empty_share(share: Share) -> None:
    Share.objects.filter(id=share.id).update(words="", html="", note="", taken_back_at=clock.now())
    Edit.objects.filter(share=share).delete()
    Wait.objects.filter(share=share).delete()
    Presence.objects.filter(share=share).delete()
    Draft.objects.filter(share=share).delete()
    Findable.objects.filter(share=share).delete()
    let_letters_go_soon()


def withdraw_everything(member: Member) -> None:
    """Take back all that somebody wrote here, who is leaving with their words, and every tap of theirs."""
    for share in Share.objects.filter(author=member, taken_back_at=None):
        _take_back(share, by=member)
    for reply in Reply.objects.filter(author=member, taken_back_at=None).select_related("share"):
        _take_back(reply, by=member)
    for taps in (Presence, Draft, Following, Mute, Keepsake):
        taps._default_manager.filter(member=member).delete()


def _count_again(share: Share) -> int:
    standing = Reply.objects.filter(share=share, taken_back_at=None)
    others = standing.exclude(author_id=share.author_id).values("author_id").distinct().count()
    Share.objects.filter(id=share.id).update(replies_count=standing.count(), responders=others)
    return others


def _check(by: Member, thing: Share | Reply) -> None:
    if not may_take_back(by, thing):
        raise NotAllowed(_("Only who wrote this can change it."))


def _check_may_change(by: Member, thing: Share | Reply) -> None:
    _check(by, thing)
    check_not_paused(by)


def _tell(by: Member, thread: Share, kind: str, **ids: str) -> None:
    Share.objects.filter(id=thread.id).update(version=F("version") + 1)
    record(stream=f"group:{thread.group_id}", kind=kind, by=by.id, of=thread.author_id, of_at=thread.at, **ids)
