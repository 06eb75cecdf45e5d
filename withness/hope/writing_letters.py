"""Writing a letter to somebody one does not know, reading it for the group, and taking it back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean, to_html
from withness.groups.models import Member
from withness.groups.rules import check_may_read_first, may_write
from withness.hope.happenings import LetterReturned, LetterWritten
from withness.hope.models import MOMENTS, Letter

LONGEST = 6000


def write_letter(*, by: Member, moment: str, words: str, language: str) -> Letter:
    """Write to somebody at a hard moment. It is read by who holds the group before it reaches anybody.

    Raises `NotUnderstood` without words or with an unknown moment, `NotAllowed` for who may not write here.
    """
    if not may_write(by):
        raise NotAllowed(_("Please read the agreement of this group first."))
    said = _readable(words)
    if moment not in dict(MOMENTS):
        raise NotUnderstood("moment", _("Choose one of these."))
    with transaction.atomic():
        letter = Letter.objects.create(
            group=by.group,
            author=by,
            moment=moment,
            language=language,
            words=said,
            html=to_html(said),
            written_at=clock.now(),
        )
        announce(LetterWritten(letter_id=letter.id, group_id=by.group_id))
    return letter


def change_letter(*, letter: Letter, words: str) -> None:
    """Say it differently. It is read again before it reaches anybody else."""
    letter.words = _readable(words)
    letter.html = to_html(letter.words)
    letter.approved_at = letter.approved_by = letter.returned_at = None
    letter.returned_because, letter.written_at = "", clock.now()
    with transaction.atomic():
        letter.save()
        announce(LetterWritten(letter_id=letter.id, group_id=letter.group_id))


def approve(*, letter: Letter, by: Member) -> None:
    """Let it go out. Raises `NotAllowed` for its own author where others hold the group, and for who does not hold it."""
    check_may_read_first(by, letter)
    letter.approved_at, letter.approved_by = clock.now(), by
    letter.save(update_fields=["approved_at", "approved_by"])


def send_back(*, letter: Letter, by: Member, because: str) -> None:
    """Give it back with a reason, so that it can be said differently."""
    check_may_read_first(by, letter)
    reason = clean(because, longest=1000)
    if not reason:
        raise NotUnderstood(
            "because", _("Say in a sentence what you would change. It is read by a person who meant well.")
        )
    letter.returned_at, letter.returned_because = clock.now(), reason
    letter.approved_at = letter.approved_by = None
    with transaction.atomic():
        letter.save(update_fields=["returned_at", "returned_because", "approved_at", "approved_by"])
        announce(LetterReturned(letter_id=letter.id))


def withdraw(*, letter: Letter) -> None:
    """Take it back. It is gone from every inbox at once."""
    letter.withdrawn_at = clock.now()
    letter.save(update_fields=["withdrawn_at"])


def _readable(words: str) -> str:
    said = clean(words, longest=LONGEST + 1)
    if not said:
        raise NotUnderstood("words", _("Write a word or two first. Even one is enough."))
    if len(said) > LONGEST:
        raise NotUnderstood("words", _("This is longer than 6,000 letters. A letter may be short."))
    return said
