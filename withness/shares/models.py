"""Saying how it is. A Share, its Replies, the Presences beside it, and what each reader does with it for themselves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from withness.foundation.ids import new_id
from withness.groups.models import Group, Member
from withness.people.models import Person
from withness.shares.sight import replies_in_sight, shares_in_sight


class ShareQuerySet(models.QuerySet["Share"]):
    """Ways to find shares."""

    def visible_to(self, person: Person | None) -> ShareQuerySet:
        """Shares of the groups this person belongs to, without those behind a boundary. A stranger sees none."""
        return shares_in_sight(self, person)


class Share(models.Model):
    """A post about oneself. `html` is made once, when it is written; an erased share keeps its row and loses its words.

    The row must stay: a phone that was offline may send the same share again tomorrow, and what was taken back must
    not come back (`key`).
    """

    JUST_LISTEN, BEEN_THERE, ADVICE, CELEBRATE = "just_listen", "been_there", "advice_welcome", "celebrate"
    NEEDS = (
        (JUST_LISTEN, _("Just listen")),
        (BEEN_THERE, _("Have you been there?")),
        (ADVICE, _("Advice welcome")),
        (CELEBRATE, _("Celebrate with me")),
    )

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="shares")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="shares")
    key = models.CharField(max_length=64)  # the sender's Idempotency-Key, or our own
    seq = models.BigIntegerField()  # its place in the group's stream, and so the order of the page
    need = models.CharField(max_length=16, choices=NEEDS)
    note = models.CharField(max_length=80, blank=True)
    words = models.TextField(blank=True)
    html = models.TextField(blank=True)
    renderer = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)  # out of sight while stewards look; its author was told why
    version = models.PositiveIntegerField(default=1)  # rises with every change in the share or beneath it
    replies_count = models.PositiveIntegerField(default=0)
    responders = models.PositiveIntegerField(default=0)  # different people who replied; two and the author is heard

    objects = ShareQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["author", "-at"], name="share_by_author"),
            models.Index(
                fields=["group", "at"], condition=models.Q(responders__lt=2, taken_back_at=None), name="share_waiting"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["group", "seq"], name="one_share_a_number"),
            models.UniqueConstraint(fields=["author", "key"], name="one_share_a_key"),
        ]


class Wait(models.Model):
    """That a share waits before others read it, because its group chose so and it sounded like crisis.

    It is this wait that holds the share as long as `share.held_at` is `at`; what stewards decide goes its own way. The row
    goes when the wait is over: nothing else would say of somebody's words what they sounded like.
    """

    share = models.OneToOneField(Share, primary_key=True, on_delete=models.CASCADE, related_name="wait")
    at = models.DateTimeField()
    until = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)  # when its author asked for it to be let out at once


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Ways to find replies."""

    def visible_to(self, person: Person | None) -> ReplyQuerySet:
        """Replies under visible shares, without those behind a boundary."""
        return replies_in_sight(self, person)


class Reply(models.Model):
    """Words to one who shared."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="replies")
    key = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    words = models.TextField(blank=True)
    html = models.TextField(blank=True)
    renderer = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["share", "seq"], name="one_reply_a_number"),
            models.UniqueConstraint(fields=["author", "key"], name="one_reply_a_key"),
        ]
        indexes = [models.Index(fields=["author", "-at"], name="reply_by_author")]


class Edit(models.Model):
    """What a share or a reply said before its author changed it. Goes when the words go."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    share = models.ForeignKey(Share, null=True, on_delete=models.CASCADE, related_name="edits")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.CASCADE, related_name="edits")
    html = models.TextField()
    until = models.DateTimeField()


class Presence(models.Model):
    """One tap that says somebody is there. Never counted on a page."""

    HEAR_YOU, BEEN_THERE, WITH_YOU, THANK_YOU = "hear_you", "been_there", "with_you", "thank_you"
    KINDS = (
        (HEAR_YOU, _("I hear you")),
        (BEEN_THERE, _("I’ve been there")),
        (WITH_YOU, _("With you")),
        (THANK_YOU, _("Thank you")),
    )

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="presences")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=KINDS)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["share", "member", "kind"], name="one_presence_a_kind")]


class Draft(models.Model):
    """Words not sent yet, kept here so that a flat battery loses nothing. One per member and place."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="drafts")
    share = models.ForeignKey(Share, null=True, on_delete=models.CASCADE, related_name="+")  # empty: a new share
    place = models.CharField(max_length=20, blank=True)  # the share's id again: a database cannot compare nothing
    words = models.TextField()
    need = models.CharField(max_length=16, blank=True)
    note = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=64)  # the key it will be sent with, so that sending it twice is sending it once
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "place"], name="one_draft_a_place"),
        ]


class Following(models.Model):
    """A member wants to hear of new replies here. Nobody else can see it."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="followings")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["share", "member"], name="one_following")]


class Mute(models.Model):
    """A member does not want to hear of this share any more. It stays readable; it stops asking."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="mutes")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["share", "member"], name="one_mute")]


class Keepsake(models.Model):
    """A share somebody saved for themselves."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="keepsakes")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["share", "member"], name="one_keepsake")]


class Findable(models.Model):
    """The letters of one share or reply, flattened for searching. Leaves no trace when the words go."""

    id = models.BigAutoField(primary_key=True)
    thing = models.CharField(max_length=20, unique=True)  # the id of the share or reply
    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="+", db_index=False)
    place = models.CharField(max_length=20)  # the group's id, which the index carries too
    words = models.TextField()
