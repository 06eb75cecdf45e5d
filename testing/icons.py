"""Draws the icons a phone shows for an installed house, from the two strokes of `look/static/img/mark.svg`.

`python -m testing.icons` writes them anew; `withness/home/tests/test_at_hand.py` holds that they are what is drawn here.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

IMG = Path(__file__).resolve().parent.parent / "look" / "static" / "img"
PAPER, TEAL, AMBER = (250, 246, 238), (0x2F, 0x7F, 0x8A), (0xC2, 0x70, 0x1A)
# The two strokes of the mark, as absolute cubic curves in its own 32 by 32 square; 3 wide, round ends.
TEAL_STROKE = [((2.5, 8), (3.3, 18.5), (6, 24.5), (10.3, 24.5)), ((10.3, 24.5), (15, 24.5), (16.5, 17), (18.7, 7))]
AMBER_STROKE = [
    ((13.3, 8), (14.1, 18.5), (16.8, 24.5), (21.1, 24.5)), ((21.1, 24.5), (25.8, 24.5), (28, 17), (29.5, 7)),
]  # fmt: skip
STROKES = ((TEAL, TEAL_STROKE), (AMBER, AMBER_STROKE))
# name: side in pixels, and how much of the side the mark fills (a mask may cut away all but the middle 80 %)
ICONS = {
    "icon-192.png": (192, 0.84),
    "icon-512.png": (512, 0.84),
    "icon-mask-512.png": (512, 0.56),
    "badge-96.png": (96, 0.9),
}


def draw(side: int, fills: float, *, only_shape: bool = False) -> bytes:
    """A PNG of `side` by `side` pixels. `only_shape`: white on nothing, as Android wants its badges."""
    import numpy as np

    scale = side * fills / 32
    off = (side - 32 * scale) / 2
    y, x = np.mgrid[0:side, 0:side] + 0.5
    picture = np.zeros((side, side, 4))
    picture[...] = (255, 255, 255, 0) if only_shape else (*PAPER, 255)
    for colour, curves in STROKES:
        far = np.full((side, side), 1e9)
        for a, b, c, d in curves:
            for t in np.linspace(0, 1, 160):
                px, py = (
                    (1 - t) ** 3 * a[i] + 3 * (1 - t) ** 2 * t * b[i] + 3 * (1 - t) * t * t * c[i] + t**3 * d[i]
                    for i in (0, 1)
                )
                far = np.minimum(far, np.hypot(x - (px * scale + off), y - ((py - 0.25) * scale + off)))
        cover = np.clip(1.5 * scale - far + 0.5, 0, 1)[..., None]
        if only_shape:
            picture[..., 3:] = np.maximum(picture[..., 3:], cover * 255)
        else:
            picture[..., :3] = picture[..., :3] * (1 - cover) + np.array(colour) * cover
    return _png(np.rint(picture).astype("uint8").tobytes(), side)


def _png(pixels: bytes, side: int) -> bytes:
    rows = b"".join(b"\0" + pixels[n * side * 4 : (n + 1) * side * 4] for n in range(side))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )


def pixels_of(png: bytes) -> bytes:
    """The rows of a PNG as drawn here, unpacked, to compare two of them."""
    at, packed = 8, b""
    while at < len(png):
        (length,), name = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        packed += png[at + 8 : at + 8 + length] if name == b"IDAT" else b""
        at += 12 + length
    return zlib.decompress(packed)


if __name__ == "__main__":
    for name, (side, fills) in ICONS.items():
        (IMG / name).write_bytes(draw(side, fills, only_shape=name.startswith("badge")))
