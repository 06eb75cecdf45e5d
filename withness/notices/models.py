"""What a person is told, and how they want to be told."""

from __future__ import annotations

from django.db import models

from withness.foundation.ids import new_id
from withness.people.models import Person


class Notice(models.Model):
    """Something that may matter to one person. Ids only: what it says is made when it is read, through the same doors.

    Notices about one thing gather in one row (`bundle`) until they are seen, so that ten replies ring once.
    """

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=32)
    bundle = models.CharField(max_length=80)
    place = models.CharField(max_length=20, blank=True)  # the group's id
    ids = models.JSONField(default=dict)  # {"share": …, "by": [member ids, newest last]}
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    posted_at = models.DateTimeField(null=True)  # when a letter told of it
    pushed_at = models.DateTimeField(null=True)  # when a device was woken for it

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="notice_inbox")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "bundle"], condition=models.Q(seen_at=None), name="one_open_bundle"
            )
        ]


class Wishes(models.Model):
    """How one person wants to be told. Absent: in the inbox only, quiet from ten to seven."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="wishes")
    by_mail = models.BooleanField(default=False)
    words_by_mail = models.BooleanField(default=False)  # what somebody writes back comes whole, and may be answered
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    weekly_at = models.DateTimeField(null=True, db_index=True)  # when the next week is told of; empty: not wanted
    look_in_every = models.PositiveSmallIntegerField(null=True)  # days; empty: no reminder to look in on one's path
    look_in_at = models.DateTimeField(null=True, db_index=True)
    off = models.JSONField(default=list)  # kinds this person does not want at all
    letter_key = models.CharField(
        max_length=20, unique=True, default=new_id
    )  # in a letter: whoever holds it may stop them


class Device(models.Model):
    """A browser that a person asked to be woken in. The address belongs to its maker's push service, and is a secret."""

    MOST = 10  # for one person: the oldest goes

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="devices")
    endpoint = models.CharField(max_length=600)
    endpoint_hash = models.CharField(max_length=64, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    name = models.CharField(max_length=40, blank=True)  # "Firefox, phone": enough to recognise one's own
    since = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
