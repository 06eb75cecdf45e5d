"""Who holds a meeting, who comes, who reads along, and who says that something is not right."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from withness.foundation.ids import new_id
from withness.groups.models import Member
from withness.meetings.models.series import Series
from withness.people.models import Person


class Hosting(models.Model):
    """Who holds a meeting, from when, and until when: handing over ends one and begins another."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="hostings")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="hostings")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series"], condition=models.Q(until=None), name="one_host_a_meeting")
        ]


class ComingQuerySet(models.QuerySet["Coming"]):
    """Ways to find who comes."""

    def visible_to(self, person: Person | None) -> ComingQuerySet:
        """Within one's own groups."""
        return self.filter(member__in=Member.objects.visible_to(person))


class Coming(models.Model):
    """That a member comes to one date, or waits for a place."""

    COMES, WAITS, CANNOT = "comes", "waits", "cannot"
    STATES = ((COMES, _("I am coming")), (WAITS, _("I wait for a place")), (CANNOT, _("I cannot come")))

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="coming")
    planned = models.CharField(max_length=16)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="coming")
    state = models.CharField(max_length=8, choices=STATES)
    at = models.DateTimeField()

    objects = ComingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "planned", "member"], name="one_answer_a_date")]


class CalendarKey(models.Model):
    """A secret address under which a person's calendar program finds their meetings. Kept as a hash; shown once."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calendar_keys")
    token_hash = models.CharField(max_length=64, unique=True)
    is_discreet = models.BooleanField(default=True)  # the calendar says “Appointment” and no more
    made_at = models.DateTimeField()


class Correction(models.Model):
    """Somebody says that something about a listing is not right. Who it was is not kept."""

    WRONG = (
        ("time", _("The day or time")),
        ("place", _("The place, or how to get in")),
        ("online", _("The link or phone number")),
        ("ended", _("It no longer takes place")),
        ("right", _("It is all right as it stands")),
        ("other", _("Something else")),
    )

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="corrections")
    about = models.CharField(max_length=8, choices=WRONG)
    words = models.TextField(blank=True, max_length=1000)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
