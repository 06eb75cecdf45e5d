"""A path of one's own: moods, notes, answers to measures. Sealed with a key that only its person can use."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from withness.foundation.ids import new_id
from withness.people.models import Person


class EntryQuerySet(models.QuerySet["Entry"]):
    """Ways to find entries."""

    def visible_to(self, person: Person | None) -> EntryQuerySet:
        """One's own. What stands in them opens only with one's own key."""
        return self.none() if person is None else self.filter(person=person)


class Entry(models.Model):
    """Something written on a day. The day and the kind stand open, so that it can be found; everything else is sealed."""

    MOOD, NOTE, RESPONSE = "mood", "note", "response"
    KINDS: ClassVar = ((MOOD, _("How it is")), (NOTE, _("A note")), (RESPONSE, _("Answers")))

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=KINDS)
    on = models.DateField()
    n = models.PositiveIntegerField()  # in which order the person's entries were written
    sealed = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-on", "-n"], name="entry_by_person")]
        constraints = [models.UniqueConstraint(fields=["person", "n"], name="one_entry_a_number")]
