"""Codes that travel by e-mail, to show that an address is one's own. What is waited for stays in the session."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.models import EmailAddress
from allauth.core.internal.cryptokit import compare_user_code, generate_user_code
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from withness.foundation.refusing import NotUnderstood
from withness.people.asking import Asking

KEPT, TRIES = 15 * 60, 5


def as_address(text: str) -> str:
    """An e-mail address as we keep it. Raises `NotUnderstood` when it cannot be one."""
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError as trouble:
        raise NotUnderstood("email", _("Write the whole address, such as name@example.org.")) from trouble
    if len(address) > 254:
        raise NotUnderstood("email", _("This address is too long to be one. Please look at it again."))
    return address


class CodeLetter(AbstractCodeVerificationProcess):  # type: ignore[misc]
    """A code on its way to an address. It is waited for in one browser, a quarter of an hour, five tries long."""

    purpose: ClassVar[str]
    letter: ClassVar[str] = "account/email/login_code"

    def __init__(self, request: Asking, state: dict[str, Any]) -> None:
        super().__init__(max_attempts=TRIES, timeout=KEPT, state=state)
        self.request = request

    @classmethod
    def write(cls, request: Asking, *, email: str, in_vain: bool = False) -> Self:
        """Send a code. `in_vain`: the address belongs to somebody already, so its owner is told, and no code will fit."""
        code = "" if in_vain else generate_user_code()
        writing = cls(request, {**cls.initial_state(None, email=email), "code": code})
        writing.send()
        writing.persist()
        return writing

    @classmethod
    def waiting(cls, request: Asking) -> Self | None:
        """The code that this browser waits for, if it can still come."""
        state = request.session.get(cls._key())
        return cls(request, state).abort_if_invalid() if state else None

    @property
    def email(self) -> str:
        """Where it went."""
        return str(self.state["email"])

    def fits(self, code: str) -> bool:
        """Whether this is the code. It fits once; after five wrong ones nothing fits any more."""
        if compare_user_code(actual=code, expected=self.code):
            self.abort()
            return True
        self.record_invalid_attempt()
        return False

    def send(self) -> None:
        """Post it."""
        adapter = get_adapter(self.request)
        if self.code:
            adapter.send_mail(self.letter, self.email, {"code": self.code})
        else:
            adapter.send_mail("account/email/account_already_exists", self.email, {})

    def persist(self) -> None:
        """Keep waiting."""
        self.request.session[self._key()] = self.state

    def abort(self) -> None:
        """Wait no longer."""
        self.request.session.pop(self._key(), None)

    @classmethod
    def _key(cls) -> str:
        return f"letter.{cls.purpose}"


class JoinLetter(CodeLetter):
    """For an account that begins with an address."""

    purpose = "join"


class AddressLetter(CodeLetter):
    """For an address that is added to an account."""

    purpose = "address"


class AgainLetter(CodeLetter):
    """For showing once more that it is you."""

    purpose = "again"


def in_use(email: str) -> bool:
    """Whether an address already belongs to an account. Never said to anybody but its owner, by letter."""
    return bool(EmailAddress.objects.filter(email=email, verified=True).exists())
