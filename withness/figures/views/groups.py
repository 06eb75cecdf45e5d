"""How one group is doing: its vital signs for every member, the eight figures for who holds it."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from withness.figures.reading import house_share, vital_signs_of
from withness.figures.whole_house import NUMBERS
from withness.foundation.pages import page
from withness.groups.seats import desk_seat, seat
from withness.people.asking import Asking

HERE = {1: "heard", 2: "answered", 3: "staying", 5: "safe", 7: "hopeful"}  # which vital sign stands nearest a promise


@require_GET
def signs(request: Asking, group_id: str) -> HttpResponse:
    """The vital signs, month by month."""
    me = seat(request, group_id)
    return page(request, "figures/signs.html", room="groups", group=me.group, vitals=vital_signs_of(me))


@require_GET
def eight(request: Asking, group_id: str) -> HttpResponse:
    """The eight figures: what each says, the newest month here where the group has one, and the whole house."""
    me = desk_seat(request, group_id)
    here = {one.sign.name: one.chart.points[-1] for one in vital_signs_of(me) if one.chart}
    house = house_share(me.group.is_demo)
    rows = [(one, here.get(HERE.get(one.promise, "")), house[one.promise]) for one in NUMBERS if one.promise]
    return page(request, "figures/eight.html", room="groups", group=me.group, rows=rows)
