"""Two members who write to each other, and what they write. By alias, inside one group, and found by nobody else."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from withness.foundation.ids import new_id
from withness.groups.models import Group, Member
from withness.people.models import Person


class TalkQuerySet(models.QuerySet["Talk"]):
    """Ways to find talks."""

    def visible_to(self, person: Person | None) -> TalkQuerySet:
        """One's own, where one still belongs; not those one answered with “not now”."""
        if person is None:
            return self.none()
        mine = Member.objects.here().filter(person=person).values("id")
        return self.filter(Q(asked_by__in=mine) | Q(other__in=mine, declined_at=None)).select_related(
            "asked_by__person", "other__person", "group"
        )

    def between(self, one: Member, other: Member) -> TalkQuerySet:
        """Those of these two, whoever asked."""
        return self.filter(pair=pair_of(one, other))

    def of(self, member_id: str) -> TalkQuerySet:
        """Those of this member."""
        return self.filter(Q(asked_by=member_id) | Q(other=member_id))

    def standing(self) -> TalkQuerySet:
        """Neither ended nor answered with “not now”."""
        return self.filter(ended_at=None, declined_at=None)


class Talk(models.Model):
    """One member asked another whether they may write; since `agreed_at` both may.

    “Not now” (`declined_at`) is never told to who asked: to them the question only waits. How a talk ended is told to
    nobody, so that a boundary cannot be told from a goodbye.
    """

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="talks")
    asked_by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    pair = models.CharField(max_length=41)  # both ids in one order, so that two questions are one talk
    asked_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pair"], condition=models.Q(ended_at=None, declined_at=None), name="one_standing_talk"
            )
        ]

    def across(self, me: Member) -> Member:
        """The other one of the two."""
        return self.other if self.asked_by_id == me.id else self.asked_by


class Message(models.Model):
    """What one of the two wrote. Never in the search. Goes when its author takes it back, and with the talk."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)  # the sender's Idempotency-Key, or our own
    words = models.TextField(blank=True)
    html = models.TextField(blank=True)
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)  # out of the other's sight while stewards look; its author was told why

    class Meta:
        indexes = [models.Index(fields=["talk", "-at"], name="message_of_talk")]
        constraints = [models.UniqueConstraint(fields=["author", "key"], name="one_message_a_key")]


class Unasked(models.Model):
    """A member who does not want to be asked by anybody here."""

    member = models.OneToOneField(Member, primary_key=True, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()


def pair_of(one: Member, other: Member) -> str:
    """Both of them, in one order."""
    return ":".join(sorted((one.id, other.id)))
