"""A clock on every share, the steps of its ladder, and who was asked."""

from __future__ import annotations

from django.db import models

from withness.foundation.ids import new_id
from withness.groups.models import Group, Member
from withness.people.models import Person


class ClockQuerySet(models.QuerySet["Clock"]):
    """Ways to find clocks."""

    def visible_to(self, person: Person | None) -> ClockQuerySet:
        """Clocks of one's own shares. What waits in a group is asked through a seat there (`listening`, `figures`)."""
        return self.none() if person is None else self.filter(author__person=person, author__left_at=None)

    def waiting(self) -> ClockQuerySet:
        """Those that still run."""
        return self.filter(ended_at=None)


class Clock(models.Model):
    """How it stands with one share: it waits, one has replied, or it is heard. Written in the share's own transaction."""

    HEARD, FEELS_HEARD, NO_REPLIES, GONE = "heard", "feels_heard", "no_replies", "gone"
    BECAUSE = (
        (HEARD, "two different people have replied"),
        (FEELS_HEARD, "the author feels heard"),
        (NO_REPLIES, "the author would rather have no replies"),
        (GONE, "the share, its author or the group has gone"),
    )

    share = models.CharField(primary_key=True, max_length=20)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    begun_at = models.DateTimeField()
    first_ever = models.BooleanField(default=False)  # the author had never shared in this group before
    at_night = models.BooleanField(default=False)  # written between ten and six, on the group's own clock
    heavy = models.BooleanField(default=False)  # carries a content note: who answers it rests afterwards
    replies = models.PositiveSmallIntegerField(default=0)  # different people
    first_at = models.DateTimeField(null=True)
    second_at = models.DateTimeField(null=True)
    sisters_from = models.DateTimeField(null=True)  # when the author said that groups close to theirs may hear of it
    steps = models.PositiveSmallIntegerField(default=0)  # how far up the ladder; the step after it has not been taken
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=12, blank=True, choices=BECAUSE)

    objects = ClockQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["group", "begun_at"], name="clock_of_group"),
            models.Index(fields=["group", "begun_at"], condition=models.Q(ended_at=None), name="clock_waiting"),
        ]


class Step(models.Model):
    """One step of a ladder, taken once: the number is the key."""

    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, related_name="taken")
    number = models.PositiveSmallIntegerField()
    rung = models.CharField(max_length=12)
    at = models.DateTimeField()
    asked = models.PositiveSmallIntegerField()  # how many people; none, when nobody could be asked

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clock", "number"], name="one_step_a_number")]


class Ask(models.Model):
    """Somebody was asked whether they could listen. Whether they declined is kept nowhere."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, related_name="asks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(
        Member, null=True, on_delete=models.CASCADE, related_name="+"
    )  # empty: of a sister group
    rung = models.CharField(max_length=12)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="ask_of_person")]
        constraints = [models.UniqueConstraint(fields=["clock", "person", "rung"], name="one_ask_a_rung")]


class Pass(models.Model):
    """A member does not wish to be shown this share on their Listen page. Nobody else can see it."""

    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, related_name="passes")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clock", "member"], name="one_pass")]


class Hold(models.Model):
    """Somebody is writing to this share, so that others turn to the next one. It ends by itself."""

    clock = models.OneToOneField(Clock, primary_key=True, on_delete=models.CASCADE, related_name="held")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()
