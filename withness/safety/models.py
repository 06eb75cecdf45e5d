"""What keeps people safe from each other, and from a bad hour."""

from __future__ import annotations

from django.db import models

from withness.foundation.ids import new_id
from withness.people.models import Person


class Boundary(models.Model):
    """One person does not want to meet another. The other is never told.

    Between the two faces where it is drawn it acts at once, on everything. Elsewhere, and under other names, it acts
    only on words written after `elsewhere_from`, a moment drawn by chance 1 to 14 days later: an alias that vanished
    everywhere at the same minute would tell both sides who stands behind it. Who draws it may choose to be out of the
    other's sight `everywhere` at once, and is told that it could be guessed.

    One for each face: with one for each pair, whoever draws towards two aliases would learn that they are one person.
    Without faces it acts at once on everybody the two are in that place.
    """

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    drawn_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="boundaries")
    towards = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=20)  # the group's id: groups live upstairs, so no foreign key
    own_face = models.CharField(max_length=20, blank=True)  # the member who draws, and
    face = models.CharField(max_length=20, blank=True)  # the member towards whom
    everywhere = models.BooleanField(default=False)
    drawn_at = models.DateTimeField()
    elsewhere_from = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["drawn_by", "towards", "place", "face"], name="one_boundary_a_face")
        ]


class NotWanted(models.Model):
    """What this person does not want a program to do with their words: a card when they sound like crisis, hints before
    a reply, or helping newcomers find a group that chose so.
    """

    CARD, HINTS, TEACHING = "card", "hints", "teaching"
    WHAT = [(CARD, CARD), (HINTS, HINTS), (TEACHING, TEACHING)]

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=8, choices=WHAT)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "what"], name="one_not_wanted")]


class FoldWish(models.Model):
    """A kind of content note this person wants unfolded. Everything with a note starts folded."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="fold_wishes")
    note = models.CharField(max_length=80)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "note"], name="one_fold_wish")]


class Report(models.Model):
    """Somebody asks the stewards to look: at a share, a reply, a member, a group, or what other rooms register.

    What it is about is named by kind and id, since the things themselves live upstairs. The reporter can follow it.
    """

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="reports")
    about = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=16)
    thing = models.CharField(max_length=20)
    place = models.CharField(max_length=20, blank=True)  # the group's id
    face = models.CharField(max_length=20, blank=True)  # the member whose words they are
    reason = models.CharField(max_length=16)
    words = models.TextField(blank=True, max_length=2000)
    is_demo = models.BooleanField(default=False)
    at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=16, blank=True)  # what was done, in one word of ours

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["by", "kind", "thing"], condition=models.Q(closed_at=None), name="one_open_report"
            )
        ]


class QuietWish(models.Model):
    """Whom, or what, a person does not want to hear from: a member, a group, or a word in a content note."""

    KINDS = (("member", "member"), ("group", "group"), ("topic", "topic"))

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="quiet_wishes")
    kind = models.CharField(max_length=8, choices=KINDS)
    what = models.CharField(max_length=80)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "what"], name="one_quiet_wish")]


class Directive(models.Model):
    """What a person wrote when they were well, for an hour when they are not.

    `sealed` opens only with their own key. `ready` holds the steps alone, sealed with the house's secret, and only if
    they chose that one press is enough: at three in the morning nobody remembers a passphrase.
    """

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="directive")
    sealed = models.TextField()
    ready = models.TextField(blank=True)
    written_at = models.DateTimeField()
    expires_on = models.DateField()


class Named(models.Model):
    """Somebody a directive names: asked first, and told nothing that it does not say. `card` is sealed by the house."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="named_people")
    place = models.PositiveSmallIntegerField()  # in which order they are told
    wait = models.PositiveSmallIntegerField()  # minutes until the next step
    card = models.TextField()  # {"name", "from", "words"}
    address = models.TextField(blank=True)  # where letters go, sealed; written by whoever it is
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")  # who also lives here
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class Run(models.Model):
    """A directive being carried out, or tried. Its steps are wiped when it ends; that it ran stays for its owner."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="runs")
    drill = models.BooleanField(default=False)
    plan = models.TextField()  # sealed by the house; empty once it has ended
    number = models.PositiveSmallIntegerField(default=0)  # of the step that comes next
    due_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(ended_at=None), name="one_open_run")
        ]


class RunStep(models.Model):
    """One step that was done: which, and what came of it."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8)
    named = models.ForeignKey(Named, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="one_step_once")]
