"""What this room tells people. Never what a strategy is against."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from withness.groups.models import Member
from withness.notices.kinds import Wording, declare
from withness.notices.models import Notice
from withness.notices.telling import tell
from withness.people.models import Person, Stewardship
from withness.skills.happenings import StrategyWaits
from withness.skills.models import Strategy, Trial
from withness.skills.shelf import waiting_for


def declare_kinds() -> None:
    """How the notices of this room read."""
    declare(
        "trial", wording=word_trial, off_able=True, label=gettext_lazy("To be asked how something went that I tried")
    )
    declare(
        "strategy_waits", wording=word_waiting, off_able=True,
        label=gettext_lazy("Something waits to be read for a group I hold, or as a steward"),
    )  # fmt: skip


def tell_of_waiting(happened: StrategyWaits) -> None:
    """Those who hold the group it was written in; for one that we brought, the stewards."""
    strategy = Strategy.objects.filter(id=happened.strategy_id).first()
    if strategy is None:
        return
    place = strategy.group_id or ""
    holding = Member.objects.holding().filter(group_id=place).exclude(id=strategy.author_id).exclude(person=None)
    stewards = Stewardship.objects.filter(person__is_demo=False)
    for person_id in (holding if place else stewards).values_list("person_id", flat=True):
        tell(
            person_id=str(person_id),
            kind="strategy_waits",
            bundle=f"strategies:{place}",
            place=place,
            strategy=strategy.id,
        )


def word_trial(notice: Notice, person: Person) -> Wording | None:
    """Until they have told, or not."""
    trial = Trial.objects.visible_to(person).filter(id=notice.ids.get("trial", ""), went="").first()
    return (
        Wording(_("You tried something. How was it, if you like to say?"), f"/skills/trials/{trial.id}")
        if trial
        else None
    )


def word_waiting(notice: Notice, person: Person) -> Wording | None:
    """Until nothing waits."""
    if any((one.group_id or "") == notice.place for one in waiting_for(person)):
        return Wording(_("Something that helped somebody waits to be read"), "/skills/review")
    return None
