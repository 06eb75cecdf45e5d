"""The way to a circle: through the group, as one of its members. Whoever is none meets the same 404 as for nothing."""

from __future__ import annotations

from django.http import Http404

from withness.circles.models import Circle, circle_for
from withness.groups.models import Member
from withness.groups.seats import seat
from withness.people.asking import Asking, known


def way_in(request: Asking, group_id: str, circle_id: str) -> tuple[Member, Circle]:
    """The member who asks, and the circle. Raises `Http404`."""
    me = seat(request, group_id)
    circle = circle_for(known(request), circle_id)
    if circle is None or circle.group_id != me.group_id:
        raise Http404
    circle.group = me.group
    return me, circle
