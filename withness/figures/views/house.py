"""The house in figures, for stewards: the eight figures, the report for funders as a page and as a file."""

from __future__ import annotations

import csv
import io

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from withness.figures.reading import Told, give_or_take, house_in, quarters
from withness.foundation.pages import page
from withness.people.asking import Asking
from withness.people.models import Person
from withness.stewards.doors import for_stewards


@require_GET
@for_stewards
def figures(request: Asking, person: Person) -> HttpResponse:
    """The eight figures of the newest quarter, each with its definition."""
    quarter, told = house_in(person)
    return page(
        request, "figures/house.html", room="me", quarter=quarter, told=[one for one in told if one.number.promise],
        give=give_or_take(),
    )  # fmt: skip


@require_GET
@for_stewards
def report(request: Asking, person: Person) -> HttpResponse:
    """The report: every quarter, in tables and bars."""
    told = [(quarter, _bars(house_in(person, quarter)[1])) for quarter in quarters(person)]
    return page(request, "figures/report.html", room="me", told=told[::-1][:8], give=give_or_take())


@require_GET
@for_stewards
def report_file(request: Asking, person: Person) -> HttpResponse:  # noqa: ARG001
    """The same as CSV. What may not be told is an empty cell."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(["quarter_began_on", "number", "means", "of", "yes", "give_or_take_95"])
    for quarter in quarters(person):
        for one in house_in(person, quarter)[1]:
            yes = "" if one.yes is None or not one.number.promise else one.yes
            lines.writerow([quarter.isoformat(), one.number.name, one.number.means, one.of or "", yes, give_or_take()])
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="report.csv"'
    return answer


def _bars(told: list[Told]) -> list[tuple[Told, int, str]]:
    """Each number with the length of its bar in hundredths of the longest, and what stands beside it."""
    longest = max([one.of or 0 for one in told], default=0) or 1
    return [(one, round(100 * (one.of or 0) / longest), _beside(one)) for one in told]


def _beside(one: Told) -> str:
    if one.of is None:
        return _("too few to say")
    if not one.number.promise:
        return _("about %(n)s") % {"n": one.of}
    if one.yes is None:
        return _("about %(n)s; too few to say of how many it is true") % {"n": one.of}
    return _("about %(yes)s of about %(n)s") % {"yes": min(one.yes, one.of), "n": one.of}
