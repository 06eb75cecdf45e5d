"""What packs of measures say in English, in the reader's language: names of bands, and why there is no score.

The command line and what is kept say them as published. What we do not know, from an operator's own pack, stays as it is.
"""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop, pgettext_lazy

_BANDS = {
    "none": pgettext_lazy("band of a measure", "none"),
    "minimal": pgettext_lazy("band of a measure", "minimal"),
    "mild": pgettext_lazy("band of a measure", "mild"),
    "moderate": pgettext_lazy("band of a measure", "moderate"),
    "moderately severe": pgettext_lazy("band of a measure", "moderately severe"),
    "severe": pgettext_lazy("band of a measure", "severe"),
}
_MISSING = (
    gettext_noop("A score needs all four answers. With one left out there is no score, and nothing is filled in."),
    gettext_noop("A score needs all seven answers. With one left out there is no score, and nothing is filled in."),
    gettext_noop("A score needs all eight answers. With one left out there is no score, and nothing is filled in."),
    gettext_noop("A score needs all nine answers. With one left out there is no score, and nothing is filled in."),
    gettext_noop("The sum needs all three answers. With one left out there is no sum, and nothing is filled in."),
)


def band_words(name: str) -> str:
    """The name of a band for whoever reads this page."""
    return str(_BANDS.get(name, name))


def missing_words(sentence: str) -> str:
    """Why there is no score, for whoever reads this page."""
    return gettext(sentence) if sentence in _MISSING else sentence
