"""Thousands of random surroundings: each is refused in plain sentences, or is a house in which nobody is at risk."""

from __future__ import annotations

import random
from types import SimpleNamespace

from config.environment import BadSetting
from config.refusing import reasons_to_refuse
from testing.proofs import Figures, proof
from testing.settings_read import settings_with, surroundings

ODD = [
    "",
    " ",
    "0",
    "1",
    "yes",
    "no",
    "-1",
    "None",
    "ü",
    "a" * 300,
    "%00",
    "[::1",
    "http://[",
    "javascript:x",
    "\t",
    "\\",
]
VALUES = {
    "WITHNESS_HOST": ["127.0.0.1", "0.0.0.0", "::1", "::", "localhost", "192.168.1.5", "example.org"],
    "WITHNESS_PORT": ["8000", "1", "65535", "65536", "80.5"],
    "WITHNESS_BASE_URL": [
        "https://circle.example.org", "http://circle.example.org", "http://localhost:8000", "https://x/y", "//x",
        "http://abc.onion", "https://[::1]:99999", "ftp://x",
    ],
    "WITHNESS_PROXIES": ["127.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "::/0", "*", "127.0.0.1,nobody", "1.2.3.4/0"],
    "DATABASE_URL": [
        "postgresql://a:b@db/x", "postgresql://a@db.example.org/x", "postgresql:///x", "mysql://x", "postgresql://[",
        "postgresql://a:b@db.example.org/x?sslmode=require", "postgresql://a:b@h:port/x", "sqlite:///x",
    ],
    "REDIS_URL": ["redis://localhost", "redis://far", "rediss://:w@far:6379/0", "http://x", "redis://["],
    "WITHNESS_SECRET": ["short", "x" * 40, "k7Qz-3Vb9_xWm2Lr8Ty5Np1Hd6Fc4Jg0aSe"],
    "WITHNESS_DEMO": ["yes", "no", "maybe"],
    "WITHNESS_MAIL": ["smtp://m", "smtps://a:b@m.example.org", "smtp+tls://a:b@m:587", "m:25", "smtp://[", "smtp://a:b@m"],
    "WITHNESS_MAIL_FROM": ["hello@example.org", "hello", "a b@c"],
    "WITHNESS_SOURCE_URL": ["https://example.org/source", "/source", "javascript:x", "//evil"],
    "WITHNESS_LEAVE_TO": ["https://example.org", "/weather", "data:text/html,x"],
    "WITHNESS_METRICS_TOKEN": ["abc", "a-token-of-some-length-1"],
    "WITHNESS_ZONE": ["Europe/London", "../../etc/passwd", "/etc/localtime"],
    "WITHNESS_LOG_LEVEL": ["info", "DEBUG", "loud"],
    "WITHNESS_YOUNGEST": ["18", "12", "130"],
    "WITHNESS_WEB_PROCESSES": ["1", "0", "64", "1e3"],
    "WITHNESS_DEBUG": ["1"],
    "WITHNESS_PROXY": ["127.0.0.1"],
}  # fmt: skip
PUBLIC = {"WITHNESS_BASE_URL": "https://circle.example.org", "WITHNESS_PROXIES": "127.0.0.1"}
NOWHERE = "/nonexistent/withness"


@proof("settings", "no mix of settings starts a house that puts people at risk, and each refusal is a plain sentence")
def careless_settings(seed: int, full: bool) -> Figures:
    """20,000 mixes (2,000 in the sample)."""
    chance, taken = random.Random(seed), 0
    mixes = 20_000 if full else 2_000
    for _ in range(mixes):
        variables = _some_variables(chance)
        sentences, settings = _start(variables)
        assert all(_is_plain(sentence) for sentence in sentences), (variables, sentences)
        if not sentences:
            taken += 1
            assert settings is not None
            assert _risks(settings) == [], variables
    assert taken > mixes // 100, "hardly any mix was taken: the trial says nothing"
    return {"mixes": mixes, "taken": taken, "refused": mixes - taken}


def _some_variables(chance: random.Random) -> dict[str, str]:
    names = chance.sample(sorted(VALUES), chance.choice([0, 1, 1, 2, 2, 3, 4, 6]))
    pick = {name: chance.choice(VALUES[name] if chance.random() < 0.9 else ODD) for name in names}
    base = {"WITHNESS_DATA": NOWHERE} | (PUBLIC if chance.random() < 0.5 else {})  # else nearly all mixes are refused
    return base | {name: value for name, value in pick.items() if "\0" not in value}


def _start(variables: dict[str, str]) -> tuple[list[str], SimpleNamespace | None]:
    try:
        settings = settings_with(**variables)
        with surroundings(**variables):
            return reasons_to_refuse(settings), settings
    except BadSetting as no:
        return [str(no)], None


def _is_plain(sentence: str) -> bool:
    return 10 < len(sentence) < 500 and "\n" not in sentence and "Traceback" not in sentence


def _risks(settings: SimpleNamespace) -> list[str]:
    """What must never be true of a house that started; written here again, apart from the code that refuses."""
    near = {"127.0.0.1", "::1", "localhost"}
    name = settings.BASE_URL.split("://")[1].rsplit(":", 1)[0].strip("[]")
    secure = settings.BASE_URL.startswith("https://")
    checks = {
        "debugging": settings.DEBUG,
        "passwords in the clear": not secure and name not in near and not name.endswith(".onion"),
        "listening to all for nobody": settings.HOST not in near and name in near,
        "the demo for the world": settings.DEMO and not (settings.HOST in near and name in near),
        "a short secret": len(settings.SECRET_KEY) < 32,
        "open cookies": secure and not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE),
        "everybody is believed": any(proxy.endswith("/0") or proxy == "*" for proxy in settings.PROXIES),
        "nobody speaks https": secure and not settings.PROXIES,
    }
    return [risk for risk, true in checks.items() if true]
