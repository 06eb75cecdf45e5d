"""What members have lived through, as they chose to say it, and what groups are for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from withness.groups.models import Group, Member


class LivedQuerySet(models.QuerySet["Lived"]):
    """Ways to find tags."""

    def shown_in(self, group_id: str) -> LivedQuerySet:
        """Those of people who are there now."""
        return self.filter(member__group_id=group_id, member__left_at=None, member__person__isnull=False)


class Lived(models.Model):
    """One experience of one member in one group, and how far along they are. Nobody needs to have any.

    Seen by no other member: it serves to ask the right people, and they are named only when they say yes themselves.
    """

    NEW, MIDDLE, ALONG = "new", "middle", "along"
    STAGES = ((NEW, _("It is new to me")), (MIDDLE, _("I am in the middle of it")), (ALONG, _("I am further along")))

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="lived")
    experience = models.CharField(max_length=60)  # a slug of the vocabulary, or `own:` and the id of an addition
    stage = models.CharField(max_length=8, choices=STAGES)
    since = models.DateTimeField()

    objects = LivedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "experience"], name="one_experience_a_member")]


class GroupLife(models.Model):
    """What a group is for, where somebody who holds it has chosen, and when what it says of itself last changed.

    `changed_at` is how each process finds what is new since it last looked.
    """

    group = models.OneToOneField(Group, primary_key=True, on_delete=models.CASCADE, related_name="life")
    chosen = models.JSONField(default=list)
    changed_at = models.DateTimeField(db_index=True)


class OwnWords(models.Model):
    """That a group lets what it shares help newcomers find it, since when, and the few common terms that several use.

    There is a row only while the group wants it. `terms` holds no word of any one person: see `own_words.py`.
    """

    group = models.OneToOneField(Group, primary_key=True, on_delete=models.CASCADE, related_name="own_words")
    since = models.DateTimeField()  # nothing that was shared before it is read
    terms = models.JSONField(default=list)
    read_at = models.DateTimeField(null=True)
