"""What this room tells people. Never what somebody is working on: a notice may be read over a shoulder."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from withness.accountability.models import Goal, Walk
from withness.accountability.reading import beside
from withness.notices.kinds import Wording, declare
from withness.notices.models import Notice
from withness.people.models import Person


def declare_kinds() -> None:
    """How the notices of this room read."""
    declare("check_in", wording=word_check_in, off_able=True, label=gettext_lazy("My own reminder to check in"))
    declare("buddy_week", wording=word_week, off_able=True, label=gettext_lazy("Once a week, to ask how my buddy is"))
    declare("buddy_back", wording=word_back, off_able=True, label=gettext_lazy("My buddy tells me that they came back"))


def word_check_in(notice: Notice, person: Person) -> Wording | None:
    """A reminder one asked for oneself."""
    goal = Goal.objects.visible_to(person).open().filter(id=notice.ids.get("goal", "")).first()
    return Wording(_("How was today? A tap is enough."), f"/progress/{goal.id}") if goal else None


def word_week(notice: Notice, person: Person) -> Wording | None:
    """Once a week, while two walk together."""
    walk = _walk(notice, person)
    if walk is None:
        return None
    other = beside(walk, person).other
    return Wording(
        _("How is it with %(alias)s this week?") % {"alias": other.alias}, f"/walk/{walk.id}", (other.stone,)
    )


def word_back(notice: Notice, person: Person) -> Wording | None:
    """The other wanted this to be known, and nothing more."""
    walk = _walk(notice, person)
    if walk is None:
        return None
    other = beside(walk, person).other
    sentence = _("%(alias)s came back, and wanted you to know") % {"alias": other.alias}
    return Wording(sentence, f"/walk/{walk.id}", (other.stone,))


def _walk(notice: Notice, person: Person) -> Walk | None:
    walks = Walk.objects.visible_to(person).open().select_related("one__group", "other__group")
    return walks.filter(id=notice.ids.get("walk", "")).first()
