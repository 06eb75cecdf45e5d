"""Slowing who knocks too often, without keeping a list of who knocked. Honest people never meet these limits."""

from __future__ import annotations

import ipaddress
import math
from contextlib import suppress

from django.http import HttpRequest
from django.utils.translation import ngettext

from withness.foundation.limits import Limit, TooMuch, is_full, pseudonym, spend
from withness.foundation.refusing import TooSoon
from withness.people.nicknames import same_nickname

# A family, a ward or a school may share one address: these are for a program that knocks all night.
NEW_ACCOUNTS = Limit("new_accounts", burst=20, per_hour=20)
NICKNAMES_ASKED = Limit("nicknames_asked", burst=40, per_hour=60)
FAILURES_HERE = Limit("failures_here", burst=60, per_hour=600)  # from one place, whoever they try to be
FAILURES_AS = Limit(
    "failures_as", burst=10, per_hour=60
)  # from one place as one person, so that nobody locks out another
LETTERS_WISHED = Limit("letters_wished", burst=10, per_hour=10)


def whence(request: HttpRequest) -> str:
    """A name for where a request comes from that nobody can turn back into an address, and that changes every day.

    Our own server sets `REMOTE_ADDR`, behind a proxy too. A household has a whole IPv6 /64, so that counts as one.
    """
    address = request.META.get("REMOTE_ADDR", "")
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return pseudonym(address)
    if parsed.version == 6:
        address = str(ipaddress.ip_network(f"{parsed}/64", strict=False).network_address)
    return pseudonym(address)


def not_too_often(request: HttpRequest, limit: Limit) -> None:
    """Count one knock from there. Raises `TooSoon`, with how long to wait."""
    try:
        spend(limit, whence(request))
    except TooMuch as much:
        minutes = max(1, math.ceil(much.wait.total_seconds() / 60))
        sentence = ngettext(
            "This was tried very often from where you are. Nothing is lost; please try again in %(n)d minute.",
            "This was tried very often from where you are. Nothing is lost; please try again in %(n)d minutes.",
            minutes,
        )
        raise TooSoon(sentence % {"n": minutes}, much.wait) from None


def too_many_failures(request: HttpRequest, nickname: str) -> bool:
    """Whether somebody there failed so often to come in (as this person, or as anybody) that they must wait."""
    here = whence(request)
    return is_full(FAILURES_HERE, here) or is_full(FAILURES_AS, _as_somebody(nickname, here))


def count_failure(request: HttpRequest, nickname: str) -> None:
    """Somebody there failed to come in as this person, whether or not there is one."""
    here = whence(request)
    for limit, who in ((FAILURES_HERE, here), (FAILURES_AS, _as_somebody(nickname, here))):
        with suppress(TooMuch):
            spend(limit, who)


def _as_somebody(nickname: str, here: str) -> str:
    return f"{same_nickname(nickname)}|{here}"
