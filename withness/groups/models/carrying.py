"""Carrying a group to another house: that it was asked for, whose words may go along, and the seats that wait there."""

from __future__ import annotations

from django.db import models

from withness.foundation.ids import new_id
from withness.groups.models.belonging import Group, Member


class Carrying(models.Model):
    """That whoever holds a group asked everybody in it whether their words may go along to another house."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="carryings")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True)
    packed_at = models.DateTimeField(null=True)  # when a file was last made of it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=models.Q(called_off_at=None), name="one_open_carrying_a_group"
            )
        ]


class WordsAlong(models.Model):
    """What one member answered. Who has not answered has said no. The code opens their seat there; kept as a hash."""

    carrying = models.ForeignKey(Carrying, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    yes = models.BooleanField()
    answered_at = models.DateTimeField()
    code_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["carrying", "member"], name="one_answer_a_member")]


class BroughtIn(models.Model):
    """That a group came from another house in a file. The same file never makes a second group."""

    group = models.OneToOneField(Group, primary_key=True, on_delete=models.CASCADE, related_name="brought_in")
    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()


class SeatWaiting(models.Model):
    """The seat of somebody who was in a group that came from another house; it waits for the one who has its code.

    Until then its member has no person and counts as one who left: nobody hears, is asked or is counted in their name.
    """

    member = models.OneToOneField(Member, primary_key=True, on_delete=models.CASCADE, related_name="seat_waiting")
    code_hash = models.CharField(max_length=64, unique=True)
    holds = models.CharField(max_length=16, blank=True)
    claimed_at = models.DateTimeField(null=True)


class FromBefore(models.Model):
    """That a member stands for somebody who wrote in another kind of place. `mark` leads nowhere without our secret."""

    member = models.OneToOneField(Member, primary_key=True, on_delete=models.CASCADE, related_name="from_before")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "mark"], name="one_seat_an_author_from_before")]
