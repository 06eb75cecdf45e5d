"""Where meetings come from, and where they take place."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from withness.foundation import clock
from withness.foundation.ids import new_id

LOST_AFTER = timedelta(minutes=5)  # nothing said for so long: whoever worked on it is gone


class Feed(models.Model):
    """Where listings come from: an address that is asked again now and then, or a file somebody gave us once."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    address = models.CharField(max_length=400, unique=True)  # an https address, or the name of a file
    vocabulary = models.CharField(max_length=24, default="aa")
    zone = models.CharField(max_length=40, blank=True)
    hours = models.PositiveSmallIntegerField(default=0)  # asked again after so many; 0: never by itself
    with_contacts = models.BooleanField(default=False)
    tried_at = models.DateTimeField(null=True)
    worked_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)  # why the last try did not work
    count = models.PositiveIntegerField(default=0)  # meetings at the last time that worked
    shrunk_to = models.PositiveIntegerField(null=True)  # so few at the last try that a human must say yes first
    etag = models.CharField(max_length=200, blank=True)
    report = models.JSONField(default=dict)
    stopped_at = models.DateTimeField(null=True)  # not read any more, until somebody asks for it again


class Intake(models.Model):
    """One time a list is read, asked for on a page: only tried, or to be kept. It says how far it is."""

    WAITS, ASKS, READS, KEEPS = "waits", "asks", "reads", "keeps"
    STEPS = (
        (WAITS, _("Waiting for its turn.")),
        (ASKS, _("Asking its server.")),
        (READS, _("Reading the rows.")),
        (KEEPS, _("Keeping the meetings.")),
    )

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    feed = models.ForeignKey(Feed, null=True, on_delete=models.CASCADE, related_name="intakes")
    address = models.CharField(max_length=400)
    vocabulary = models.CharField(max_length=24)
    zone = models.CharField(max_length=40, blank=True)
    hours = models.PositiveSmallIntegerField(default=0)
    with_contacts = models.BooleanField(default=False)
    body = models.BinaryField(null=True)  # what was read, compressed, until it is kept or let go
    etag = models.CharField(max_length=200, blank=True)
    step = models.CharField(max_length=8, choices=STEPS, default=WAITS)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    wanted_at = models.DateTimeField(null=True)  # somebody said: take it in
    told_at = models.DateTimeField()  # when it last said how far it is
    ended_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)
    report = models.JSONField(default=dict)
    stored = models.JSONField(default=dict)  # how many are new, changed, as before, not seen any more

    @property
    def is_lost(self) -> bool:
        """Whether whoever worked on it is gone before the end."""
        return self.ended_at is None and self.told_at < clock.now() - LOST_AFTER


class Venue(models.Model):
    """A place to meet in, and what one must know to get in."""

    ACCESS = (
        ("wheelchair", _("Step-free for wheelchairs")),
        ("toilet", _("Toilet for wheelchairs")),
        ("hearing_loop", _("Hearing loop")),
        ("sign_language", _("Sign language")),
        ("quiet", _("A quiet room to step out to")),
        ("fragrance_free", _("No fragrances, please")),
        ("children", _("Children are welcome")),
        ("transit", _("Bus or train close by")),
        ("parking", _("Parking close by")),
    )

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    parts = models.JSONField(default=dict)  # street, city, state, postal_code, country, regions: as a feed gave them
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    is_approximate = models.BooleanField(default=False)  # known to the town only
    notes = models.TextField(blank=True, max_length=2000)
    access = models.JSONField(default=list)
    closed_since = models.DateTimeField(null=True)  # for now: whoever meets online meanwhile still does
