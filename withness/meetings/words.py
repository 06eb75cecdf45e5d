"""What kinds, languages and access facts are called, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from withness.meetings.models import Series, Venue
from withness.meetings.vocabulary import FELLOWSHIPS, KINDS, name_of_type

_KINDS = {
    "open": later("Open to everybody"), "newcomers": later("Good for newcomers"), "women": later("Women"), "men": later("Men"),
    "lgbtq": later("LGBTQ"), "young": later("Young people"), "discussion": later("Discussion"), "speaker": later("Speaker"),
    "steps": later("Steps"), "literature": later("Reading together"), "meditation": later("Meditation"),
    "secular": later("Secular"), "candlelight": later("Candlelight"), "people-of-color": later("People of colour"),
    "seniors": later("Seniors"), "proof": later("Proof of attendance"),
}  # fmt: skip
_KIND_OF = {code: kind for kind, codes in KINDS.items() for code in codes}
_LANGUAGES = {
    "en": "English", "es": "Español", "ar": "العربية", "fr": "Français", "de": "Deutsch", "pt": "Português", "it": "Italiano",
    "nl": "Nederlands", "pl": "Polski", "ru": "Русский", "uk": "Українська", "ja": "日本語", "ko": "한국어", "zh": "中文",
    "fa": "فارسی", "he": "עברית", "hi": "हिन्दी", "pa": "ਪੰਜਾਬੀ", "sv": "Svenska", "da": "Dansk", "no": "Norsk", "fi": "Suomi",
    "el": "Ελληνικά", "tr": "Türkçe", "th": "ไทย", "tl": "Tagalog", "lt": "Lietuvių", "hu": "Magyar", "is": "Íslenska",
    "sk": "Slovenčina", "sl": "Slovenščina", "hr": "Hrvatski", "bg": "Български", "am": "አማርኛ", "ne": "नेपाली", "ka": "ქართული",
    "mt": "Malti", "ml": "മലയാളം", "af": "Afrikaans",
}  # fmt: skip


def kind_choices() -> list[tuple[str, str]]:
    """What one may look for."""
    return [(kind, str(_KINDS[kind])) for kind in KINDS]


def kinds_of(series: Series) -> list[str]:
    """What its types are called; codes that nobody knows are not shown."""
    said = [str(_KINDS[_KIND_OF[code]]) if code in _KIND_OF else name_of_type(code) for code in series.types]
    return list(dict.fromkeys(one for one in said if one))


def language_name(code: str) -> str:
    """A language by its own name."""
    return _("Sign language") if code == "ase" else _LANGUAGES.get(code, code)


def access_of(venue: Venue | None) -> list[str]:
    """What one must know to get in."""
    known = dict(Venue.ACCESS)
    return [str(known[one]) for one in venue.access if one in known] if venue else []


def fellowship_of(series: Series) -> str:
    """Whose meeting it is, where that is known."""
    return FELLOWSHIPS.get(series.vocabulary, "") if series.feed_id else ""
