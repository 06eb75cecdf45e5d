"""A change to the agreement that everybody in the group is asked about, and what each of them said."""

from __future__ import annotations

from django.db import models

from withness.foundation.ids import new_id
from withness.groups.models.belonging import Group, Member, MemberQuerySet
from withness.people.models import Person


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Ways to find proposals."""

    def visible_to(self, person: Person | None) -> ProposalQuerySet:
        """Those of the groups this person belongs to."""
        if person is None:
            return self.none()
        mine: MemberQuerySet = Member.objects.here().filter(person=person)
        return self.filter(group_id__in=mine.values("group_id"))

    def open(self) -> ProposalQuerySet:
        """Those that are still asked."""
        return self.filter(closed_at=None)


class Proposal(models.Model):
    """Other words for a group's agreement. One at a time is asked of everybody; how it came out is told in words."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="proposals")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(max_length=8000)
    why = models.TextField(blank=True, max_length=1000)
    version_before = models.PositiveIntegerField()  # the agreement it would change
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    passed = models.BooleanField(null=True)
    outcome = models.CharField(max_length=16, blank=True)  # in one word of ours; how many said what is kept nowhere

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group"], condition=models.Q(closed_at=None), name="one_open_proposal")
        ]


class Voice(models.Model):
    """What one member says to a proposal. When it closes `says` is let go of: who said what is nobody's to look up.
    A worry stays, without a name, for the group to remember.
    """

    YES, NO, NOT_MINE = "yes", "no", "not_mine"

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="voices")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=8, blank=True)
    worry = models.TextField(blank=True, max_length=500)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "member"], name="one_voice_a_member")]
