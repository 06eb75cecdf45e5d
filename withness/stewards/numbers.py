"""What was decided in a year, for everybody to read. No number under ten: small ones could tell who it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Count

from withness.groups.belonging import a_few
from withness.safety.models import Report
from withness.stewards.models import Action, Appeal, Unmasking


@dataclass(frozen=True, slots=True)
class Year:
    """A year's numbers; nothing stands for fewer than ten."""

    year: int
    reports: int | None
    in_a_day: int | None
    decisions: dict[str, int | None]
    asked_again: int | None
    undone: int | None
    unmasked: int | None


def year_in_numbers(year: int) -> Year:
    """Of real people only, not of the demo."""
    begin, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    reports = Report.objects.filter(at__gte=begin, at__lt=end, is_demo=False)
    quick = sum(1 for at, looked in reports.values_list("at", "looked_at") if looked and (looked - at).days < 1)
    actions = Action.objects.filter(at__gte=begin, at__lt=end, case__is_demo=False)
    by_kind = dict(actions.values_list("kind").annotate(Count("id")).order_by())
    appeals = Appeal.objects.filter(at__gte=begin, at__lt=end, action__case__is_demo=False)
    opened = Unmasking.objects.filter(opened_at__gte=begin, opened_at__lt=end, case__is_demo=False)
    return Year(
        year, a_few(reports.count()), a_few(quick), {kind: a_few(by_kind.get(kind, 0)) for kind, _label in Action.KINDS},
        a_few(appeals.count()), a_few(appeals.filter(stands=False).count()), a_few(opened.count()),
    )  # fmt: skip
