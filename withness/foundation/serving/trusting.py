"""Who is really asking, when one of our own proxies stands between. Nobody else is believed about somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings

FORWARDING = {
    b"x-forwarded-for",
    b"x-forwarded-proto",
    b"x-forwarded-host",
    b"x-forwarded-port",
    b"forwarded",
    b"x-real-ip",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a request comes from. `direct`: nothing says that somebody passed it on."""

    address: str
    secure: bool
    direct: bool


@lru_cache(maxsize=4096)
def is_ours(address: str) -> bool:
    """Whether one of the operator's own proxies (`WITHNESS_PROXIES`: addresses or networks) has that address."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in ip_network(proxy, strict=False) for proxy in settings.PROXIES)


def seen_from(peer: str, headers: list[tuple[bytes, bytes]]) -> Seen:
    """The address that asks: the last one in `X-Forwarded-For` that is not a proxy of ours, if a proxy of ours says so."""
    said = [(name, value) for name, value in headers if name in FORWARDING]
    if not said:
        return Seen(peer, secure=False, direct=True)
    if not is_ours(peer):
        return Seen(peer, secure=False, direct=False)
    chain = b",".join(value for name, value in said if name == b"x-forwarded-for").decode("latin-1").split(",")
    address = peer
    for hop in reversed([part.strip() for part in chain]):
        if not _is_address(hop):
            break
        address = hop
        if not is_ours(hop):
            break
    secure = [value for name, value in said if name == b"x-forwarded-proto"] == [b"https"]
    return Seen(address, secure=secure, direct=False)


def neighbourhood(address: str) -> str:
    """What counts as one address when connections are counted: in IPv6 one household has a whole /64."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    return str(found.ipv4_mapped or ip_network((int(found) >> 64 << 64, 64)))


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
