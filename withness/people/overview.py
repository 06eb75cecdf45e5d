"""“Me”: everything about one's own account on one page. Rooms upstairs may add a line (the wiring page says which)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _

from withness.people.consenting import has_consented
from withness.people.letters import email_of
from withness.people.models import Person
from withness.people.passkeys import passkeys_of
from withness.people.recovering import has_words


@dataclass(frozen=True, slots=True)
class Line:
    """A line on the page “Me”: where it leads, its words, and a sentence about it."""

    href: str
    words: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class WaysIn:
    """How a person can come in. `lasting` counts those that need no paper and no operator."""

    password: bool
    passkeys: list[Authenticator]
    second_step: bool
    email: str
    words: bool

    @property
    def lasting(self) -> int:
        """Ways that work day after day."""
        return self.password + len(self.passkeys) + (bool(self.email) and settings.MAIL_OFFERED)


_more: list[Callable[[], Line]] = []


def on_my_page(line: Callable[[], Line]) -> None:
    """Let a room upstairs add a line. Asking twice changes nothing."""
    if line not in _more:
        _more.append(line)


def lines_of_other_rooms() -> list[Line]:
    """What the rooms upstairs added, in the order in which they did."""
    return [line() for line in _more]


_for_some: list[Callable[[Person], Line | None]] = []


def on_some_pages(line: Callable[[Person], Line | None]) -> None:
    """As `on_my_page`, for a line that only some people have. Asking twice changes nothing."""
    if line not in _for_some:
        _for_some.append(line)


def lines_for(person: Person) -> list[Line]:
    """What the rooms upstairs added for this person alone."""
    return [found for line in _for_some if (found := line(person)) is not None]


def ways_in_of(person: Person) -> WaysIn:
    """Every way in that this person has."""
    steps = Authenticator.objects.filter(user_id=person.id, type=Authenticator.Type.TOTP)
    return WaysIn(
        password=person.has_usable_password(), passkeys=passkeys_of(person), second_step=steps.exists(),
        email=email_of(person), words=has_words(person),
    )  # fmt: skip


def what_is_missing(person: Person) -> list[Line]:
    """What would help this person soon, the most important first; nothing, when all is well."""
    ways = ways_in_of(person)
    missing = []
    if not ways.words:
        sentence = _("They bring you back in when everything else is lost.")
        missing.append(Line("/me/words", _("Write down your recovery words"), sentence))
    if ways.lasting == 0:
        sentence = _("You came in by a link or by your words. Neither is for every day.")
        missing.append(Line("/me/ways-in", _("Set a way in that will last"), sentence))
    if not has_consented(person, "health"):
        sentence = _("It is needed before you can join a group.")
        missing.append(Line("/me/consents", _("May we keep what you write about your health?"), sentence))
    return missing
