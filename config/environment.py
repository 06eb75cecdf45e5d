"""Reading the environment, with types. Every variable the house knows is asked for through these few functions."""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

asked: dict[str, str] = {}  # name → what it is for; a test holds docs/self-hosting.md to this list


class BadSetting(Exception):
    """A setting that cannot be understood, or that would put people at risk."""


def env(name: str, what: str, default: str = "") -> str:
    """The text of `name`, or `default` when it is absent or empty."""
    asked[name] = what
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, what: str, *, default: bool = False) -> bool:
    """`1`, `yes`, `true`, `on` or their opposites."""
    text = env(name, what).lower()
    if not text:
        return default
    if text in {"1", "yes", "true", "on"}:
        return True
    if text in {"0", "no", "false", "off"}:
        return False
    raise BadSetting(f"{name} must be yes or no, not {text!r}.")


def env_int(name: str, what: str, default: int, *, least: int = 0, most: int = 2**31) -> int:
    """A whole number between `least` and `most`."""
    text = env(name, what)
    if not text:
        return default
    if not text.lstrip("-").isdigit() or not least <= int(text) <= most:
        raise BadSetting(f"{name} must be a whole number from {least} to {most}, not {text!r}.")
    return int(text)


def env_choice(name: str, what: str, default: str, *, among: tuple[str, ...]) -> str:
    """One of a few words, in any case."""
    text = env(name, what, default).upper()
    if text not in among:
        raise BadSetting(f"{name} must be {', '.join(among[:-1])} or {among[-1]}, not {text!r}.")
    return text


def unknown_names() -> list[str]:
    """A sentence for each WITHNESS_ variable that nobody asked for: most often a slip of the pen."""
    sentences = []
    for name in sorted(name for name in os.environ if name.startswith("WITHNESS_") and name not in asked):
        if name == "WITHNESS_DEBUG":
            sentences.append(
                "There is no WITHNESS_DEBUG: debugging pages show what people wrote, so they do not exist."
            )
            continue
        known = {one.removeprefix("WITHNESS_"): one for one in asked}
        near = difflib.get_close_matches(name.removeprefix("WITHNESS_"), known, n=1)
        sentences.append(f"There is no setting {name}." + (f" Did you mean {known[near[0]]}?" if near else ""))
    return sentences


def env_list(name: str, what: str) -> list[str]:
    """Several values, with commas between."""
    return [part.strip() for part in env(name, what).split(",") if part.strip()]


def split(url: str, name: str, like: str) -> SplitResult:
    """The parts of an address. Raises `BadSetting`, without repeating an address that may hold a password."""
    try:
        parts = urlsplit(url)
        _ = parts.port, parts.hostname
    except ValueError:
        raise BadSetting(f"{name} must look like {like}.") from None
    return parts


def database(url: str, *, sqlite_file: Path, pragmas: str) -> dict[str, object]:
    """Django's description of the database at `url`; without one, a SQLite file. Raises `BadSetting`."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(sqlite_file),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        }
    parts = split(url, "DATABASE_URL", "postgresql://name:password@host/database")
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting("DATABASE_URL must begin with postgresql:// (or be left out, for SQLite).")
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "withness",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def mail(url: str) -> dict[str, object]:
    """Django's mail settings from `smtp://user:password@host:port`, `smtps://` or `smtp+tls://`. Raises `BadSetting`."""
    if not url:
        return {"EMAIL_BACKEND": "withness.foundation.nomail.NoMail"}
    parts = split(url, "WITHNESS_MAIL", "smtp+tls://name:password@host:587")
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"} or not parts.hostname:
        raise BadSetting("WITHNESS_MAIL must look like smtp+tls://name:password@host:587.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 20,
    }
