"""A meeting, and what is different about it on one date or for a while."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from withness.foundation.ids import new_id
from withness.groups.models import Group, Member
from withness.meetings.models.places import Feed, Venue
from withness.meetings.occurring import AN_HOUR, Change, Pause, Plan
from withness.meetings.rhythm import rhythm_of
from withness.meetings.saying_when import rhythm_words
from withness.meetings.walls import read
from withness.people.models import Person


class SeriesQuerySet(models.QuerySet["Series"]):
    """Ways to find series."""

    def visible_to(self, person: Person | None) -> SeriesQuerySet:
        """What this person may know of: listings, what a listed group shows to all, and everything of their groups."""
        shown = models.Q(shown_to=Series.EVERYBODY) & (
            models.Q(group=None) | models.Q(group__in=Group.objects.visible_to(None))
        )
        if person is None:
            return self.filter(shown)
        theirs = models.Q(group=None) | models.Q(group__is_demo=person.is_demo)
        mine = Member.objects.here().filter(person=person).values("group_id")
        return self.filter((shown & theirs) | models.Q(group_id__in=mine))

    def findable(self) -> SeriesQuerySet:
        """What the finder answers with, to whoever asks: shown to everybody, of a group that is listed and open, going on."""
        return self.visible_to(None).filter(ended_at=None, missing_since=None)

    def public(self) -> SeriesQuerySet:
        """What goes out to the world: in the finder for all, in feeds and exports. Never what belongs to the demo."""
        return self.visible_to(None).filter(ended_at=None).exclude(group__is_demo=True)


class Series(models.Model):
    """A meeting that takes place again and again, or once: an hour on the wall of its own place, and a rhythm."""

    IN_PERSON, ONLINE, HYBRID, UNCLEAR = "in_person", "online", "hybrid", "unclear"
    ATTENDANCE = (
        (IN_PERSON, _("In person")),
        (ONLINE, _("Online")),
        (HYBRID, _("In person and online")),
        (UNCLEAR, _("Ask where")),
    )
    PUBLIC, MEMBERS, ON_REQUEST = "public", "members", "on_request"
    JOINING = (
        (PUBLIC, _("Everybody")),
        (MEMBERS, _("Members of the group")),
        (ON_REQUEST, _("Whoever asks us")),
    )
    EVERYBODY, GROUP = "everybody", "group"
    SHOWN = ((GROUP, _("Only our members")), (EVERYBODY, _("Everybody who looks for meetings")))

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE, related_name="meetings")
    feed = models.ForeignKey(Feed, null=True, on_delete=models.CASCADE, related_name="meetings")
    slug = models.CharField(max_length=200)  # its name in its feed, or in ours
    title = models.CharField(max_length=255)
    notes = models.TextField(blank=True, max_length=4000)
    venue = models.ForeignKey(Venue, null=True, on_delete=models.SET_NULL, related_name="meetings")

    starts = models.CharField(max_length=16, blank=True)  # the first, on the wall there; empty: by arrangement
    zone = models.CharField(max_length=40, blank=True)  # empty: not known, so never shown as going on now
    rhythm = models.CharField(max_length=200, blank=True)  # empty: once
    minutes = models.PositiveIntegerField(null=True)
    labels = models.JSONField(default=list)  # [rule, words]: “the last Saturday has a speaker”

    attendance = models.CharField(max_length=10, choices=ATTENDANCE)
    shown_to = models.CharField(max_length=10, choices=SHOWN, default=EVERYBODY)
    joining = models.CharField(max_length=10, choices=JOINING, default=PUBLIC)
    join_url = models.CharField(max_length=1000, blank=True)
    join_phone = models.CharField(max_length=200, blank=True)
    join_notes = models.TextField(blank=True, max_length=1000)
    join_opens = models.PositiveSmallIntegerField(default=15)  # minutes before the beginning
    in_circle = models.BooleanField(default=False)  # takes place in this house, in a circle
    capacity = models.PositiveSmallIntegerField(null=True)

    vocabulary = models.CharField(max_length=24, blank=True)  # whose code words `types` are
    types = models.JSONField(default=list)
    languages = models.JSONField(default=list)  # BCP 47
    also = models.JSONField(default=dict)  # what a feed says besides, kept so that it can go out again

    by = models.CharField(max_length=255, blank=True)  # the group as a feed names it
    url = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)  # rises with every change: SEQUENCE in calendars
    changed_at = models.DateTimeField()
    verified_on = models.DateField(null=True)
    seen_at = models.DateTimeField(null=True)  # when its feed last held it
    missing_since = models.DateTimeField(null=True)  # no longer in its feed
    ended_at = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    differs = models.BooleanField(default=False)  # a list has told of single dates: only then the finder asks for them

    objects = SeriesQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["group", "ended_at"], name="series_of_group")]
        constraints = [
            models.UniqueConstraint(fields=["feed", "slug"], condition=~models.Q(feed=None), name="one_slug_a_feed")
        ]

    @property
    def length(self) -> int:
        """How long, in minutes; an hour where nobody said."""
        return self.minutes or AN_HOUR

    def label_sentences(self) -> list[str]:
        """“The last Saturday of the month: a speaker”."""
        return [f"{rhythm_words(rhythm_of(rule), read(self.starts))}: {words}" for rule, words in self.labels]

    def plan(self, differences: list[Difference] | None = None) -> Plan | None:
        """As plain values, with what differs (read when not given). Nothing when it is by arrangement or has no zone."""
        if not self.starts or not self.zone:
            return None
        told: list[Difference] = list(self.differences.all()) if differences is None else differences
        rhythm = rhythm_of(self.rhythm) if self.rhythm else None
        changes = {read(one.planned): one.change() for one in told if one.kind in Difference.OF_ONE_DATE}
        extra = tuple(read(one.planned) for one in told if one.kind == Difference.ADDED)
        pauses = tuple(
            Pause(one.first_on, one.last_on) for one in told if one.kind == Difference.PAUSED and one.first_on
        )
        return Plan(read(self.starts), self.zone, rhythm, self.length, changes, extra, pauses)


class Difference(models.Model):
    """What is different: one date called off, moved or added, or a pause from one day to another."""

    CALLED_OFF, MOVED, ADDED, PAUSED = "called_off", "moved", "added", "paused"
    KINDS = ((CALLED_OFF, _("Called off")), (MOVED, _("Moved")), (ADDED, _("Added")), (PAUSED, _("Paused")))
    OF_ONE_DATE = (CALLED_OFF, MOVED)

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="differences")
    kind = models.CharField(max_length=10, choices=KINDS)
    planned = models.CharField(max_length=16, blank=True)  # the date it is about, on the wall there
    to = models.CharField(max_length=16, blank=True)
    minutes = models.PositiveIntegerField(null=True)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "planned"], condition=~models.Q(planned=""), name="one_difference_a_date"
            )
        ]

    def change(self) -> Change:
        """As a plain value."""
        return Change(
            called_off=self.kind == self.CALLED_OFF, to=read(self.to) if self.to else None, minutes=self.minutes,
            words=self.words,
        )  # fmt: skip
