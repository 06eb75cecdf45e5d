"""Opening a circle."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.circles.choosing import text_of, ways_of
from withness.circles.formats.parsing import read_format
from withness.circles.happenings import CircleOpened
from withness.circles.joining import sit_down
from withness.circles.models import Circle
from withness.circles.rules import may_open
from withness.circles.watching import watch
from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.events import record
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.groups.models import Group, Member

MOST_AT_ONCE = 20


def open_circle(*, by: Member, format_name: str = "") -> Circle:
    """A circle that goes by that format (without one: the group's own choice). Who opens it holds it, and has come in."""
    if not may_open(by):
        raise NotAllowed(_("Only those who hold this group open its circles."))
    text = text_of(by.group, format_name)
    if text is None:
        raise NotUnderstood("format", _("There is no such format here. Choose one from the list."))
    ways = ways_of(by.group)
    read_format(text)
    with transaction.atomic():
        Group.objects.locked(by.group_id)
        if Circle.objects.under_way().filter(group_id=by.group_id).count() >= MOST_AT_ONCE:
            raise NotAllowed(_("There are many circles open here already. Close one first."))
        circle = Circle.objects.create(
            group=by.group, opened_by=by, format_text=text, opened_at=clock.now(), voice=ways.voice
        )
        sit_down(circle, by, wait=False)
        record(stream=f"group:{by.group_id}", kind="circle", by=by.id, circle=circle.id)
        watch(circle)
        announce(CircleOpened(circle_id=circle.id, group_id=by.group_id, member_id=by.id))
    return circle
