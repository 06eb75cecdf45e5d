"""Somebody who has been there: two people who both say yes."""

from __future__ import annotations

from django.db import models

from withness.foundation.ids import new_id
from withness.groups.models import Member


class Introduction(models.Model):
    """Whoever shared asks for somebody who has been there; one who has is asked; then each says yes, or nothing.

    Whoever is asked sees the share, which they may read anyway. Who shared learns of them only after their yes, and they
    are introduced only when both have said it. A no, and no answer, look the same from outside.
    """

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    share = models.CharField(max_length=20)  # its id: shares live next door
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="introductions_asked")
    to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="introductions_offered")
    experience = models.CharField(max_length=60)
    at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True)  # the yes of who has been there
    met_at = models.DateTimeField(null=True)  # the yes of who shared: from now on they are introduced
    ended_at = models.DateTimeField(null=True)  # a no of either, which nobody is told of

    class Meta:
        constraints = [models.UniqueConstraint(fields=["share", "to"], name="one_introduction_a_share")]
        indexes = [models.Index(fields=["by", "share"], name="introductions_of_share")]
