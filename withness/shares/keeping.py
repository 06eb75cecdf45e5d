"""What a reader does with a share for themselves: follow it, mute it, keep it. Nobody else can see any of this."""

from __future__ import annotations

from withness.foundation import clock
from withness.groups.models import Member
from withness.shares.models import Following, Keepsake, Mute, Share


def follow(*, by: Member, share: Share, on: bool) -> None:
    """Hear of new replies here, or no longer. Following ends a mute."""
    _set(Following, by, share, on)
    if on:
        _set(Mute, by, share, False)


def mute(*, by: Member, share: Share, on: bool) -> None:
    """Hear nothing more of it, or hear of it again. Muting ends following."""
    _set(Mute, by, share, on)
    if on:
        _set(Following, by, share, False)


def keep(*, by: Member, share: Share, on: bool) -> None:
    """Save it for oneself, or no longer."""
    _set(Keepsake, by, share, on)


def _set(what: type[Following] | type[Mute] | type[Keepsake], by: Member, share: Share, on: bool) -> None:  # noqa: FBT001
    rows = what._default_manager
    if on:
        rows.get_or_create(share=share, member=by, defaults={"since": clock.now()})
    else:
        rows.filter(share=share, member=by).delete()
