"""A sealed file: AES-256-GCM in pieces, each bound to its place and to whether it is the last.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway and Vizár 2015): pieces cannot be changed, left out, put in
another order or cut off at the end without being noticed. The key comes from a passphrase by scrypt, or from a key file.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"WITHNESS COPY 1\n"
PIECE = 2**20  # bytes
SHORTEST_PASSPHRASE, SHORTEST_KEY = 16, 32  # letters; bytes
_CHANGED = "The key does not fit, or this copy was changed or cut off."
_N, _R, _P = 2**17, 8, 1  # scrypt: 128 MiB, as OWASP has it


class CannotOpen(Exception):
    """Another key, or the file was changed or cut off."""


class Key:
    """What opens a copy: a passphrase, or the bytes of a key file."""

    def __init__(self, secret: bytes, *, is_file: bool) -> None:
        self.secret, self.is_file = secret, is_file

    def stretched(self, salt: bytes) -> bytes:
        """32 bytes for one file."""
        if self.is_file:
            return hashlib.blake2b(self.secret, key=salt, person=b"withness-copy", digest_size=32).digest()
        return hashlib.scrypt(self.secret, salt=salt, n=_N, r=_R, p=_P, maxmem=2**28, dklen=32)


class Sealing(io.RawIOBase):
    """Write to it; what reaches `to` is sealed. Close it, or the file cannot be opened."""

    def __init__(self, to: BinaryIO, key: Key, about: dict[str, str]) -> None:
        super().__init__()
        salt, self._nonce = os.urandom(16), os.urandom(7)
        head = json.dumps(
            {**about, "salt": salt.hex(), "nonce": self._nonce.hex(), "by": "file" if key.is_file else "words"}
        )
        self._to, self._held, self._n = to, bytearray(), 0
        self._box, self._head = AESGCM(key.stretched(salt)), MAGIC + head.encode() + b"\n"
        to.write(self._head)

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, words: bytes) -> int:  # type: ignore[override]
        """Keep, and seal each full piece; the last one is never sealed before `close`."""
        self._held += words
        while len(self._held) > PIECE:
            self._piece(bytes(self._held[:PIECE]), last=False)
            del self._held[:PIECE]
        return len(words)

    def close(self) -> None:
        """Seal the last piece."""
        if not self.closed:
            self._piece(bytes(self._held), last=True)
        super().close()

    def _piece(self, words: bytes, *, last: bool) -> None:
        sealed = self._box.encrypt(_nonce(self._nonce, self._n, last=last), words, self._head)
        self._to.write(struct.pack(">I", len(sealed)) + sealed)
        self._n += 1


class Opened(io.RawIOBase):
    """Read from it what was sealed. Raises `CannotOpen` at the first piece that is not as it was."""

    def __init__(self, sealed: BinaryIO, key: Key) -> None:
        super().__init__()
        head = sealed.readline() + sealed.readline(4096)
        self.about = _about(head)
        self._from, self._head, self._n, self._held, self._over = sealed, head, 0, b"", False
        self._nonce = bytes.fromhex(self.about["nonce"])
        if (self.about["by"] == "file") != key.is_file:
            raise CannotOpen(
                f"This copy is opened with a {'key file' if self.about['by'] == 'file' else 'passphrase'}."
            )
        self._box = AESGCM(key.stretched(bytes.fromhex(self.about["salt"])))

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, into: object) -> int:
        """As a file does."""
        while not self._held and not self._over:
            self._next()
        space = memoryview(into)  # type: ignore[arg-type]
        size = min(len(space), len(self._held))
        space[:size], self._held = self._held[:size], self._held[size:]
        return size

    def _next(self) -> None:
        length = self._from.read(4)
        size = struct.unpack(">I", length)[0] if len(length) == 4 else 0
        sealed = self._from.read(min(size, 2 * PIECE + 16))
        if len(sealed) != size:
            raise CannotOpen(_CHANGED)
        for last in (False, True):
            try:
                self._held = self._box.decrypt(_nonce(self._nonce, self._n, last=last), sealed, self._head)
            except (InvalidTag, ValueError):
                continue
            self._n, self._over = self._n + 1, last
            if last and self._from.read(1):
                break
            return
        raise CannotOpen(_CHANGED)


def key_from(place: Path | None, passphrase: str = "") -> Key:
    """A key from a file or a passphrase. Raises `CannotOpen` for one that is too short to be any good."""
    if place is not None:
        secret = place.read_bytes()
        if len(secret) < SHORTEST_KEY:
            raise CannotOpen(f"A key file holds at least {SHORTEST_KEY} bytes: head -c 64 /dev/urandom > {place}")
        return Key(secret, is_file=True)
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise CannotOpen(f"A passphrase has at least {SHORTEST_PASSPHRASE} letters. Six words of a dice list are good.")
    return Key(passphrase.encode(), is_file=False)


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file, a piece at a time."""
    while piece := file.read(PIECE):
        yield piece


def _about(head: bytes) -> dict[str, str]:
    try:
        found = json.loads(head.removeprefix(MAGIC))
        if head.startswith(MAGIC) and all(_is_hex(found[name], size) for name, size in (("salt", 16), ("nonce", 7))):
            _ = found["by"]
            return {str(name): str(value) for name, value in found.items()}
    except (ValueError, KeyError, TypeError):
        pass
    raise CannotOpen("This is not a copy that withness made.")


def _is_hex(text: str, size: int) -> bool:
    return len(bytes.fromhex(text)) == size


def _nonce(begin: bytes, n: int, *, last: bool) -> bytes:
    return begin + struct.pack(">IB", n, last)
