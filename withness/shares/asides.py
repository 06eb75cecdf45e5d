"""A place on the share's page for what other rooms have to say to who reads it. The wiring page says what."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from withness.groups.models import Member

Aside = Callable[[Member, str, object], Markup]
_asides: list[Aside] = []


def beside_own_share(make: Aside) -> None:
    """Let a room add a piece of page for the author of a share: it is given who reads, the share's id, and the hidden
    field every form needs. Asking twice changes nothing.
    """
    if make not in _asides:
        _asides.append(make)


def asides_for(member: Member, share_id: str, csrf_field: object) -> Markup:
    """All of them, in the order in which they were asked for."""
    return Markup("").join(make(member, share_id, csrf_field) for make in _asides)
