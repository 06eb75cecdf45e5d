"""Days as a form or a program sends them."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from withness.foundation.refusing import NotUnderstood


def day(text: str, *, field: str) -> date | None:
    """A day such as 2026-11-25; empty: none. Raises `NotUnderstood` for anything else."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError as odd:
        raise NotUnderstood(field, _("Write the day like this: 2026-11-25.")) from odd
