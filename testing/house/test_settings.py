"""Every setting is told to operators; careless ones stop the server with a sentence; what is not set is safe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from testing.settings_read import HOUSE, refused, settings_with

PUBLIC = {"WITHNESS_BASE_URL": "https://circle.example.org", "WITHNESS_PROXIES": "127.0.0.1"}
LONG = "k7Qz-3Vb9_xWm2Lr8Ty5Np1Hd6Fc4Jg0aSe"

MISTAKES: dict[str, tuple[dict[str, str], str]] = {
    "http for the world": (
        PUBLIC | {"WITHNESS_BASE_URL": "http://circle.example.org"},
        "circle.example.org would be reached over http, so anybody on the way could read along: "
        "WITHNESS_BASE_URL must be https.",
    ),
    "http in the house next door": (
        {"WITHNESS_HOST": "192.168.1.5"},
        "192.168.1.5 would be reached over http, so anybody on the way could read along: WITHNESS_BASE_URL must be https.",
    ),
    "open to all, no address": (
        {"WITHNESS_HOST": "0.0.0.0"},
        "Nobody can type 0.0.0.0: give the address people type in WITHNESS_BASE_URL.",
    ),
    "open to all, address of this machine": (
        {"WITHNESS_HOST": "0.0.0.0", "WITHNESS_BASE_URL": "http://localhost:8000", "WITHNESS_DEMO": "no"},
        "WITHNESS_HOST lets others in: give the https address they will type in WITHNESS_BASE_URL.",
    ),
    "https with nobody to speak it": (
        {"WITHNESS_BASE_URL": "https://circle.example.org"},
        "What speaks https for us must be named in WITHNESS_PROXIES, or all visitors would look like one.",
    ),
    "the demo for the world": (
        PUBLIC | {"WITHNESS_DEMO": "yes"},
        "The demo lets anybody in as anybody, so WITHNESS_DEMO is only for 127.0.0.1.",
    ),
    "a short secret": (
        {"WITHNESS_SECRET": "hunter2"},
        "WITHNESS_SECRET must have at least 32 characters; leave it out, and we make a good one.",
    ),
    "one letter for a secret": (
        PUBLIC | {"WITHNESS_SECRET": "x" * 50},
        "WITHNESS_SECRET could be guessed; leave it out, and we make a good one.",
    ),
    "a secret from a manual": (
        PUBLIC | {"WITHNESS_SECRET": "please-changeme-0123456789-abcdefgh"},
        "WITHNESS_SECRET could be guessed; leave it out, and we make a good one.",
    ),
    "a short key for numbers": (
        {"WITHNESS_METRICS_TOKEN": "abc"},
        "WITHNESS_METRICS_TOKEN must have at least 20 characters.",
    ),
    "everybody is a proxy": (
        PUBLIC | {"WITHNESS_PROXIES": "0.0.0.0/0"},
        "WITHNESS_PROXIES would believe 0.0.0.0/0, which is nearly everybody: name your own proxy only.",
    ),
    "everybody with a new address is a proxy": (
        PUBLIC | {"WITHNESS_PROXIES": "127.0.0.1, ::/0"},
        "WITHNESS_PROXIES would believe ::/0, which is nearly everybody: name your own proxy only.",
    ),
    "half the world is a proxy": (
        PUBLIC | {"WITHNESS_PROXIES": "128.0.0.0/1"},
        "WITHNESS_PROXIES would believe 128.0.0.0/1, which is nearly everybody: name your own proxy only.",
    ),
    "a star for a proxy": (
        PUBLIC | {"WITHNESS_PROXIES": "*"},
        "WITHNESS_PROXIES must hold addresses such as 127.0.0.1 or 10.0.0.0/24, not '*'.",
    ),
    "a far database without a password": (
        {"DATABASE_URL": "postgresql://withness@db.example.org/withness?sslmode=require"},
        "DATABASE_URL reaches another machine without a password: anybody there could read every word.",
    ),
    "a near database without a password": (
        {"DATABASE_URL": "postgresql://withness@10.0.0.7/withness"},
        "DATABASE_URL reaches another machine without a password: anybody there could read every word.",
    ),
    "a far database in the clear": (
        {"DATABASE_URL": "postgresql://withness:word@db.example.org/withness"},
        "DATABASE_URL crosses the open network: put ?sslmode=require (or verify-full) behind it.",
    ),
    "another kind of database": (
        {"DATABASE_URL": "mysql://root@localhost/withness"},
        "DATABASE_URL must begin with postgresql:// (or be left out, for SQLite).",
    ),
    "a database port that is none": (
        {"DATABASE_URL": "postgresql://withness:word@localhost:port/withness"},
        "DATABASE_URL must look like postgresql://name:password@host/database.",
    ),
    "a far Redis without a password": (
        {"REDIS_URL": "redis://10.0.0.9:6379"},
        "REDIS_URL reaches another machine without a password: anybody there could wake us day and night.",
    ),
    "Redis over http": ({"REDIS_URL": "http://localhost:6379"}, "REDIS_URL must begin with redis:// or rediss://."),
    "letters in the clear": (
        {"WITHNESS_MAIL": "smtp://us:word@mail.example.org"},
        "WITHNESS_MAIL would send letters and their password in the clear: use smtp+tls:// or smtps://.",
    ),
    "mail that is none": (
        {"WITHNESS_MAIL": "mail.example.org:25"},
        "WITHNESS_MAIL must look like smtp+tls://name:password@host:587.",
    ),
    "a sender that is none": (
        {"WITHNESS_MAIL": "smtps://us:word@mail.example.org", "WITHNESS_MAIL_FROM": "the circle"},
        "WITHNESS_MAIL_FROM must be an e-mail address, not 'the circle'.",
    ),
    "a slip of the pen": (
        {"WITHNESS_PROXY": "127.0.0.1"},
        "There is no setting WITHNESS_PROXY. Did you mean WITHNESS_PROXIES?",
    ),
    "a name nobody knows": ({"WITHNESS_XYZZY": "1"}, "There is no setting WITHNESS_XYZZY."),
    "debugging": (
        {"WITHNESS_DEBUG": "1"},
        "There is no WITHNESS_DEBUG: debugging pages show what people wrote, so they do not exist.",
    ),
    "a port in words": (
        {"WITHNESS_PORT": "http"},
        "WITHNESS_PORT must be a whole number from 1 to 65535, not 'http'.",
    ),
    "a port too high": (
        {"WITHNESS_PORT": "70000"},
        "WITHNESS_PORT must be a whole number from 1 to 65535, not '70000'.",
    ),
    "a yes that is none": ({"WITHNESS_DEMO": "perhaps"}, "WITHNESS_DEMO must be yes or no, not 'perhaps'."),
    "a thousand processes": (
        {"WITHNESS_WEB_PROCESSES": "1000"},
        "WITHNESS_WEB_PROCESSES must be a whole number from 1 to 64, not '1000'.",
    ),
    "an address with a path": (
        PUBLIC | {"WITHNESS_BASE_URL": "https://example.org/circle"},
        "WITHNESS_BASE_URL must look like https://example.org, with no path behind it.",
    ),
    "an address that is none": (
        {"WITHNESS_BASE_URL": "example.org"},
        "WITHNESS_BASE_URL must look like https://example.org, with no path behind it.",
    ),
    "a page that is a script": (
        {"WITHNESS_LEAVE_TO": "javascript:alert(1)"},
        "WITHNESS_LEAVE_TO must begin with https:// (or with one slash, for a page of our own).",
    ),
    "a source nobody can fetch": (
        {"WITHNESS_SOURCE_URL": "git@example.org:withness"},
        "WITHNESS_SOURCE_URL must begin with https:// (or with one slash, for a page of our own).",
    ),
    "groups opened by somebody else": (
        {"WITHNESS_OPENING_GROUPS": "friends"},
        "WITHNESS_OPENING_GROUPS must be EVERYBODY or STEWARDS, not 'FRIENDS'.",
    ),
    "a log level that is none": (
        {"WITHNESS_LOG_LEVEL": "chatty"},
        "WITHNESS_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR, not 'CHATTY'.",
    ),
    "a zone that is none": (
        {"WITHNESS_ZONE": "Atlantis/Capital"},
        "WITHNESS_ZONE must be a time zone such as Europe/London, not 'Atlantis/Capital'.",
    ),
    "children": ({"WITHNESS_YOUNGEST": "9"}, "WITHNESS_YOUNGEST must be a whole number from 13 to 99, not '9'."),
    "an address in place of a host": (
        {
            "WITHNESS_HOST": "http://0.0.0.0",
            "WITHNESS_BASE_URL": "https://a.example.org",
            "WITHNESS_PROXIES": "10.0.0.1",
        },
        "WITHNESS_HOST must be an address such as 127.0.0.1 or 0.0.0.0, not 'http://0.0.0.0'.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_careless_setting_is_refused_in_one_sentence(mistake: str) -> None:
    variables, sentence = MISTAKES[mistake]
    assert refused(**variables) == [sentence]


def test_a_data_folder_others_can_look_into_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    (folder / "withness.txt").touch()
    (folder / "secret").write_text(LONG)
    (folder / "secret").chmod(0o600)
    assert refused(WITHNESS_DATA=str(folder)) == []
    folder.chmod(0o755)
    (folder / "secret").chmod(0o644)
    assert refused(WITHNESS_DATA=str(folder)) == [
        f"Others on this machine can look into the data folder. Close it: chmod 700 {folder}",
        f"Others on this machine can read the secret. Close it: chmod 600 {folder}/secret",
    ]


def test_sockets_others_can_reach_are_refused(tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    run.chmod(0o755)
    (run / "withness.txt").touch()
    assert refused(WITHNESS_DATA=str(tmp_path / "data"), WITHNESS_RUN=str(run)) == [
        f"Others on this machine can reach our sockets in WITHNESS_RUN. Close it: chmod 700 {run}"
    ]


@pytest.mark.parametrize(
    "variables",
    [
        {},
        PUBLIC,
        PUBLIC | {"WITHNESS_HOST": "0.0.0.0", "WITHNESS_PROXIES": "10.0.0.0/24"},
        PUBLIC | {"DATABASE_URL": "postgresql://withness:word@db/withness", "REDIS_URL": "redis://:word@valkey:6379/0"},
        PUBLIC | {"DATABASE_URL": "postgresql:///withness", "WITHNESS_SECRET": LONG},
        PUBLIC | {"WITHNESS_MAIL": "smtp+tls://us:word@mail.example.org:587"},
        {"WITHNESS_BASE_URL": "http://abcdefghijklmnop.onion", "WITHNESS_DEMO": "no"},
        {"WITHNESS_HOST": "::1", "WITHNESS_PORT": "9000"},
    ],
)
def test_careful_settings_are_taken_as_they_are(variables: dict[str, str], tmp_path: Path) -> None:
    assert refused(WITHNESS_DATA=str(tmp_path / "data"), **variables) == []


def test_what_is_not_set_is_safe(tmp_path: Path) -> None:
    alone = settings_with(WITHNESS_DATA=str(tmp_path / "data"))
    assert (alone.HOST, alone.DEBUG, alone.DEMO, alone.MAIL_OFFERED) == ("127.0.0.1", False, True, False)
    assert len(alone.SECRET_KEY) >= 32
    world = settings_with(WITHNESS_DATA=str(tmp_path / "data"), **PUBLIC)
    assert (world.DEBUG, world.DEMO, world.SESSION_COOKIE_SECURE, world.CSRF_COOKIE_SECURE) == (
        False,
        False,
        True,
        True,
    )
    assert world.SECURE_HSTS_SECONDS >= 31_536_000


@pytest.mark.parametrize("name", ["DEBUG", "DJANGO_DEBUG", "WITHNESS_DEBUG"])
def test_debugging_cannot_be_switched_on(name: str) -> None:
    assert settings_with(**{name: "1"}).DEBUG is False


def test_operators_are_told_of_every_setting_and_of_no_other() -> None:
    from config.environment import asked

    settings_with()
    page = (HOUSE / "docs" / "self-hosting.md").read_text()
    told = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]+?) \|", page, re.MULTILINE))
    assert told == asked
