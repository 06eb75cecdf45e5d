"""What other rooms put on the page of a group: each says how to make its piece, the wiring says which."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from withness.groups.models import Member

Making = Callable[[Member], Markup]
_panels: dict[str, Making] = {}


def on_group_page(name: str, make: Making) -> None:
    """Let a room upstairs show something small on the page of each group. An empty piece shows nothing."""
    _panels[name] = make


def panels_for(me: Member) -> Markup:
    """All pieces as this member sees them, in the order of the wiring."""
    return Markup("").join(make(me) for make in _panels.values())
