"""The line of this room on the page “Me”."""

from __future__ import annotations

from django.utils.translation import gettext as _

from withness.people.overview import Line


def my_line() -> Line:
    """Where one says whether one may be asked."""
    return Line("/me/listening", _("Being asked to listen"), _("Whether, how often, and in which hours."))
