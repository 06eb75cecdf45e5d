"""Circles, the seats in them, and what is said there for as long as it is kept."""

from __future__ import annotations

from functools import cached_property

from django.db import models

from withness.circles.formats.plan import Plan
from withness.circles.formats.shelf import plan_of
from withness.circles.machine.state import State, unpack
from withness.foundation.ids import looks_like_id, new_id
from withness.groups.models import Group, Member
from withness.people.models import Person


class Format(models.Model):
    """A way of holding a circle that a group has made its own. What circles already began with stays with them."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    text = models.TextField(max_length=20_000)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()


class Ways(models.Model):
    """How a group holds its circles. `format` is a shipped name or the id of a `Format`; words stay `keep_hours`."""

    group = models.OneToOneField(Group, primary_key=True, on_delete=models.CASCADE, related_name="+")
    format = models.CharField(max_length=20, blank=True)
    keep_hours = models.PositiveSmallIntegerField(default=0)
    voice = models.CharField(max_length=16, blank=True)
    voice_link = models.URLField(max_length=300, blank=True)


class CircleQuerySet(models.QuerySet["Circle"]):
    """Ways to find circles."""

    def visible_to(self, person: Person | None) -> CircleQuerySet:
        """Circles of the groups this person belongs to. A stranger finds none."""
        if person is None:
            return self.none()
        return self.filter(group_id__in=Member.objects.here().filter(person=person).values("group_id"))

    def under_way(self) -> CircleQuerySet:
        """Those that have not closed."""
        return self.filter(closed_at=None)


class Circle(models.Model):
    """A live meeting. `state` is what comes of the events of `circle:ID` so far, kept at hand; they are the truth."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="circles")
    opened_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    format_text = models.TextField(max_length=20_000)
    state = models.TextField(default="")
    opened_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    let_go_at = models.DateTimeField(null=True)  # when words, actors and times went
    voice = models.CharField(max_length=16, blank=True)
    voice_room = models.CharField(max_length=300, blank=True)
    skill = models.TextField(blank=True, max_length=4000)  # steps brought into this one, in the place of the format's

    objects = CircleQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["group", "-opened_at"], name="circle_of_group")]

    @property
    def stream(self) -> str:
        """Where its events are."""
        return f"circle:{self.id}"

    @cached_property
    def plan(self) -> Plan:
        """The format it began with."""
        return _plan_of(self.format_text)

    @cached_property
    def now(self) -> State:
        """How it stands."""
        return unpack(self.state)


class Seat(models.Model):
    """Who sits where in one circle. A hall seat has no member; it may have a first name. Goes a day after the close."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="seats")
    number = models.PositiveIntegerField()
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=30, blank=True)
    joined_at = models.DateTimeField()
    heard_at = models.DateTimeField()  # when their page last said that it is open
    arriving = models.CharField(max_length=12, blank=True)  # for themselves alone
    answered = models.BooleanField(default=False)  # whether they have said how it was; never what

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "number"], name="one_seat_a_number"),
            models.UniqueConstraint(fields=["circle", "member"], name="one_seat_a_member"),
        ]


class Said(models.Model):
    """Words in a circle. `seq` is the event that told of them; before their turn has come there is none."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="said")
    seat = models.PositiveIntegerField()
    seq = models.BigIntegerField(null=True)
    phase = models.SmallIntegerField()
    html = models.TextField()
    words = models.TextField(max_length=4000)

    class Meta:
        indexes = [models.Index(fields=["circle", "seq"], name="said_in_order")]


class Sent(models.Model):
    """That an act was sent with this key, and what came of it, so that a retry does nothing twice."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    seat = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    did = models.BooleanField()
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "seat", "key"], name="one_act_a_key")]


class Intention(models.Model):
    """What somebody named in a closing round, as something they mean to do."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=300)
    at = models.DateTimeField()


class RemovalQuerySet(models.QuerySet["Removal"]):
    """Ways to find removals."""

    def visible_to(self, person: Person | None) -> RemovalQuerySet:
        """Only one's own."""
        return self.none() if person is None else self.filter(member__person=person)


class Removal(models.Model):
    """Somebody was asked to leave a circle: by whom and why. They read it, and may ask a steward to look again."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    because = models.CharField(max_length=1000)
    at = models.DateTimeField()
    asked_again_at = models.DateTimeField(null=True)
    asked_again_words = models.CharField(max_length=1000, blank=True)

    objects = RemovalQuerySet.as_manager()


class HowItWas(models.Model):
    """How the circles of a group were in one month, as sums. They stay until the month is over and are then handed over
    once, to whoever adds noise before anything is shown (`afterwards.hand_over`); after that they are nowhere.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    month = models.DateField()  # its first day
    answers = models.PositiveIntegerField(default=0)
    heard = models.PositiveIntegerField(default=0)
    safe = models.PositiveIntegerField(default=0)
    hopeful = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "month"], name="one_sum_a_month")]


def _plan_of(text: str) -> Plan:
    plan = _plans.get(text)
    if plan is None:
        if len(_plans) > 100:
            _plans.clear()
        plan = _plans[text] = plan_of(text)
    return plan


_plans: dict[str, Plan] = {}


def circle_for(person: Person | None, circle_id: str) -> Circle | None:
    """The circle of that id, where this person may know of it."""
    if not looks_like_id(circle_id):
        return None
    return Circle.objects.visible_to(person).select_related("group").filter(id=circle_id).first()
