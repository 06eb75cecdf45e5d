"""The commons as one reader finds it: by moment, by words, the best trusted first; and the reader's own toolkit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from withness.groups.models import Member
from withness.people.models import Person
from withness.people.stewarding import is_steward
from withness.skills.estimating import Commons, Estimate, estimate, learn, ranked
from withness.skills.models import Change, Note, Strategy, Tool, Trial, Wording

MOST = 60
ENOUGH = 10  # so many people tell together what one of them could not tell without being known
Reports = dict[str, dict[str, tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class OnShelf:
    """A strategy, and how often it helped (for `moment`, when one was asked for)."""

    strategy: Strategy
    estimate: Estimate


def find(person: Person, *, moment: str = "", words: str = "", like_me: bool = False) -> list[OnShelf]:
    """Strategies in the reader's language, those that can be trusted most first; then the others."""
    shelf = Strategy.objects.visible_to(person).commons().filter(language=person.language)
    if words:
        shelf = shelf.filter(Q(title__icontains=words) | Q(steps__icontains=words))
    found = [one for one in shelf.order_by("-written_at")[:400] if not moment or moment in one.moments]
    reports = reports_of([one.id for one in found], among=_near(person) if like_me else None)
    commons = what_all_have_in_common()
    told = {one.id: estimate(reports[one.id], context=moment or None, commons=commons) for one in found}
    by_id = {one.id: one for one in found}
    return [OnShelf(by_id[name], told[name]) for name in ranked(told)][:MOST]


def reports_of(ids: list[str], *, among: list[str] | None = None) -> Reports:
    """(helped, tried) for each moment of each strategy; `among` counts only what these people told.

    Then a moment is left out where fewer than ten of them told, and where fewer than ten others did: what the others said
    could be reckoned from the two numbers. Who is beyond a boundary counts like everybody, or the number would tell of it.
    """
    told = Trial.objects.filter(strategy_id__in=ids).told()
    near = Q() if among is None else Q(person_id__in=among)
    counted = told.values("strategy_id", "moment").annotate(
        everybody=Count("id"), tried=Count("id", filter=near), good=Count("id", filter=near & Q(went=Trial.HELPED))
    )
    found: Reports = defaultdict(dict)
    for row in counted:
        others = row["everybody"] - row["tried"]
        if among is None or (row["tried"] >= ENOUGH and (others == 0 or others >= ENOUGH)):
            found[row["strategy_id"]][row["moment"]] = (row["good"], row["tried"])
    return found


def what_all_have_in_common() -> Commons:
    """Learnt from everything that was told. Few reports: what we assume at first."""
    counted = (
        Trial.objects.told()
        .values("strategy_id")
        .annotate(tried=Count("id"), good=Count("id", filter=Q(went=Trial.HELPED)))
    )
    return learn([(row["good"], row["tried"]) for row in counted])


def _near(person: Person) -> list[str]:
    """People who are in a group with this person: no more is told of them than that they are many enough to count."""
    mine = Member.objects.here().filter(person=person).values("group_id")
    return list(Member.objects.here().filter(group_id__in=mine).values_list("person_id", flat=True).distinct())


def toolkit(person: Person) -> list[Tool]:
    """What this person keeps at hand, those for right now first."""
    kept = Tool.objects.filter(person=person, strategy__in=Strategy.objects.visible_to(person).commons())
    return list(kept.select_related("strategy").order_by("-for_now", "-since"))


def change_of(strategy: Strategy) -> Change | None:
    """How it is to read from now on, where that waits to be read."""
    return Change.objects.filter(strategy=strategy).first()


def built_on(person: Person, strategy: Strategy) -> Strategy | None:
    """What it was built on, if this person may still see that."""
    return Strategy.objects.visible_to(person).filter(id=strategy.based_on_id).first()


def read_before(strategy: Strategy) -> list[Wording]:
    """How it read before, as far as somebody had read it first."""
    return list(strategy.wordings.exclude(approved_at=None).order_by("-version")[:5])


def tool_of(person: Person, strategy: Strategy) -> Tool | None:
    """Whether this person keeps it at hand."""
    return Tool.objects.filter(person=person, strategy=strategy).first()


def notes_on(strategy: Strategy) -> list[Note]:
    """What others changed, read by a person before."""
    return list(Note.objects.filter(strategy=strategy).exclude(approved_at=None).order_by("-at")[:20])


def trials_to_tell(person: Person) -> list[Trial]:
    """What this person began to try and has not told of yet."""
    return list(Trial.objects.visible_to(person).filter(went="").select_related("strategy").order_by("-began_at")[:10])


def waiting_for(person: Person) -> list[Strategy]:
    """Strategies that wait for this person to read them: in groups they hold; for a steward also on our own shelf."""
    reads = Q(group_id__in=Member.objects.holding().filter(person=person).values("group_id"))
    if is_steward(person):
        reads |= Q(group=None)
    return list(
        Strategy.objects.visible_to(person)
        .waiting()
        .filter(reads)
        .select_related("group", "change")
        .order_by("written_at")[:50]
    )


def notes_waiting_for(person: Person) -> list[Note]:
    """What others changed, not read by anybody yet: in groups this person holds; for a steward also on our own shelf."""
    return list(Note.objects.visible_to(person).filter(approved_at=None).select_related("strategy").order_by("at")[:50])
