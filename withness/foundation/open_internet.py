"""Going out to an address that somebody gave us, without ever being sent into our own house.

A name is looked up once, every number it has must be one of the open internet, and the connection goes to exactly the
number that was checked: a name that answers differently the second time gains nothing.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl

PATIENCE = 20.0  # seconds for each step


class NotOpen(Exception):
    """We do not go there. `sentence` may be shown to whoever gave the address."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def open_number_of(host: str, port: int) -> str:
    """The number to connect to. Raises `NotOpen` if any number of that name is not of the open internet."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as odd:
        raise NotOpen(f"Nobody knows where {host} is.") from odd
    numbers = [str(one[4][0]) for one in found]
    for number in numbers:
        if not is_open(number):
            raise NotOpen(f"{host} leads into a network that is not open to all, so we do not go there.")
    return numbers[0]


def is_open(number: str) -> bool:
    """Whether an IP address is of the open internet, also where it wraps another one."""
    address = ipaddress.ip_address(number.split("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_open(str(inner))
    return address.is_global and not address.is_multicast


class Pinned(http.client.HTTPConnection):
    """A connection to one number, speaking to the host of that name."""

    def __init__(self, host: str, port: int, number: str, *, secure: bool, patience: float = PATIENCE) -> None:
        super().__init__(host, port, timeout=patience)
        self._number, self._secure, self._patience = number, secure, patience

    def connect(self) -> None:
        """To the number that was checked; the certificate must still be that of the name."""
        self.sock = socket.create_connection((self._number, self.port), self._patience)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
