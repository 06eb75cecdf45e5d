"""This room's lines on the page “Me”."""

from __future__ import annotations

from django.utils.translation import gettext as _

from withness.people.overview import Line


def reports_line() -> Line:
    """What one asked stewards to look at."""
    return Line("/me/reports", _("What I asked to be looked at"))


def notes_line() -> Line:
    """What stays folded."""
    return Line("/me/notes", _("What stays folded"))


def directive_line() -> Line:
    """The personal safety directive."""
    return Line(
        "/me/directive", _("For a hard hour"), _("Write it when you are well. It is carried out as you wrote it.")
    )


def quiet_line() -> Line:
    """Whom one does not want to hear from."""
    return Line("/me/quiet", _("Whom and what I do not want to hear of"))
