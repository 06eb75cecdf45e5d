"""Who is here. A Person is never shown to anybody; what others see is a Member, one in each group, upstairs."""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from withness.foundation.ids import new_id
from withness.people.nicknames import same_nickname


class PersonManager(BaseUserManager["Person"]):
    """Finds people for signing in. Nothing else may look a person up by name."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """By nickname, in any case. Raises `Person.DoesNotExist`."""
        return self.get(nickname=same_nickname(username or ""))

    def called(self, nickname: str) -> Person | None:
        """Who signs in under this nickname, in any case; or nobody."""
        return self.filter(nickname=same_nickname(nickname)).first()


class Person(AbstractBaseUser):
    """An account. Known by a nickname used for signing in only; no name, no birthday, no address."""

    LIGHTS = (
        ("", _("As my device does")),
        ("light", _("Light")),
        ("dark", _("Dark")),
        ("night", _("Dim, for the night")),
    )

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    nickname = models.CharField(max_length=40, unique=True)
    language = models.CharField(max_length=8, default="en")
    zone = models.CharField(max_length=40, default="UTC")
    light = models.CharField(max_length=8, blank=True, choices=LIGHTS)
    joined_on = models.DateField()
    is_demo = models.BooleanField(default=False)  # demo and real people never share a group
    handle = models.CharField(max_length=20, null=True, unique=True)  # noqa: DJ001 -- what a passkey knows a person by
    last_login = None  # when somebody last came is nobody's business

    USERNAME_FIELD = "nickname"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    is_active = True  # a person either is here, or their row is gone


class Session(AbstractBaseSession):
    """One browser that is signed in. Kept so that a person can see and end their own: no address, no browser string."""

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="sessions")
    begun_at = models.DateTimeField(auto_now_add=True)
    seen_on = models.DateField(null=True)
    device = models.CharField(max_length=40, blank=True)  # "Firefox, phone": enough to recognise one's own

    @classmethod
    def get_session_store_class(cls) -> type:
        """The store that writes these rows."""
        store: type = import_module(settings.SESSION_ENGINE).SessionStore
        return store


class Consent(models.Model):
    """Something a person agreed to: which words, when, and when they took it back. The latest row counts."""

    ABOUT = (("health", _("Keeping what I write about my health")), ("age", _("Being old enough")))

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    about = models.CharField(max_length=24, choices=ABOUT)
    words_version = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "about"], condition=models.Q(withdrawn_at=None), name="one_open_consent"
            )
        ]


class RecoveryWords(models.Model):
    """Words on paper that open the account when all else is lost. Only their hash is kept; shown once."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="recovery_words")
    words_hash = models.CharField(max_length=160)
    made_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)  # when the person said they had written them down


class ApiToken(models.Model):
    """A key for a program that acts for one person. Kept as a hash; the name is the person's own."""

    id = models.CharField(primary_key=True, max_length=20, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    used_on = models.DateField(null=True)


class SigninLink(models.Model):
    """A link that signs somebody in once, made on the server's own command line, for who is locked out."""

    token_hash = models.CharField(primary_key=True, max_length=64)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    expires_at = models.DateTimeField()


class Stewardship(models.Model):
    """That a person is a steward: since when, and made by whom (nobody, for the first)."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="stewardship")
    since = models.DateTimeField()
    appointed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")


class AuditEntry(models.Model):
    """That somebody acted on another person's account, or saw what they need a reason to see: as what, who, about whom,
    which thing, why, when. Each seals the one before (`auditing.py`).
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    role = models.CharField(max_length=24)
    what = models.CharField(max_length=40)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    thing = models.CharField(max_length=60, blank=True)  # kind and id of what was looked at; never its words
    why = models.CharField(max_length=300, blank=True)
    salt = models.CharField(max_length=32)
    by_mark = models.CharField(max_length=64)
    about_mark = models.CharField(max_length=64)
    why_mark = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)


class Keyring(models.Model):
    """That a person has a key of their own for what is sealed (`keyring.py`). The key itself stands nowhere."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="keyring")
    key_id = models.CharField(max_length=20, default=new_id)
    made_at = models.DateTimeField()


class Wrap(models.Model):
    """A person's key, wrapped by one of the things only they know. Any one of them opens it."""

    WAYS = (("passphrase", _("A passphrase")), ("words", _("Words on paper")))

    keyring = models.ForeignKey(Keyring, on_delete=models.CASCADE, related_name="wraps")
    way = models.CharField(max_length=12, choices=WAYS)
    salt = models.CharField(max_length=32)
    wrapped = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["keyring", "way"], name="one_wrap_a_way")]
