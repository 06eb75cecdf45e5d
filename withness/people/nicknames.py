"""The name one signs in with. Nobody else ever sees it, so it may be anything one remembers."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _

from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean_line

SHORTEST, LONGEST = 2, 40


def same_nickname(text: str) -> str:
    """The one form under which a nickname is kept and looked for: in any case, any width, however it was spaced."""
    folded = unicodedata.normalize("NFKC", clean_line(text, longest=LONGEST * 4)).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def well_formed(text: str) -> str:
    """A nickname in the form that is kept. Raises `NotUnderstood` when it cannot be one."""
    nickname = same_nickname(text)
    if not SHORTEST <= len(nickname) <= LONGEST:
        raise NotUnderstood("nickname", _("Choose a nickname of 2 to 40 letters."))
    if "@" in nickname:
        raise NotUnderstood("nickname", _("Leave out e-mail addresses: a nickname should not say who you are."))
    return nickname


def taken() -> NotUnderstood:
    """That somebody else has it. This cannot be hidden, so asking is slowed (`limiting.NICKNAMES_ASKED`)."""
    return NotUnderstood("nickname", _("Somebody already signs in with this nickname. Please choose another."))
