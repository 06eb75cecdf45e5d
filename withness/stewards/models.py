"""The caretakers' desk: cases, what was decided, who asked to look again, and what a steward has seen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from withness.foundation.ids import new_id
from withness.people.models import Person
from withness.people.stewarding import is_steward
from withness.safety.boundaries import out_of_reach


class CaseQuerySet(models.QuerySet["Case"]):
    """Ways to find cases."""

    def visible_to(self, person: Person | None) -> CaseQuerySet:
        """For stewards; never a case about themselves, nor about somebody across a boundary, nor one they reported."""
        if person is None or not is_steward(person):
            return self.none()
        far = [other.person_id for other in out_of_reach(person)]
        involved = models.Q(about=person) | models.Q(about_id__in=far) | models.Q(reporters__person=person)
        return self.filter(is_demo=person.is_demo).exclude(id__in=Case.objects.filter(involved).values("id"))


class Case(models.Model):
    """Everything that was reported about one thing, until it is closed."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    kind = models.CharField(max_length=16)
    thing = models.CharField(max_length=20)
    place = models.CharField(max_length=20, blank=True)
    face = models.CharField(max_length=20, blank=True)
    about = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    urgency = models.PositiveSmallIntegerField(default=1)  # 3 first
    care = models.BooleanField(default=False)  # somebody is worried about them: that is no complaint
    is_demo = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "thing"], condition=models.Q(closed_at=None), name="one_open_case")
        ]


class Reporter(models.Model):
    """Who reported what a case is about: so that no steward decides on their own report."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reporters")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="one_reporter_a_case")]


class Look(models.Model):
    """That a steward opened the words of a case: what the budget of hard reading counts."""

    steward = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()


class ActionQuerySet(models.QuerySet["Action"]):
    """Ways to find what was decided."""

    def visible_to(self, person: Person | None) -> ActionQuerySet:
        """Decisions about oneself, and for stewards those of the cases they may see."""
        if person is None:
            return self.none()
        return self.filter(models.Q(about=person) | models.Q(case__in=Case.objects.visible_to(person).values("id")))


class Action(models.Model):
    """What a steward decided: with its rule, its reason, how long, and who agreed where one is not enough."""

    NOTE, HOLD, REMOVE, PAUSE, PART, LOCK = "note", "hold", "remove", "pause", "part", "lock"
    KINDS = (
        (NOTE, _("A few words to them")),
        (HOLD, _("Hold it for up to three days")),
        (REMOVE, _("Take it away (a second steward decides with you)")),
        (PAUSE, _("Pause them in this group for up to two weeks")),
        (PART, _("Part ways (a second steward decides with you)")),
        (LOCK, _("Close the group’s door to newcomers for up to three days")),
    )
    FINAL = (REMOVE, PART)

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="actions")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=8, choices=KINDS)
    rule = models.CharField(max_length=24)
    reason = models.TextField(max_length=1000)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    second_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    seconded_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)  # what was taken away is gone for good: the time to ask again is over

    objects = ActionQuerySet.as_manager()


class Appeal(models.Model):
    """The one it is about asks somebody else to look again."""

    action = models.OneToOneField(Action, primary_key=True, on_delete=models.CASCADE, related_name="appeal")
    words = models.TextField(blank=True, max_length=2000)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    stands = models.BooleanField(null=True)
    answer = models.TextField(blank=True, max_length=1000)


class Unmasking(models.Model):
    """Asking who stands behind an alias. Two stewards, a reason, a day to wait unless a life is at risk."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="unmaskings")
    about = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    why = models.TextField(max_length=300)
    life_at_risk = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    second_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    open_from = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)


class Wave(models.Model):
    """Many strangers at once at the door of one group: whose first words are held until somebody has looked."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    place = models.CharField(max_length=20)
    begun_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")


class WaveHold(models.Model):
    """Words of a newcomer that wait while a wave is looked at. They show by themselves when the wave is over."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="holds")
    kind = models.CharField(max_length=8)
    thing = models.CharField(max_length=20, unique=True)
    face = models.CharField(max_length=20)
    at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
