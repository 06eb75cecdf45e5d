"""Groups that listen for each other when one of them cannot."""

from __future__ import annotations

from django.db import models

from withness.groups.models import Group, Member


class Sister(models.Model):
    """`group` may ask willing people of `other`. Both must have said yes; each direction is a row of its own."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "other"], name="one_sister")]
