"""Settings that would put people at risk. `withness serve` does not start on them, and `withness doctor` names them."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import SplitResult
from zoneinfo import ZoneInfo

from config.environment import split, unknown_names
from config.keeping import MARK, open_to_others

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
SHORTEST_SECRET = 32
SHORTEST_TOKEN = 20
WIDEST = {4: 8, 6: 16}  # a network of proxies wider than this is everybody
GUESSED = ("changeme", "change-me", "insecure", "password")


def reasons_to_refuse(settings: Any | ModuleType) -> list[str]:
    """A plain sentence for each setting that would put people at risk; none when all is well."""
    return [
        *unknown_names(),
        *_about_the_address(settings),
        *_about_secrets(settings),
        *_about_proxies(settings.PROXIES),
        *_about_the_database(settings.DATABASES["default"]),
        *_about_redis(settings.REDIS_URL),
        *_about_mail(settings),
        *_about_pages(settings),
        *_about_folders(settings),
    ]


def _about_the_address(settings: Any) -> Iterator[str]:
    address = split(settings.BASE_URL, "WITHNESS_BASE_URL", "https://example.org")
    name, public = address.hostname or "", settings.HOST not in LOOPBACK
    if any(letter in settings.HOST for letter in "/ ") or (":" in settings.HOST and not _ip(settings.HOST)):
        yield f"WITHNESS_HOST must be an address such as 127.0.0.1 or 0.0.0.0, not {settings.HOST!r}."
    if name in {"0.0.0.0", "::"}:  # noqa: S104 -- refused
        yield "Nobody can type 0.0.0.0: give the address people type in WITHNESS_BASE_URL."
    elif not settings.HTTPS and name not in LOOPBACK and not name.endswith(".onion"):
        yield f"{name} would be reached over http, so anybody on the way could read along: WITHNESS_BASE_URL must be https."
    elif public and name in LOOPBACK:
        yield "WITHNESS_HOST lets others in: give the https address they will type in WITHNESS_BASE_URL."
    if settings.HTTPS and not settings.PROXIES:
        yield "What speaks https for us must be named in WITHNESS_PROXIES, or all visitors would look like one."
    if settings.DEMO and not settings.LOOPBACK:
        yield "The demo lets anybody in as anybody, so WITHNESS_DEMO is only for 127.0.0.1."


def _about_secrets(settings: Any) -> Iterator[str]:
    secret = settings.SECRET_KEY
    if len(secret) < SHORTEST_SECRET:
        yield f"WITHNESS_SECRET must have at least {SHORTEST_SECRET} characters; leave it out, and we make a good one."
    elif not settings.LOOPBACK and (len(set(secret)) < 10 or any(word in secret.lower() for word in GUESSED)):
        yield "WITHNESS_SECRET could be guessed; leave it out, and we make a good one."
    if settings.METRICS_TOKEN and len(settings.METRICS_TOKEN) < SHORTEST_TOKEN:
        yield f"WITHNESS_METRICS_TOKEN must have at least {SHORTEST_TOKEN} characters."


def _about_proxies(proxies: list[str]) -> Iterator[str]:
    for one in proxies:
        try:
            network = ipaddress.ip_network(one, strict=False)
        except ValueError:
            yield f"WITHNESS_PROXIES must hold addresses such as 127.0.0.1 or 10.0.0.0/24, not {one!r}."
            continue
        if network.prefixlen < WIDEST[network.version]:
            yield f"WITHNESS_PROXIES would believe {one}, which is nearly everybody: name your own proxy only."


def _about_the_database(database: dict[str, Any]) -> Iterator[str]:
    if not database["ENGINE"].endswith("postgresql"):
        return
    host, options = database["HOST"], database["OPTIONS"]
    if not _is_far(host):
        return
    if not database["PASSWORD"] and "passfile" not in options and "sslcert" not in options:
        yield "DATABASE_URL reaches another machine without a password: anybody there could read every word."
    if not _is_near_network(host) and options.get("sslmode") not in {"require", "verify-ca", "verify-full"}:
        yield "DATABASE_URL crosses the open network: put ?sslmode=require (or verify-full) behind it."


def _about_redis(url: str) -> Iterator[str]:
    if not url:
        return
    parts = split(url, "REDIS_URL", "redis://host:6379")
    if parts.scheme not in {"redis", "rediss", "unix", "valkey", "valkeys"}:
        yield "REDIS_URL must begin with redis:// or rediss://."
    elif _is_far(parts.hostname or "") and not parts.password:
        yield "REDIS_URL reaches another machine without a password: anybody there could wake us day and night."


def _about_mail(settings: Any) -> Iterator[str]:
    host = getattr(settings, "EMAIL_HOST", "")
    if not settings.MAIL_OFFERED:
        return
    plain = not settings.EMAIL_USE_TLS and not settings.EMAIL_USE_SSL
    if plain and _is_far(host):
        yield "WITHNESS_MAIL would send letters and their password in the clear: use smtp+tls:// or smtps://."
    name, at, domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")
    if not (name and at and domain) or any(letter.isspace() for letter in settings.DEFAULT_FROM_EMAIL):
        yield f"WITHNESS_MAIL_FROM must be an e-mail address, not {settings.DEFAULT_FROM_EMAIL!r}."


def _about_pages(settings: Any) -> Iterator[str]:
    for name in ("SOURCE_URL", "LEAVE_TO"):
        parts = split(getattr(settings, name), f"WITHNESS_{name}", "https://example.org/page")
        if not _leads_somewhere(parts):
            yield f"WITHNESS_{name} must begin with https:// (or with one slash, for a page of our own)."
    try:
        ZoneInfo(settings.HOUSE_ZONE)
    except (KeyError, ValueError, OSError):
        yield f"WITHNESS_ZONE must be a time zone such as Europe/London, not {settings.HOUSE_ZONE!r}."


def _about_folders(settings: Any) -> Iterator[str]:
    folder, secret, run = Path(settings.DATA_DIR), Path(settings.DATA_DIR) / "secret", Path(settings.RUN_DIR)
    if (folder / MARK).exists() and open_to_others(folder):
        yield f"Others on this machine can look into the data folder. Close it: chmod 700 {folder}"
    if open_to_others(secret):
        yield f"Others on this machine can read the secret. Close it: chmod 600 {secret}"
    if run != folder / "run" and (run / MARK).exists() and open_to_others(run):
        yield f"Others on this machine can reach our sockets in WITHNESS_RUN. Close it: chmod 700 {run}"


def _leads_somewhere(parts: SplitResult) -> bool:
    """A web address, or a path of our own; nothing that a browser would run."""
    if parts.scheme in {"http", "https"}:
        return bool(parts.hostname)
    return not parts.scheme and not parts.netloc and parts.path.startswith("/")


def _ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _is_far(host: str) -> bool:
    """Another machine: not loopback, and not a socket on this one."""
    found = _ip(host)
    return bool(host) and not host.startswith("/") and host not in LOOPBACK and not (found and found.is_loopback)


def _is_near_network(host: str) -> bool:
    """A network of one's own: a private address, or a name without a dot, as containers give each other."""
    found = _ip(host)
    return found.is_private if found else "." not in host or host.endswith((".internal", ".local", ".lan"))
