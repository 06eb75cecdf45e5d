"""When the operator has given no mail server: letters are refused aloud, never silently dropped."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class NoMailServer(Exception):
    """There is nowhere to carry this letter. The pages never offer e-mail while this is so."""


class NoMail(BaseEmailBackend):
    """A letterbox that is nailed shut."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:  # noqa: ARG002
        """Refuse. Raises `NoMailServer`."""
        raise NoMailServer("WITHNESS_MAIL is not set")
