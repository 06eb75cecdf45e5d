"""Buddies: who asked for one, and whom we suggested to each other."""

from __future__ import annotations

from django.db import models

from withness.foundation.ids import new_id
from withness.groups.models import Member
from withness.people.models import Person


class BuddyWish(models.Model):
    """That a member would like a buddy in this group. It goes once they have one, or no longer want one."""

    member = models.OneToOneField(Member, primary_key=True, on_delete=models.CASCADE, related_name="buddy_wish")
    since = models.DateTimeField()


class PairQuerySet(models.QuerySet["Pair"]):
    """Ways to find pairs."""

    def visible_to(self, person: Person | None) -> PairQuerySet:
        """Those this person is one of, while both are in the group."""
        if person is None:
            return self.none()
        mine = models.Q(one__person=person) | models.Q(other__person=person)
        return self.filter(mine, one__left_at=None, other__left_at=None)


class Pair(models.Model):
    """Two who were suggested to each other. Each says yes, no, or nothing; a no and nothing look the same to the other.

    It stays after its time, so that two who did not come together are not suggested to each other again.
    """

    YES, NO = "yes", "no"

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    one = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    one_said = models.CharField(max_length=3, blank=True)
    other_said = models.CharField(max_length=3, blank=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="one_pair_ever")]
