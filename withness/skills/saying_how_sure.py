"""How often a strategy helped, in words: counts, and the interval as everyday fractions. Never a bare percentage."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from withness.skills.estimating import Estimate


def share_in_words(share: float) -> str:
    """A share from 0 to 1 as the nearest fraction that people say."""
    fractions = (
        (0.0, _("nobody")), (0.1, _("one in ten")), (0.2, _("one in five")), (0.25, _("a quarter")),
        (1 / 3, _("a third")), (0.4, _("two in five")), (0.5, _("half")), (0.6, _("three in five")),
        (2 / 3, _("two thirds")), (0.75, _("three quarters")), (0.8, _("four in five")), (0.9, _("nine in ten")),
        (1.0, _("everybody")),
    )  # fmt: skip
    return min(fractions, key=lambda one: abs(one[0] - share))[1]


def in_words(one: Estimate, *, among_few: bool = False) -> str:
    """One sentence for a page, such as “It helped 27 of 41 people who told us; probably between half and four in five.”

    `among_few`: only some were asked, and what fewer than ten of them told is not counted.
    """
    if not one.tried and among_few:
        return _("Fewer than ten people in your groups told of this, or fewer than ten others: no number is shown.")
    if not one.tried:
        return _("Nobody has told us yet how it went.")
    said = ngettext(
        "One person told us how it went; it helped %(helped)s of them.",
        "It helped %(helped)s of the %(tried)s people who told us how it went.",
        one.tried,
    ) % {"helped": one.helped, "tried": one.tried}
    low, high = share_in_words(one.low), share_in_words(one.high)
    if low == high:
        return said + " " + _("For others it is probably about %(share)s.") % {"share": low}
    return said + " " + _("For others it is probably between %(low)s and %(high)s.") % {"low": low, "high": high}
