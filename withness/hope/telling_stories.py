"""Telling how it went, to one's group or to everybody, with a receipt for each consent; and taking it back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean, clean_line, to_html
from withness.groups.models import Member
from withness.groups.rules import check_may_read_first, may_write
from withness.hope.happenings import StoryWaits
from withness.hope.models import Receipt, Story

CONSENT_WORDS = 1  # the version of the sentence agreed to; see the page
LONGEST = 20_000


def tell_story(*, by: Member, title: str, words: str, told_to: str, agreed: bool) -> Story:
    """Write it down for somebody who holds the group to read first. Raises `NotUnderstood` where something is missing."""
    if not may_write(by):
        raise NotAllowed(_("Please read the agreement of this group first."))
    name, said = clean_line(title, longest=100), clean(words, longest=LONGEST)
    if not name:
        raise NotUnderstood("title", _("Give it a name. A few words are enough."))
    if not said:
        raise NotUnderstood("words", _("Write a word or two first. Even one is enough."))
    if told_to not in dict(Story.TOLD_TO):
        raise NotUnderstood("told_to", _("Choose one of these."))
    if not agreed:
        raise NotUnderstood("agreed", _("Tick the box if you agree. If you do not, nothing is kept."))
    with transaction.atomic():
        story = Story.objects.create(
            group=by.group,
            author=by,
            title=name,
            words=said,
            html=to_html(said),
            told_to=told_to,
            written_at=clock.now(),
        )
        Receipt.objects.create(story=story, told_to=told_to, words_version=CONSENT_WORDS, given_at=clock.now())
        announce(StoryWaits(story_id=story.id, group_id=by.group_id))
    return story


def approve_story(*, story: Story, by: Member) -> None:
    """Let it be read. Raises `NotAllowed` for its own author where others hold the group, and for who does not hold it."""
    check_may_read_first(by, story)
    story.approved_at, story.approved_by = clock.now(), by
    story.save(update_fields=["approved_at", "approved_by"])


def withdraw_story(*, story: Story) -> None:
    """Take it back: at once, everywhere, and the receipt says so."""
    now = clock.now()
    with transaction.atomic():
        story.withdrawn_at = now
        story.save(update_fields=["withdrawn_at"])
        story.receipts.filter(withdrawn_at=None).update(withdrawn_at=now)
