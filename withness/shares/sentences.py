"""Who is beside a share, as a sentence: names, never a number."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from withness.shares.models import Presence
from withness.shares.pieces import Beside

NAMED = 3


def beside_sentence(beside: Sequence[Beside], *, me: str, author: str) -> str:
    """“You and Sorrel hear Teasel. Alder has been there.” `me` is the reader's member id, `author` an alias."""
    parts = []
    for kind, _label in Presence.KINDS:
        those = [one for one in beside if one.kind == kind]
        if those:
            parts.append(_sentence(kind, names_of(those, me=me), several=len(those) > 1, author=author))
    return " ".join(parts)


def names_of(those: Sequence[Beside], *, me: str) -> str:
    """“You, Sorrel, Alder and others”, the reader first."""
    names = [one.alias for one in those if one.member_id != me]
    if len(names) < len(those):
        names.insert(0, _("You"))
    return in_a_row(names)


def in_a_row(names: Sequence[str]) -> str:
    """“Sorrel”, “Sorrel and Alder”, “Sorrel, Alder, Fenn and others”: names, never a number."""
    if len(names) > NAMED:
        return _("%(names)s and others") % {"names": _(", ").join(names[:NAMED])}
    if len(names) == 1:
        return names[0]
    return _("%(names)s and %(last)s") % {"names": _(", ").join(names[:-1]), "last": names[-1]}


def _sentence(kind: str, names: str, *, several: bool, author: str) -> str:
    one, many = {
        Presence.HEAR_YOU: (_("%(names)s hears %(author)s."), _("%(names)s hear %(author)s.")),
        Presence.BEEN_THERE: (_("%(names)s has been there."), _("%(names)s have been there.")),
        Presence.WITH_YOU: (_("%(names)s is with %(author)s."), _("%(names)s are with %(author)s.")),
        Presence.THANK_YOU: (_("%(names)s says thank you."), _("%(names)s say thank you.")),
    }[kind]
    return (many if several or names == _("You") else one) % {"names": names, "author": author}
