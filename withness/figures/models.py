"""Readings: figures with noise in them, written once and never taken again."""

from __future__ import annotations

from django.db import models

from withness.foundation.ids import new_id
from withness.groups.models import Group, Member
from withness.people.models import Person
from withness.people.stewarding import is_steward


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Ways to find readings."""

    def visible_to(self, person: Person | None) -> ReadingQuerySet:
        """Those of the groups one belongs to; a steward also sees those of the whole house."""
        if person is None:
            return self.none()
        seen = models.Q(group_id__in=Member.objects.here().filter(person=person).values("group_id"))
        if is_steward(person):
            seen |= models.Q(group=None)
        return self.filter(seen, is_demo=person.is_demo)


class Reading(models.Model):
    """One sign of one group (or, without a group, of the house) in one period. Only what has noise in it is written.

    A period is read once: asking again could wash the noise out. The exact numbers are kept nowhere beside it.
    """

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE, related_name="+")
    is_demo = models.BooleanField(default=False)
    sign = models.CharField(max_length=24)
    began_on = models.DateField()  # the first day of the month, or of the quarter
    of = models.IntegerField()
    yes = models.IntegerField()

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "sign", "began_on"],
                condition=models.Q(group__isnull=False),
                name="one_reading_a_group",
            ),
            models.UniqueConstraint(
                fields=["sign", "began_on", "is_demo"], condition=models.Q(group=None), name="one_reading_a_quarter"
            ),
        ]
