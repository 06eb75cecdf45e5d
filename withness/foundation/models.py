"""Rows that hold the house together: streams of events, timers, letters to be posted, buckets that slow a flood."""

from __future__ import annotations

from django.db import models

from withness.foundation.ids import new_id


class Stream(models.Model):
    """Something one can listen to, such as `group:ID`. Its row is the lock under which the next number is taken.

    A number taken from a sequence becomes visible out of order on PostgreSQL, and a listener who resumes then misses
    what was committed late (18 shares of 2,229 in our trial). A number taken under this row's lock cannot.
    """

    name = models.CharField(primary_key=True, max_length=48)
    seq = models.BigIntegerField(default=0)
    kept_from = models.BigIntegerField(default=1)  # older events have been let go; who resumes before gets a reset


class Event(models.Model):
    """One thing that happened in a stream: which kind, by whom (a member's id), and ids. Never words."""

    pk = models.CompositePrimaryKey("stream", "seq")
    stream = models.CharField(max_length=48)
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=32)
    by = models.CharField(max_length=20, blank=True)
    of = models.CharField(max_length=20, blank=True, default="")  # who wrote what it was done to, if somebody else
    of_at = models.DateTimeField(null=True)  # and when
    ids = models.CharField(max_length=400, default="{}")  # JSON; sent to listeners byte by byte as it stands here
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="event_by_age")]


class Timer(models.Model):
    """Something to do later, written in the transaction that makes it necessary, so that it cannot be forgotten."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=60)  # the id of the thing it is about
    ids = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    taken_until = models.DateTimeField(null=True)  # a worker holds it; if the worker dies, it is free again after this
    tries = models.PositiveSmallIntegerField(default=0)
    last_trouble = models.CharField(max_length=120, blank=True)  # the kind of error, never its text

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="timer_due"),
            models.Index(fields=["about"], name="timer_about"),
        ]
        constraints = [models.UniqueConstraint(fields=["kind", "about"], name="one_timer_of_a_kind")]


class Letterbox(models.Model):
    """An e-mail on its way. It holds an address, so it is emptied as soon as the letter has left."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    to = models.EmailField()
    subject = models.CharField(max_length=120)
    words = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    written_at = models.DateTimeField()


class Bucket(models.Model):
    """How much of something has been asked for lately. `who` is a keyed hash that changes every day: no addresses."""

    who = models.CharField(primary_key=True, max_length=64)
    level = models.FloatField(default=0)
    at = models.DateTimeField()


class HouseNote(models.Model):
    """Something the house must remember about itself, such as the day's numbers or when the worker last breathed."""

    name = models.CharField(primary_key=True, max_length=60)
    note = models.JSONField(default=dict)
    at = models.DateTimeField()


class Tally(models.Model):
    """How often something happened, such as a help card that was shown. Not to whom, when, or for which words."""

    name = models.CharField(primary_key=True, max_length=40)
    times = models.BigIntegerField(default=0)


class CacheRow(models.Model):
    """Where Django's database cache keeps allauth's counts of failed sign-ins. Keys are hashes; nothing here matters."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "withness_cache"
