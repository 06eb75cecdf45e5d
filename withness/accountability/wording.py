"""Words a person writes about themselves, tidied for keeping."""

from __future__ import annotations

from django.utils.translation import gettext as _

from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean


def readable(words: str, *, longest: int, field: str = "words") -> str:
    """Words without what cannot be seen. Raises `NotUnderstood` when there are none, or more than `longest` letters."""
    tidy = clean(words, longest=longest + 1)
    if not tidy:
        raise NotUnderstood(field, _("Write a word or two first. Even one is enough."))
    if len(tidy) > longest:
        raise NotUnderstood(field, _("This is longer than %(n)s letters. Please say it shorter.") % {"n": longest})
    return tidy
