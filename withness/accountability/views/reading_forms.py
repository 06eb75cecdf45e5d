"""What a form of this room says, read: hours and numbers as browsers send them."""

from __future__ import annotations

from datetime import time

from django.utils.translation import gettext as _

from withness.foundation.numbers import whole
from withness.foundation.refusing import NotUnderstood


def hour(text: str, *, field: str) -> time | None:
    """An hour such as 20:00; empty: none. Raises `NotUnderstood` for anything else."""
    if not text.strip():
        return None
    try:
        return time.fromisoformat(text.strip()[:5]).replace(second=0, tzinfo=None)
    except ValueError as odd:
        raise NotUnderstood(field, _("Write the hour like this: 22:00.")) from odd


def number(text: str, *, field: str) -> int | None:
    """A whole number from 0 to 10; empty: none. Raises `NotUnderstood` for anything else."""
    if not text.strip():
        return None
    read = whole(text, most=10)
    if read is None:
        raise NotUnderstood(field, _("Choose a number from 0 to 10."))
    return read
