"""The rota: who is on duty in which hour of the week, and what they leave for the next."""

from __future__ import annotations

from django.db import models

from withness.foundation.ids import new_id
from withness.groups.models import Group, Member


class Duty(models.Model):
    """A peer supporter is on duty for one hour of every week. `slot` counts hours from Monday 00:00, in the group's
    zone: 0 to 167.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    slot = models.PositiveSmallIntegerField()
    since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["group", "slot"], name="duty_of_group")]
        constraints = [models.UniqueConstraint(fields=["member", "slot"], name="one_duty_a_slot")]


class HandOver(models.Model):
    """A few words from one on duty to the next. They go after two weeks."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(max_length=1000)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["group", "-at"], name="hand_over_newest")]
