"""Who is willing to be asked, and how often."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from withness.people.models import Person


class Willingness(models.Model):
    """What a person said about being asked. No row: they never said yes, and are not asked.

    `never` is “everything off”: no ask by any way, not even on duty or as the one who holds a group.
    """

    UNSAID, NEVER, LITTLE, SOME, MORE = "", "never", "little", "some", "more"
    OFTEN = (
        (LITTLE, _("Now and then"), _("At most once a day, and twice a week.")),
        (SOME, _("Sometimes"), _("At most once a day, and three times a week.")),
        (MORE, _("Often"), _("At most twice a day, and six times a week.")),
        (NEVER, _("Never"), _("Everything off. Nobody asks you for anything.")),
    )

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="willingness")
    often = models.CharField(max_length=8, blank=True)  # empty: they have not said yet, and are not asked
    since = models.DateTimeField()
    from_hour = models.PositiveSmallIntegerField(null=True)  # on the clock on their wall; both empty: any hour
    until_hour = models.PositiveSmallIntegerField(null=True)
    beyond = models.BooleanField(default=False)  # also for groups close to their own
    rest_until = models.DateTimeField(null=True)
    practised_at = models.DateTimeField(null=True)  # when they finished the practice: a peer supporter may be on duty

    class Meta:
        indexes = [models.Index(fields=["often"], name="willing_often")]
