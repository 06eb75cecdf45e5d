"""What people look for and did not find, and words the vocabulary lacks."""

from __future__ import annotations

from django.db import models

from withness.foundation.ids import new_id
from withness.groups.models import Group
from withness.people.models import Person


class Wanting(models.Model):
    """A person wants to hear when a group for this experience opens. The experience only, never what they wrote.

    Told once, of the first that opens; then `told_at` says when, and `group` of which.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="wantings")
    experience = models.CharField(max_length=60, db_index=True)
    since = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    group = models.ForeignKey(Group, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "experience"], name="one_wanting")]


class Addition(models.Model):
    """A name or more words for something people live through, that the packaged vocabulary lacks.

    Of somebody who holds a group, or a steward, it counts at once; of anybody else when a steward has taken it in.
    """

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    name = models.CharField(max_length=60)
    words = models.JSONField(default=list)
    under = models.CharField(max_length=60)  # the slug of the experience it belongs to
    language = models.CharField(max_length=8)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="additions")
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, db_index=True)
    taken_in = models.BooleanField(null=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["taken_in", "-at"], name="addition_taken_in")]
