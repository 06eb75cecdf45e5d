"""What this room tells people, made into words when it is read. What was decided about somebody they always hear."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from withness.foundation.ids import looks_like_id
from withness.foundation.text import excerpt
from withness.groups.models import Group
from withness.notices.kinds import Wording, declare
from withness.notices.models import Notice
from withness.people.models import Person
from withness.people.stewarding import is_steward
from withness.safety.models import Report
from withness.stewards.acting import ANSWERED, DECIDED, SECOND
from withness.stewards.appealing import APPEAL, APPEAL_ANSWERED
from withness.stewards.models import Action, Case, Unmasking, Wave
from withness.stewards.opening import NEW_CASE
from withness.stewards.raids import WAITS, WAVE_SEEN
from withness.stewards.unmasking import UNMASK_WANTED, UNMASKED
from withness.stewards.wordings import decided_sentence


def declare_kinds() -> None:
    """For the wiring."""
    declare(DECIDED, wording=word_decision, off_able=False, label=later("Something was decided about what I wrote"))
    declare(APPEAL_ANSWERED, wording=word_answer, off_able=False, label=later("What I asked to be looked at again"))
    declare(ANSWERED, wording=word_report, off_able=True, label=later("What I asked stewards to look at"))
    declare(WAITS, wording=word_waiting, off_able=False, label=later("My words wait for a moment"))
    declare(UNMASKED, wording=word_unmasked, off_able=False, label=later("Somebody saw who I am"))
    declare(WAVE_SEEN, wording=word_wave, off_able=False, label=later("Many strangers come at once"))
    for kind in (NEW_CASE, SECOND, APPEAL, UNMASK_WANTED):
        declare(kind, wording=word_case, off_able=False, label=later("The stewards’ desk"))


def word_decision(notice: Notice, person: Person) -> Wording | None:
    """For whom it is about, with the reason."""
    action = _action(notice, person)
    if action is None:
        return None
    said = {"what": decided_sentence(action), "reason": excerpt(action.reason, about=200)}
    return Wording(_("%(what)s The reason: “%(reason)s”") % said, f"/me/decisions/{action.id}")


def word_answer(notice: Notice, person: Person) -> Wording | None:
    """For who asked again."""
    action = _action(notice, person)
    if action is None or getattr(action, "appeal", None) is None or action.appeal.answered_at is None:
        return None
    sentence = _("Somebody else looked again. It stays as it was decided") if action.appeal.stands else _(
        "Somebody else looked again, and it was undone. We are sorry"
    )  # fmt: skip
    return Wording(sentence, f"/me/decisions/{action.id}")


def word_report(notice: Notice, person: Person) -> Wording | None:
    """For who reported."""
    report = Report.objects.filter(id=str(notice.ids.get("report", "")), by=person).exclude(closed_at=None).first()
    return None if report is None else Wording(_("What you asked us to look at has been looked at"), "/me/reports")


def word_waiting(notice: Notice, person: Person) -> Wording | None:
    """For who wrote during a wave."""
    wave = Wave.objects.filter(id=str(notice.ids.get("wave", ""))).first()
    if wave is None or not person.memberships.filter(group_id=wave.place).exists():
        return None
    return Wording(
        _(
            "Many people came at once, so your first words wait up to an hour until somebody has looked. Nothing is lost"
        ),
        f"/waits/{wave.id}",
    )


def word_unmasked(notice: Notice, person: Person) -> Wording | None:
    """For whom it is about."""
    seen = (
        Unmasking.objects.filter(id=str(notice.ids.get("unmasking", "")), about=person).exclude(opened_at=None).first()
    )
    if seen is None:
        return None
    return Wording(_("Two stewards looked who you are. The reason: “%(why)s”") % {"why": seen.why}, "/me/looks")


def word_wave(notice: Notice, person: Person) -> Wording | None:
    """For stewards, and who holds the group."""
    group = Group.objects.visible_to(person).filter(id=notice.place).first()
    wave = Wave.objects.filter(id=str(notice.ids.get("wave", ""))).first()
    if wave is None:
        return None
    title = group.title if group is not None else _("a group")
    to = f"/desk/waves/{wave.id}" if is_steward(person) else f"/g/{notice.place}"
    return Wording(_("Many strangers come at once to %(group)s. Their words wait") % {"group": title}, to)


def word_case(notice: Notice, person: Person) -> Wording | None:
    """For stewards."""
    case_id = str(notice.ids.get("case", ""))
    case = Case.objects.visible_to(person).filter(id=case_id).first() if looks_like_id(case_id) else None
    if case is None:
        return None
    sentences = {
        NEW_CASE: _("Somebody is worried about a person") if case.care else _("Somebody asks the stewards to look"),
        SECOND: _("A second steward is wanted"), APPEAL: _("Somebody asks for another look"),
        UNMASK_WANTED: _("A steward asks who somebody is, and needs you to agree or not"),
    }  # fmt: skip
    return Wording(sentences[notice.kind], f"/desk/{case.id}")


def _action(notice: Notice, person: Person) -> Action | None:
    found = Action.objects.select_related("appeal", "case").filter(about=person)
    return found.filter(id=str(notice.ids.get("action", ""))).first()
