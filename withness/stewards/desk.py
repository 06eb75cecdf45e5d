"""Reading the desk: what waits, the most urgent and the oldest first."""

from __future__ import annotations

from dataclasses import dataclass

from withness.groups.models import Group
from withness.people.models import Person
from withness.safety.models import Report
from withness.safety.reportable import kind_of
from withness.safety.reporting import BY_NAME
from withness.stewards.models import Action, Appeal, Case, Unmasking, Wave

PAGE = 40


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case as it stands in the queue: what it is, where, why; no alias and no word of anybody."""

    case: Case
    what: str
    where: str
    reasons: list[str]
    second: bool
    appeal: bool
    unmasking: bool


def queue(steward: Person) -> list[Waiting]:
    """What waits for this steward: open cases, and closed ones in which somebody asks again."""
    seen = Case.objects.visible_to(steward)
    asking = Appeal.objects.filter(answered_at=None).exclude(action__by=steward).exclude(action__second_by=steward)
    again = seen.filter(actions__appeal__in=asking)
    cases = list((seen.filter(closed_at=None) | again).distinct().order_by("-urgency", "opened_at")[:PAGE])
    return [waiting(case) for case in cases]


def waiting(case: Case) -> Waiting:
    """One case as it stands in the queue."""
    kind = kind_of(case.kind)
    title = Group.objects.filter(id=case.place).values_list("title", flat=True).first() or ""
    why = Report.objects.filter(kind=case.kind, thing=case.thing).values_list("reason", flat=True)
    return Waiting(
        case, str(kind.label) if kind else case.kind, title,
        [str(BY_NAME[reason].words) for reason in dict.fromkeys(why) if reason in BY_NAME],
        second=open_second(case) is not None, appeal=open_appeal(case) is not None,
        unmasking=Unmasking.objects.filter(case=case, opened_at=None).exists(),
    )  # fmt: skip


def open_second(case: Case) -> Action | None:
    """The final decision that waits for a second steward, if any."""
    return Action.objects.filter(case=case, kind__in=Action.FINAL, seconded_at=None, undone_at=None).first()


def open_appeal(case: Case) -> Appeal | None:
    """What somebody asks to be looked at again, if anything."""
    return Appeal.objects.select_related("action").filter(action__case=case, answered_at=None).first()


def decisions_on(case: Case) -> list[Action]:
    """Everything that was decided on this case, in order."""
    return list(Action.objects.filter(case=case).order_by("at"))


def words_of_reporters(case: Case) -> list[str]:
    """What those who asked wrote beside it."""
    said = Report.objects.filter(kind=case.kind, thing=case.thing, closed_at=None).exclude(words="")
    return list(said.values_list("words", flat=True))


def unmaskings_of(case: Case) -> list[Unmasking]:
    """Who was asked to be unmasked here, and how it stands."""
    return list(Unmasking.objects.filter(case=case).order_by("asked_at"))


def group_of(case: Case) -> Group | None:
    """The group of a case."""
    return Group.objects.filter(id=case.place).first()


def wave_for(steward: Person, wave_id: str) -> Wave | None:
    """The wave of that id, where it is theirs to look at: the demo's stewards see the demo's."""
    groups = Group.objects.filter(is_demo=steward.is_demo).values("id")
    return Wave.objects.filter(id=wave_id, place__in=groups).first()


def wave_of(wave_id: str) -> Wave | None:
    """The wave of that id."""
    return Wave.objects.filter(id=wave_id).first()


def unmasking_of(case: Case, unmasking_id: str) -> Unmasking | None:
    """That one, if it is of this case."""
    return Unmasking.objects.filter(case=case, id=unmasking_id).first()


def action_of(person: Person, action_id: str) -> Action | None:
    """A decision about this person."""
    return Action.objects.select_related("appeal", "case").filter(about=person, id=action_id).first()
