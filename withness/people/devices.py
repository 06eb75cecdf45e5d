"""A few words for the device somebody signs in from, so that they know it again. The browser's own string is not kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

# The first that fits; what pretends to be something else stands above it.
_BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Chromium", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_TABLETS, _PHONES = ("iPad", "Tablet"), ("iPhone", "Mobile", "Android")


def device_of(browser_string: str) -> str:
    """What is kept of a browser's string: “Firefox|phone”. Nothing else of it is."""
    name = next((name for mark, name in _BROWSERS if mark in browser_string), "")
    return f"{name}|{_kind(browser_string)}"


def device_words(kept: str) -> str:
    """“Firefox, phone”, in the reader's language."""
    name, _bar, kind = kept.partition("|")
    kinds = {"phone": _("phone"), "tablet": _("tablet"), "computer": _("computer")}
    shown = name or _("A browser")
    return _("%(browser)s, %(kind)s") % {"browser": shown, "kind": kinds[kind]} if kind in kinds else shown


def _kind(browser_string: str) -> str:
    if any(mark in browser_string for mark in _TABLETS):
        return "tablet"
    if "Android" in browser_string and "Mobile" not in browser_string:
        return "tablet"
    return "phone" if any(mark in browser_string for mark in _PHONES) else "computer"
