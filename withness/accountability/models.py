"""What somebody means to do, how it went, and who walks along. Private to its person unless they say otherwise."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from withness.accountability import ledger
from withness.accountability.sight import walks_in_sight
from withness.foundation.ids import new_id
from withness.groups.models import Member
from withness.people.models import Person


class GoalQuerySet(models.QuerySet["Goal"]):
    """Ways to find goals."""

    def visible_to(self, person: Person | None) -> GoalQuerySet:
        """One's own. Nobody else's, whoever asks."""
        return self.none() if person is None else self.filter(person=person)

    def open(self) -> GoalQuerySet:
        """Those not ended."""
        return self.filter(ended_at=None)


class Goal(models.Model):
    """Something a person means to do, in their own frame. What is counted, if anything, stands in its lines."""

    FRAMES: ClassVar = (
        (ledger.ABSTINENCE, _("Not doing something")),
        (ledger.REDUCTION, _("Doing something less")),
        (ledger.HABIT, _("Doing something that is good for me")),
        (ledger.ILLNESS, _("Living with it, a day at a time")),
        (ledger.NO_COUNT, _("No counting at all")),
    )

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="goals")
    words = models.CharField(max_length=200)
    why = models.TextField(blank=True, max_length=2000)
    frame = models.CharField(max_length=16, choices=FRAMES)
    began_at = models.DateTimeField()
    remind_at = models.TimeField(null=True)  # on the person's wall; empty: no reminder
    paused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-began_at"], name="goal_by_person")]


class Line(models.Model):
    """One entry of a goal's ledger, in the order it was written. Lines are only ever added (see `ledger.py`)."""

    BEGAN, KEPT, LAPSED, BACK, LAPSE_CORRECTED, DAY_CORRECTED = (
        "began", "kept", "lapsed", "back", "lapse_corrected", "day_corrected",
    )  # fmt: skip
    KINDS: ClassVar = (
        (BEGAN, _("Days count from here")), (KEPT, _("It went as I meant")), (LAPSED, _("It did not hold")),
        (BACK, _("I came back")), (LAPSE_CORRECTED, _("Written down by mistake")), (DAY_CORRECTED, _("Not counted after all")),
    )  # fmt: skip

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=16, choices=KINDS)
    on = models.DateField()
    written_on = models.DateField()  # the date on the person's wall

    class Meta:
        indexes = [models.Index(fields=["goal", "id"], name="line_by_goal")]


class CheckIn(models.Model):
    """How one day went: a tap, and if they like a few words and how hard it was."""

    AS_MEANT, PARTLY, NOT_TODAY = "as_meant", "partly", "not_today"
    WENT: ClassVar = ((AS_MEANT, _("As I meant")), (PARTLY, _("Partly")), (NOT_TODAY, _("Not today")))

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="check_ins")
    on = models.DateField()
    went = models.CharField(max_length=12, choices=WENT)
    words = models.TextField(blank=True, max_length=2000)
    difficulty = models.PositiveSmallIntegerField(null=True)  # 0 easy to 10 very hard

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "on"], name="one_check_in_a_day")]


class Return(models.Model):
    """Coming back after a lapse, in three steps. What happened is for oneself only, whoever else is told."""

    NOBODY, BUDDY, CIRCLE = "nobody", "buddy", "circle"
    TELL: ClassVar = ((NOBODY, _("Nobody")), (BUDDY, _("My buddy")), (CIRCLE, _("My group")))

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="returns")
    on = models.DateField()
    tell = models.CharField(max_length=8, choices=TELL)
    what_happened = models.TextField(blank=True, max_length=4000)
    next_hour = models.CharField(blank=True, max_length=300)


class RememberedQuerySet(models.QuerySet["Remembered"]):
    """Ways to find dates."""

    def visible_to(self, person: Person | None) -> RememberedQuerySet:
        """One's own."""
        return self.none() if person is None else self.filter(person=person)


class Remembered(models.Model):
    """A date that matters, such as the day somebody died. Nothing is counted; the day itself is met gently."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="remembered")
    on = models.DateField()
    words = models.CharField(max_length=200)

    objects = RememberedQuerySet.as_manager()


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Ways to find commitments."""

    def visible_to(self, person: Person | None) -> CommitmentQuerySet:
        """One's own, in groups where one still is."""
        return self.none() if person is None else self.filter(member__person=person, member__left_at=None)

    def unanswered(self) -> CommitmentQuerySet:
        """Those of which nobody has said yet how it was."""
        return self.filter(how="", let_go_at=None)


class Commitment(models.Model):
    """Something named in a circle's closing round. It comes back in the next opening round, to who named it only."""

    DONE, PARTLY, NOT_YET = "done", "partly", "not_yet"
    HOW: ClassVar = (("", ""), (DONE, _("I did it")), (PARTLY, _("Partly")), (NOT_YET, _("Not yet")))

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="commitments")
    circle = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=300)
    named_at = models.DateTimeField()
    how = models.CharField(max_length=8, blank=True, choices=HOW)
    how_words = models.TextField(blank=True, max_length=1000)
    told_at = models.DateTimeField(null=True)
    let_go_at = models.DateTimeField(null=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["member", "-named_at"], name="commitment_by_member")]


class WalkQuerySet(models.QuerySet["Walk"]):
    """Ways to find those who walk together."""

    def visible_to(self, person: Person | None) -> WalkQuerySet:
        """The walks this person is one of the two of, while both are in the group and no boundary hides the other."""
        if person is None:
            return self.none()
        mine = models.Q(one__person=person) | models.Q(other__person=person)
        return walks_in_sight(self.filter(mine, one__left_at=None, other__left_at=None), person)

    def open(self) -> WalkQuerySet:
        """Those not ended."""
        return self.filter(ended_at=None)


class Walk(models.Model):
    """Two members of one group who are buddies: what each agreed to, a pause, and an end that is nobody's fault."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    one = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    because = models.CharField(max_length=300, blank=True)
    one_agreed = models.CharField(max_length=300, blank=True)
    other_agreed = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = WalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], condition=models.Q(ended_at=None), name="one_walk_a_pair")
        ]
