"""What helped somebody, in their own words; who keeps it at hand; and how it went when it was tried."""

from __future__ import annotations

import json
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from withness.foundation.hashes import hash_of
from withness.foundation.ids import new_id
from withness.groups.models import Group, Member
from withness.people.models import Person, Stewardship
from withness.people.stewarding import is_steward

MOMENTS = (
    ("right_now", _("right now, when it is too much")),
    ("night", _("at night")),
    ("morning", _("in the morning")),
    ("craving", _("when I crave something")),
    ("panic", _("when panic comes")),
    ("low", _("when I feel low")),
    ("pain", _("when it hurts")),
    ("alone", _("when I feel alone")),
    ("grief", _("when I miss somebody")),
    ("anger", _("when I am angry")),
    ("before", _("before something hard, such as an appointment")),
    ("after", _("after something hard")),
    ("caring", _("when I have cared too long for somebody else")),
    ("every_day", _("every day, a little")),
)


class StrategyQuerySet(models.QuerySet["Strategy"]):
    """Ways to find strategies."""

    def visible_to(self, person: Person | None) -> StrategyQuerySet:
        """The commons, for whoever is signed in; one's own; and those one reads first: of groups one holds, and for a
        steward those we brought.
        """
        if person is None:
            return self.none()
        mine = models.Q(author__person=person)
        held = Member.objects.holding().filter(person=person).values("group_id")
        ours = models.Q(models.Exists(Stewardship.objects.filter(person=person)), group=None, withdrawn_at=None)
        same = models.Q(author=None) | models.Q(author__person=None) | models.Q(author__person__is_demo=person.is_demo)
        read = models.Q(group_id__in=held, withdrawn_at=None) | ours
        return self.filter((self.in_commons_q() & same) | mine | read)

    def commons(self) -> StrategyQuerySet:
        """Those everybody may try."""
        return self.filter(self.in_commons_q())

    def waiting(self) -> StrategyQuerySet:
        """Those nobody has read yet, or not as they are to read now, and those that made things worse for too many."""
        unread = models.Q(approved_at=None) | models.Q(change__isnull=False)
        return self.filter(withdrawn_at=None).filter(unread | ~models.Q(pulled_at=None))

    @staticmethod
    def in_commons_q() -> models.Q:
        """Read by a person, not taken back, and not waiting to be looked at again."""
        return models.Q(withdrawn_at=None, pulled_at=None) & ~models.Q(approved_at=None)


class Words(models.Model):
    """How something is done that helps, as somebody wrote it down."""

    title = models.CharField(max_length=100)
    steps = models.TextField(max_length=4000)
    html = models.TextField()
    moments = models.JSONField(default=list)
    minutes = models.PositiveSmallIntegerField(null=True)
    costs = models.CharField(max_length=200, blank=True)
    cautions = models.CharField(max_length=500, blank=True)
    not_for = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    def said(self) -> dict[str, object]:
        """All of it, by field."""
        return {field.name: getattr(self, field.name) for field in Words._meta.local_fields}

    def mark(self) -> str:
        """The same for the same words, and another for others: by it a reader says which they have read."""
        return hash_of(json.dumps(self.said(), sort_keys=True))


class Strategy(Words):
    """Something that helped somebody. Written in a group, read there by a person, then everybody's to try."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE, related_name="strategies")
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="strategies")
    starter = models.CharField(max_length=60, blank=True)  # its name on our own shelf, for those we brought
    based_on = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="forks")
    source = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=8)
    version = models.PositiveSmallIntegerField(default=1)
    written_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    pulled_at = models.DateTimeField(null=True)  # it made things worse for too many; a person looks at it
    withdrawn_at = models.DateTimeField(null=True)

    objects = StrategyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["language", "-written_at"], name="strategy_by_language")]
        constraints = [
            models.UniqueConstraint(fields=["starter", "language"], condition=~models.Q(starter=""), name="one_starter")
        ]

    def source_parts(self) -> tuple[str, str]:
        """Where the idea is from: what it is, in the strategy's language, and the work, as it is called in English."""
        idea, _colon, work = self.source.partition(": ")
        return idea, work


class Change(Words):
    """How its author would say it from now on. Until a person has read it, everybody finds it as it was approved."""

    strategy = models.OneToOneField(Strategy, primary_key=True, on_delete=models.CASCADE, related_name="change")
    at = models.DateTimeField()


class Wording(models.Model):
    """How a strategy read before it was changed."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="wordings")
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=100)
    steps = models.TextField()
    until = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)  # without it nobody read it first: then it is not shown


class NoteQuerySet(models.QuerySet["Note"]):
    """Ways to find notes."""

    def visible_to(self, person: Person | None) -> NoteQuerySet:
        """Those this person reads for others: in groups they hold; for a steward also those on what we brought."""
        if person is None:
            return self.none()
        held = models.Q(strategy__group_id__in=Member.objects.holding().filter(person=person).values("group_id"))
        if is_steward(person):
            held |= models.Q(strategy__group=None)
        return self.filter(held)


class Note(models.Model):
    """What somebody changed when they tried it. Read by a person first, shown without a name."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="notes")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=600)
    at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)

    objects = NoteQuerySet.as_manager()


class Tool(models.Model):
    """A strategy somebody keeps at hand; up to three of them for right now."""

    NOW = 3

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tools")
    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    for_now = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "strategy"], name="one_tool")]


class TrialQuerySet(models.QuerySet["Trial"]):
    """Ways to find trials."""

    def visible_to(self, person: Person | None) -> TrialQuerySet:
        """One's own."""
        return self.none() if person is None else self.filter(person=person)

    def told(self) -> TrialQuerySet:
        """How it went: the last word of each person about each moment. Who tells often does not count more."""
        said_later = models.Q(told_at__gt=models.OuterRef("told_at"))
        at_once = models.Q(told_at=models.OuterRef("told_at"), id__gt=models.OuterRef("id"))
        same = {name: models.OuterRef(name) for name in ("strategy", "person", "moment")}
        later = Trial.objects.filter(said_later | at_once, **same)
        return self.exclude(told_at=None).filter(~models.Exists(later))


class Trial(models.Model):
    """Somebody tries it; later they are asked once, gently, how it was. They need not say."""

    HELPED, NOT, WORSE = "helped", "not", "worse"
    WENT: ClassVar = (("", ""), (HELPED, _("It helped")), (NOT, _("It did not help")), (WORSE, _("It made it worse")))

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="trials")
    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="trials")
    moment = models.CharField(max_length=16, choices=MOMENTS)
    began_at = models.DateTimeField()
    before = models.PositiveSmallIntegerField(null=True)  # 0 easy to 10 unbearable
    after = models.PositiveSmallIntegerField(null=True)
    went = models.CharField(max_length=8, blank=True, choices=WENT)
    told_at = models.DateTimeField(null=True)

    objects = TrialQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["strategy", "moment", "went"], name="trial_by_strategy")]
