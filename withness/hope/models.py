"""Milestones in one's own frame, and letters from further along the road to somebody at the same hard day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from withness.foundation.ids import new_id
from withness.groups.models import Group, Member
from withness.people.models import Person


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    """Ways to find milestones."""

    def visible_to(self, person: Person | None) -> MilestoneQuerySet:
        """One's own. Where it is celebrated, its person writes about it themselves."""
        return self.none() if person is None else self.filter(person=person)


class Milestone(models.Model):
    """A point on the way, as its person sees it. Coming back is one; so is asking for help."""

    CAME_BACK, ASKED, YEAR_SINCE, DAYS, OWN = "came_back", "asked_for_help", "a_year_since", "days", "own"
    KINDS: ClassVar = (
        (CAME_BACK, _("I came back")),
        (ASKED, _("I asked for help")),
        (YEAR_SINCE, _("A year since")),
        (DAYS, _("Days")),
        (OWN, _("Something of my own")),
    )

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=16, choices=KINDS)
    words = models.CharField(max_length=200, blank=True)
    number = models.PositiveIntegerField(null=True)  # how many days, where days were reached
    about = models.CharField(max_length=20, blank=True)  # what it came from, so that it comes once
    on = models.DateField()

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-on"], name="milestone_by_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "number", "about"],
                condition=models.Q(kind="days"),
                name="one_milestone_of_days",
            )
        ]


MOMENTS = (
    ("first_days", _("the first days")),
    ("day_four", _("the fourth day, when it is hardest")),
    ("first_week", _("the end of the first week")),
    ("came_back", _("the day somebody comes back")),
    ("bad_night", _("a bad night")),
    ("waiting", _("waiting for news or an appointment")),
    ("a_year", _("a year later")),
)


class LetterQuerySet(models.QuerySet["Letter"]):
    """Ways to find letters."""

    def visible_to(self, person: Person | None) -> LetterQuerySet:
        """One's own; and until they are taken back, those delivered to one and those of groups one holds."""
        if person is None:
            return self.none()
        mine = models.Q(author__person=person)
        received = models.Q(deliveries__person=person)
        held = Member.objects.holding().filter(person=person).values("group_id")
        return self.filter(mine | models.Q(withdrawn_at=None) & (received | models.Q(group_id__in=held))).distinct()

    def ready(self) -> LetterQuerySet:
        """Those that may be delivered."""
        return self.exclude(approved_at=None).filter(withdrawn_at=None, author__left_at=None)

    def waiting(self) -> LetterQuerySet:
        """Those nobody has read for the group yet."""
        return self.filter(approved_at=None, withdrawn_at=None, returned_at=None)


class Letter(models.Model):
    """Words from somebody further along to somebody they do not know. A person reads it first; it carries no name."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="letters")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="letters")
    moment = models.CharField(max_length=16, choices=MOMENTS)
    language = models.CharField(max_length=8)
    words = models.TextField(max_length=6000)
    html = models.TextField()
    written_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    returned_at = models.DateTimeField(null=True)  # sent back to its author with a reason
    returned_because = models.TextField(blank=True, max_length=1000)
    withdrawn_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["group", "language"], name="letter_by_group")]


class LetterWish(models.Model):
    """That a person would like a letter now and then, in their first weeks or at a hard moment."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="letter_wish")
    since = models.DateTimeField()
    moment = models.CharField(max_length=16, blank=True, choices=MOMENTS)  # what they asked for, until one has come


class Delivery(models.Model):
    """That a letter reached somebody: once, and no second time. Thanks go back without a name."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="deliveries")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    thanked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "person"], name="one_delivery")]


class StoryQuerySet(models.QuerySet["Story"]):
    """Ways to find stories."""

    def visible_to(self, person: Person | None) -> StoryQuerySet:
        """Those told to everybody; in my groups also those told there; and my own."""
        public = models.Q(told_to=Story.EVERYBODY, withdrawn_at=None) & ~models.Q(approved_at=None)
        if person is None:
            return self.filter(public, author__person__is_demo=False)
        mine = Member.objects.here().filter(person=person)
        there = models.Q(group_id__in=mine.values("group_id"), withdrawn_at=None) & ~models.Q(approved_at=None)
        held = models.Q(group_id__in=mine.exclude(holds="").values("group_id"), withdrawn_at=None)
        same = models.Q(author__person__is_demo=person.is_demo)
        return self.filter((public & same) | there | held | models.Q(author__person=person))


class Story(models.Model):
    """How somebody came to be better, or to live with it. Each consent to tell it is a receipt of its own."""

    GROUP, EVERYBODY = "group", "everybody"
    TOLD_TO: ClassVar = ((GROUP, _("My group")), (EVERYBODY, _("Everybody, also people who are not signed in")))

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="stories")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="stories")
    title = models.CharField(max_length=100)
    words = models.TextField(max_length=20000)
    html = models.TextField()
    told_to = models.CharField(max_length=10, choices=TOLD_TO)
    written_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = StoryQuerySet.as_manager()


class Receipt(models.Model):
    """What its author agreed to when a story was told: to whom, in which words, when, and when they took it back."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="receipts")
    told_to = models.CharField(max_length=10, choices=Story.TOLD_TO)
    words_version = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
