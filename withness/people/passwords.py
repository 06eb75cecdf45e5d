"""What a password may not be, beyond being long and not a common one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class NotTheNickname:
    """The nickname is the first thing anybody tries."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises `ValidationError`."""
        nickname = (getattr(user, "nickname", "") or "").casefold()
        if (
            len(nickname) >= 4
            and nickname in password.casefold()
            and len(password.casefold().replace(nickname, "")) < 8
        ):
            raise ValidationError(_("Choose one that is not mostly your nickname."), code="nickname")

    def get_help_text(self) -> str:
        """Shown beside the field."""
        return str(_("It cannot be mostly your nickname."))


class NotOneThingRepeated:
    """Fifteen times the same letter is guessed at once."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002
        """Raises `ValidationError`."""
        if len(set(password.casefold())) < 5:
            raise ValidationError(_("Choose one with more different letters in it."), code="repeated")

    def get_help_text(self) -> str:
        """Shown beside the field."""
        return str(_("It needs at least five different letters."))


class NotACommonOneStretched:
    """“password1234567” is long, and among the first that a program tries; so are walks over the keyboard."""

    _walks = ("1234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm",
              "azertyuiopqsdfghjklmwxcvbn", "1234567890qwertyuiopasdfghjklzxcvbnm")  # fmt: skip

    def __init__(self) -> None:
        self._common = CommonPasswordValidator().passwords

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002
        """Raises `ValidationError`."""
        flat = "".join(password.casefold().split())
        core = flat.strip("0123456789!?.,-_*#+$%&@")
        walked = any(way in walk * 4 for walk in self._walks for way in (flat, flat[::-1]))
        if core in self._common or walked or _piece_of(flat):
            raise ValidationError(
                _("Choose one that is harder to guess: a few words that do not belong together."), code="stretched"
            )

    def get_help_text(self) -> str:
        """Shown beside the field."""
        return str(_("It cannot be a common password made longer."))


def _piece_of(flat: str) -> bool:
    """Whether a short piece, said over and over, makes the whole."""
    return any(flat == (flat[:size] * len(flat))[: len(flat)] for size in range(1, 8))
