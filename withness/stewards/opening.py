"""A report becomes a case: one for each thing, however many ask."""

from __future__ import annotations

from withness.foundation import clock
from withness.notices.telling import tell
from withness.people.models import Stewardship
from withness.safety.happenings import Reported
from withness.safety.models import Report
from withness.safety.reporting import BY_NAME, WORRIED
from withness.stewards.models import Case, Reporter

NEW_CASE = "new_case"


def open_case(happened: Reported) -> None:
    """Gather a report with what is open about the same thing, and tell the stewards."""
    report = Report.objects.get(id=happened.report_id)
    urgency, care = BY_NAME[report.reason].urgency, report.reason == WORRIED
    case, new = Case.objects.get_or_create(
        kind=report.kind, thing=report.thing, closed_at=None,
        defaults={
            "place": report.place, "face": report.face, "about": report.about, "urgency": urgency, "care": care,
            "is_demo": report.is_demo, "opened_at": clock.now(),
        },
    )  # fmt: skip
    if not new and (urgency > case.urgency or care != case.care):
        case.urgency, case.care = max(urgency, case.urgency), case.care and care
        case.save(update_fields=["urgency", "care"])
    if report.by is not None:
        Reporter.objects.get_or_create(case=case, person=report.by)
    tell_stewards(case, NEW_CASE)


def tell_stewards(case: Case, kind: str, *, but: tuple[str | None, ...] = (), **ids: str) -> None:
    """Every steward who may see this case, except those."""
    for steward in Stewardship.objects.select_related("person").filter(person__is_demo=case.is_demo):
        if steward.person_id not in but and Case.objects.visible_to(steward.person).filter(id=case.id).exists():
            tell(person_id=steward.person_id, kind=kind, bundle=f"{kind}:{case.id}", case=case.id, **ids)
