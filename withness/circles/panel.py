"""Circles on the page of their group: those that are open now, and the way to open one."""

from __future__ import annotations

from markupsafe import Markup

from withness.circles.models import Circle
from withness.circles.rules import may_open
from withness.foundation.pages import render_piece
from withness.foundation.rows import ask
from withness.groups.models import Member


def panel(me: Member) -> Markup:
    """What stands on the page of a group; nothing where there is nothing to say. One read."""
    found = ask(
        "SELECT id, format_text, began_at FROM circles_circle WHERE group_id = %s AND closed_at IS NULL "
        "ORDER BY opened_at, id LIMIT 20",
        [me.group_id],
    )
    opens = may_open(me)
    if not found and not opens:
        return Markup("")
    circles = [Circle(id=row[0], format_text=row[1], began_at=row[2]) for row in found]
    return render_piece("circles/panel.html", group_id=me.group_id, circles=circles, may_open=opens)
