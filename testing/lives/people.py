"""What Ana can leave behind: people."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from testing.lives import CANARY
from withness.foundation.mail import send_letter
from withness.people.auditing import open_account
from withness.people.models import Person
from withness.people.recovering import make_words, say_kept
from withness.people.signing_links import make_link
from withness.people.tokens import make_token
from withness.people.ways_in import keep_email


def open_ways_in(ana: Person) -> None:
    """Every way in, and every trace of one."""
    keep_email(person=ana, email=f"{CANARY}@example.org")
    send_letter(to=f"{CANARY}@example.org", subject="Your code", words="ABCD-EFGH")
    Authenticator.objects.create(user=ana, type="webauthn", data={"name": f"{CANARY} ten", "credential": {}})
    make_words(person=ana)
    say_kept(person=ana)
    make_token(person=ana, name=f"{CANARY} eleven")
    make_link(person=ana)
    open_account(person=ana, way="link", why=f"{CANARY} twelve")
