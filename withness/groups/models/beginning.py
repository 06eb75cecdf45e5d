"""A group that somebody is about to open: what they have thought of so far, kept until it stands or they let go of it."""

from __future__ import annotations

from django.db import models

from withness.people.models import Person


class Beginning(models.Model):
    """The draft of one person's group. `kept` holds for each step what they wrote there, as they wrote it."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="+")
    kept = models.JSONField(default=dict)
    at = models.DateTimeField()
