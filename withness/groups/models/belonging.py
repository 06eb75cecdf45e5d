"""Belonging. A Group, its Agreement, and Members: each a face that one person wears in this group only."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from withness.foundation.ids import new_id
from withness.people.models import Person


class GroupQuerySet(models.QuerySet["Group"]):
    """Ways to find groups."""

    def visible_to(self, person: Person | None) -> GroupQuerySet:
        """Groups this person may know of: the listed ones, and those they belong to. Nobody: the listed ones."""
        listed = models.Q(joining__in=Group.LISTED, closed_at=None)
        if person is None:
            return self.filter(listed)
        mine = models.Q(id__in=Member.objects.filter(person=person, left_at=None).values("group_id"))
        return self.filter((listed & models.Q(is_demo=person.is_demo)) | mine)

    def locked(self, group_id: str) -> Group:
        """The group's row, ours alone until the transaction ends."""
        return self.select_for_update().get(id=group_id)


class Group(models.Model):
    """A circle of people who share an experience, with ways of its own."""

    OPEN, REQUEST, INVITE = "open", "request", "invite"
    JOINING = (
        (OPEN, _("Anybody may join")),
        (REQUEST, _("People ask to join")),
        (INVITE, _("By invitation; not listed anywhere")),
    )
    LISTED = (OPEN, REQUEST)

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    title = models.CharField(max_length=80)
    about = models.TextField(max_length=4000)
    about_html = models.TextField()
    profile = models.CharField(max_length=24)
    ways = models.JSONField(default=dict)  # what this group decided differently from its profile
    joining = models.CharField(max_length=8, choices=JOINING)
    language = models.CharField(max_length=8, default="en")
    zone = models.CharField(max_length=40, default="UTC")
    agreement_version = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)  # rises with every change that a page of the group shows
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    locked_until = models.DateTimeField(null=True)  # the door stays shut to newcomers
    slow_until = models.DateTimeField(null=True)  # everybody writes a little less often
    mourning_until = models.DateTimeField(null=True)  # after a death: help is pinned, and the group goes slowly
    closing_words = models.TextField(blank=True, max_length=2000)
    is_demo = models.BooleanField(default=False)

    objects = GroupQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-opened_at", "-id"], name="group_newest")]

    @property
    def html(self) -> str:
        """What the group says of itself, made safe when it was written."""
        return self.about_html


class Agreement(models.Model):
    """What the group promises each other. A new version asks everybody again; the old ones stay readable."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="agreements")
    version = models.PositiveIntegerField()
    words = models.TextField(max_length=8000)
    html = models.TextField()
    since = models.DateTimeField()
    by = models.ForeignKey("Member", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "version"], name="one_agreement_a_version")]


class MemberQuerySet(models.QuerySet["Member"]):
    """Ways to find members."""

    def visible_to(self, person: Person | None) -> MemberQuerySet:
        """Members of the groups this person belongs to. A stranger sees nobody, not even that there is somebody."""
        if person is None:
            return self.none()
        return self.filter(group_id__in=Member.objects.here().filter(person=person).values("group_id"))

    def here(self) -> MemberQuerySet:
        """Those who have not left."""
        return self.filter(left_at=None)

    def holding(self) -> MemberQuerySet:
        """Facilitators and co-facilitators."""
        return self.here().exclude(holds="")


class Member(models.Model):
    """A person's face in one group. Its id, its stone and its alias exist nowhere else.

    When the person erases their account the row stays, faceless (`person` is empty), so that what others answered
    still stands beside somebody.
    """

    FACILITATOR, CO = "facilitator", "co-facilitator"
    HOLDS = (("", ""), (FACILITATOR, _("Facilitator")), (CO, _("Co-facilitator")))

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="memberships")
    alias = models.CharField(max_length=40)
    alias_shape = models.CharField(max_length=60)  # as the eye reads it: nobody may look like somebody else
    stone = models.CharField(max_length=20, default=new_id)  # the seed the avatar is drawn from
    holds = models.CharField(max_length=16, blank=True, choices=HOLDS)
    agreed_version = models.PositiveIntegerField(default=0)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    paused_until = models.DateTimeField(null=True)  # a steward asked them to pause; they may read
    looked_seq = models.BigIntegerField(default=0)  # how far in the group's stream they have read: a number, not a time

    objects = MemberQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "group"], name="member_by_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=models.Q(left_at=None), name="one_face_a_group"
            ),
            models.UniqueConstraint(
                fields=["group", "alias_shape"], condition=models.Q(left_at=None), name="one_alias_a_group"
            ),
            models.UniqueConstraint(
                fields=["group"], condition=models.Q(left_at=None, holds="facilitator"), name="one_facilitator_a_group"
            ),
        ]


class Acceptance(models.Model):
    """That a member read and accepted one version of the agreement, and when."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="acceptances")
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "agreement"], name="one_acceptance")]


class Departure(models.Model):
    """That a member left: by their own wish, or because somebody who holds the group asked them to go."""

    member = models.OneToOneField(Member, primary_key=True, on_delete=models.CASCADE, related_name="departure")
    at = models.DateTimeField()
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    because = models.TextField(blank=True, max_length=1000)
    asked_again_at = models.DateTimeField(null=True)  # when the one who left asked a steward to look again
    asked_again_words = models.TextField(blank=True, max_length=1000)


class Knock(models.Model):
    """Somebody asks to join. The alias they chose and a few words are all that the facilitator sees."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="knocks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="knocks")
    alias = models.CharField(max_length=40)
    stone = models.CharField(max_length=20, blank=True)  # the one they chose, if they did
    words = models.TextField(blank=True, max_length=1000)
    agreed_version = models.PositiveIntegerField()
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    let_in = models.BooleanField(null=True)
    answered_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=models.Q(answered_at=None), name="one_open_knock"
            )
        ]


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Ways to find invitations."""

    def open_at(self, now: datetime) -> InvitationQuerySet:
        """Those that open a door at that moment: who made them must still hold the group."""
        still_open = self.filter(uses_left__gt=0, withdrawn_at=None, expires_at__gt=now, group__closed_at=None)
        return still_open.filter(by__left_at=None).exclude(by__holds="")


class Invitation(models.Model):
    """A link that opens the door of one group. Kept as a hash: who reads our disk cannot walk in."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="invitations")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    for_whom = models.CharField(max_length=60, blank=True)  # the inviter's own reminder
    uses_left = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()
