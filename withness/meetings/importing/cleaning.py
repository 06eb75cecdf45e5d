"""Words, addresses of pages, numbers: as people type them, made safe, and without what nobody asked us to take."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import nh3

from withness.foundation.text import clean, clean_line

PROVIDERS = (
    "bluejeans.com", "discord.gg", "freeconference.com", "freeconferencecall.com", "goto.com", "gotomeet.me",
    "gotomeeting.com", "horizon.meta.com", "maps.secondlife.com", "meet.google.com", "meet.jit.si", "meetings.dialpad.com",
    "signal.group", "skype.com", "slurl.com", "teams.live.com", "teams.microsoft.com", "vrchat.com", "webex.com",
    "zoho.com", "zoom.us",
)  # fmt: skip
SHORTENERS = ("tinyurl.com", "bit.ly", "t.co", "goo.gl", "is.gd", "ow.ly", "urldefense.com", "rb.gy", "cutt.ly")
LONGEST_ADDRESS = 1000
_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li)\s*/?\s*>", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!]")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}|[a-z0-9.-]+\.zoomus", re.IGNORECASE)
_SECRET_PARTS = {"pwd", "password", "passcode", "passwd", "pin", "tk"}
_PASSCODE = re.compile(
    r"[(\[]?\b(?:meeting\s+|access\s+|zoom\s+)?(?:pass\s?-?(?:code|word)|pwd|pw|pin|contraseña|clave|mot\s+de\s+passe|passwort)"
    r"\b(?:\s+is|\s*[:=#-])?\s*[:=#]?\s*[^\s,;)\]]+[)\]]?",
    re.IGNORECASE,
)
_DIALLED_SECRET = re.compile(r"(?:,+#?)?,*\*\d{3,}#?|,,#,+\d+#?")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w/=])(?:\+?\d{1,3}[ .-]?)?(?:\(\d{2,4}\)|\d{2,4})[ .-]?\d{3,4}[ .-]\d{3,4}(?![\w/])")


def said(value: Any) -> str:
    """Whatever stands in a cell, as text; nothing for what is no text and no number."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if isinstance(value, str | int | float) else ""


def plain(value: Any, reasons: list[str], *, longest: int = 4000, line: bool = False) -> str:
    """Words without any markup, whatever they were wrapped in."""
    text = said(value)[: longest * 8]
    if "<" in text or "&" in text:
        before = text
        for _again in range(3):
            text = html.unescape(text)
            if _TAG.search(text):
                text = html.unescape(nh3.clean(_BREAKS.sub("\n", text), tags=set()))
        if _TAG.search(text):
            text = re.sub(r"[<>]", " ", text)
        if _TAG.search(before) and text != before:
            note(reasons, "html_removed: only the words were kept")
    return clean_line(text, longest=longest) if line else clean(text.replace("\t", " "), longest=longest)


def note(reasons: list[str], sentence: str) -> None:
    """Say it once."""
    if sentence not in reasons:
        reasons.append(sentence)


def without_contacts(words: str, reasons: list[str]) -> str:
    """Words without passcodes, e-mail addresses and phone numbers: what was typed into a text was not meant for us."""
    left = _PASSCODE.sub("", words)
    if left != words:
        note(reasons, "passcode_left_out: it was not asked for")
    safe = _PHONE.sub("", _MAIL.sub("", left))
    if safe != left:
        note(reasons, "contact_left_out: it was not asked for")
    return re.sub(r"[ \t]{2,}", " ", safe).strip() if safe != words else words


def address(value: Any, reasons: list[str], *, name: str, secure: bool = False) -> str:
    """An address of a page that may be followed, or nothing. `secure`: only https."""
    text = said(value).strip()
    if not text:
        return ""
    typed = text
    if not re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE) or re.match(r"[\w.-]+\.\w+:\d", text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    web = parts.scheme.lower() in {"http", "https"}
    if not web or parts.username or not _HOST.fullmatch(host) or re.search(r"[\s<>\"\\^`{|}]", text):
        note(reasons, f"bad_{name}: “{clean_line(typed, longest=60)}” is no address of a page; left out")
        return ""
    scheme = "https" if secure else parts.scheme.lower()
    kept = urlunsplit((scheme, host.lower() + (f":{port}" if port else ""), parts.path, parts.query, parts.fragment))
    if len(kept) > LONGEST_ADDRESS:
        note(reasons, f"bad_{name}: longer than {LONGEST_ADDRESS} letters; left out")
        return ""
    if kept.rstrip("/") != typed.rstrip("/"):
        note(reasons, f"{name}_mended: read as {host}")
    return kept


def without_passcode(url: str, reasons: list[str]) -> str:
    """The address of an online meeting without the passcode that many carry."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if key.casefold() not in _SECRET_PARTS]
    fragment = "" if re.search(r"pwd=|success", parts.fragment) else parts.fragment
    if len(kept) == len(pairs) and fragment == parts.fragment:
        return url
    note(reasons, "passcode_left_out: it was not asked for")
    return urlunsplit(parts._replace(query=urlencode(kept), fragment=fragment))


def dial_without_passcode(phone: str, reasons: list[str]) -> str:
    """A number for one-tap dialling without the code behind it."""
    left = _DIALLED_SECRET.sub("", phone)
    if left != phone:
        note(reasons, "passcode_left_out: it was not asked for")
    return left


def provider_of(url: str) -> str:
    """Whose rooms they are, by the whole name of the host: `evilzoom.us` is not `zoom.us`. Nothing when unknown."""
    host = (urlsplit(url).hostname or "").lower()
    return next((one for one in PROVIDERS if host == one or host.endswith(f".{one}")), "")


def is_shortened(url: str) -> bool:
    """Whether nobody can see where it leads."""
    host = (urlsplit(url).hostname or "").lower()
    return any(host == one or host.endswith(f".{one}") for one in SHORTENERS)


def number(value: Any) -> float | None:
    """A number, or nothing for what is none."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        found = float(str(value).strip()[:40])
    except ValueError:
        return None
    return found if abs(found) < 1e6 else None
