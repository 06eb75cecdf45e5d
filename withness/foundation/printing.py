"""Pages that are opened most, printed once and filled in by hand for each reader.

A printed page is its template rendered one time, with marks where something of the reader's own belongs. Filling it
in is joining bytes; and because every printed part is also kept compressed, sending it compressed is joining bytes as
well (a gzip body may be made of parts that were each deflated alone). What a part says must not depend on the reader:
whatever does is a blank, or part of the name under which the page is kept.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from withness.foundation.shelves import Shelf

_OPEN, _CLOSE = "\ue000", "\ue001"
_BLANK = re.compile(f"{_OPEN}([a-z_]+){_CLOSE}")
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_LAST_BLOCK = b"\x03\x00"
SHORT = 160  # bytes; a shorter part is not worth compressing and travels as it is


@dataclass(frozen=True, slots=True)
class Part:
    """Some bytes of a page, and the same bytes deflated so that they may stand between others."""

    plain: bytes
    packed: bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed page: parts and the names of blanks, alternating, beginning and ending with a part."""

    parts: tuple[Part, ...]
    blanks: tuple[str, ...]


Filling = str | Part
_sheets: Shelf[Sheet] = Shelf(500)


def part(text: str) -> Part:
    """Text made ready to stand in a page. It must already be safe HTML."""
    plain = text.encode()
    return Part(plain, _pack(plain, level=6))


def blank(name: str) -> Markup:
    """What a template is given in place of something that is filled in later."""
    return Markup(f"{_OPEN}{name}{_CLOSE}")  # noqa: S704 -- our own marks


def printed(name: tuple[object, ...], render: Callable[[], str]) -> Sheet:
    """The sheet of that name; `render` gives its text, with blanks in it, when it is not there yet."""
    return _sheets.get(name, lambda: _print(render()))


def fill(request: HttpRequest, sheet: Sheet, fillings: Mapping[str, Filling]) -> HttpResponse:
    """The page, with its blanks filled in. Strings are escaped unless they are `Markup`; gzip where it is understood."""
    packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    return _answer(_Body(packed=packed).joined(sheet, fillings), packed=packed)


@dataclass(slots=True)
class _Body:
    packed: bool
    pieces: list[bytes] = field(default_factory=list)
    crc: int = 0
    size: int = 0

    def joined(self, sheet: Sheet, fillings: Mapping[str, Filling]) -> bytes:
        self._add(sheet.parts[0])
        for name, after in zip(sheet.blanks, sheet.parts[1:], strict=True):
            self._fill(fillings[name])
            self._add(after)
        if not self.packed:
            return b"".join(self.pieces)
        tail = struct.pack("<LL", self.crc, self.size & 0xFFFFFFFF)
        return b"".join((_GZIP_HEAD, *self.pieces, _LAST_BLOCK, tail))

    def _fill(self, filling: Filling) -> None:
        if isinstance(filling, Part):
            self._add(filling)
        elif filling:
            safe = filling if isinstance(filling, Markup) else escape(filling)
            plain = safe.encode()
            self._add(Part(plain, _pack(plain, level=1) if self.packed else b""))

    def _add(self, one: Part) -> None:
        if not self.packed:
            self.pieces.append(one.plain)
            return
        self.pieces.append(one.packed)
        self.crc = zlib.crc32(one.plain, self.crc)
        self.size += len(one.plain)


def _pack(plain: bytes, *, level: int) -> bytes:
    """`plain` as deflate blocks that end on a byte and refer to nothing before them."""
    if not plain:
        return b""
    if len(plain) < SHORT:
        return b"\x00" + struct.pack("<HH", len(plain), len(plain) ^ 0xFFFF) + plain
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return packer.compress(plain) + packer.flush(zlib.Z_FULL_FLUSH)


def _print(text: str) -> Sheet:
    found = _BLANK.split(text)
    return Sheet(tuple(part(piece) for piece in found[::2]), tuple(found[1::2]))


def _answer(body: bytes, *, packed: bool) -> HttpResponse:
    response = HttpResponse(body)
    response.headers["Vary"] = "Accept-Encoding, Cookie"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return response
