"""What was named in a closing round, and saying how it was. Only who named it is asked, and never twice."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.accountability.models import Commitment
from withness.accountability.wording import readable
from withness.foundation import clock
from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean
from withness.groups.models import Member

LONGEST = 300


def commit(*, member: Member, words: str, circle: str = "") -> Commitment:
    """Name something one means to do. Said again in the same circle, it takes the place of what was said there."""
    said = readable(words, longest=LONGEST)
    with transaction.atomic():
        if circle:
            member.commitments.filter(circle=circle).delete()
        return Commitment.objects.create(member=member, words=said, circle=circle, named_at=clock.now())


def tell_how_it_was(*, commitment: Commitment, how: str, words: str = "") -> None:
    """How it was: done, partly, not yet. All three are fine. Raises `NotUnderstood` for anything else."""
    if how not in dict(Commitment.HOW) or not how:
        raise NotUnderstood("how", _("Choose one of these."))
    commitment.how, commitment.how_words, commitment.told_at = how, clean(words, longest=1000), clock.now()
    commitment.save(update_fields=["how", "how_words", "told_at"])


def let_go(*, commitment: Commitment) -> None:
    """Not be asked about it any more."""
    commitment.let_go_at = clock.now()
    commitment.save(update_fields=["let_go_at"])


def last_named(member: Member) -> Commitment | None:
    """What this member named last and has not told the end of: for the next opening round."""
    return member.commitments.filter(how="", let_go_at=None).order_by("-named_at").first()
