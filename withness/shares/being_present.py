"""One tap beside a share: I hear you, I've been there, with you, thank you."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.events import record
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.groups.models import Member
from withness.shares.happenings import BePresent
from withness.shares.models import Presence, Share
from withness.shares.rules import may_reply


def be_present(*, by: Member, share: Share, kind: str) -> Presence:
    """Stand beside a share. Doing it again changes nothing."""
    _check(by, share, kind)
    with transaction.atomic():
        presence, new = Presence.objects.get_or_create(share=share, member=by, kind=kind, defaults={"at": clock.now()})
        if new:
            _tell(by, share)
            announce(
                BePresent(
                    share_id=share.id, group_id=share.group_id, member_id=by.id, author_id=share.author_id, kind=kind
                )
            )
    return presence


def step_back(*, by: Member, share: Share, kind: str) -> None:
    """Take the tap back."""
    _check(by, share, kind)
    with transaction.atomic():
        gone, _rows = Presence.objects.filter(share=share, member=by, kind=kind).delete()
        if gone:
            _tell(by, share)


def _check(by: Member, share: Share, kind: str) -> None:
    if kind not in dict(Presence.KINDS):
        raise NotUnderstood("kind", _("Choose one of the four ways to be there."))
    if not may_reply(by, share):
        raise NotAllowed(_("You can do this once you have accepted the agreement, while the group is open."))


def _tell(by: Member, share: Share) -> None:
    Share.objects.filter(id=share.id).update(version=F("version") + 1)
    record(
        stream=f"group:{share.group_id}", kind="presence", by=by.id, of=share.author_id, of_at=share.at, share=share.id
    )


def stands_beside(*, by: Member, share: Share, kind: str) -> bool:
    """Whether this member already stands there in this way."""
    return Presence.objects.filter(share=share, member=by, kind=kind).exists()
