"""Help now on a telephone line of 50 kbit/s: within three seconds; and where three packets in ten are lost, whole in thirty.

The line is laid by `testing/thin_line.py`; a browser's request is sent by hand, each over a connection of its own (a
browser keeps one). The page needs nothing else: its styles are in it.
"""

from __future__ import annotations

import gzip
import statistics
import sys
import tempfile
from pathlib import Path

from testing.houses import running_house
from testing.proofs import Figures, proof
from testing.thin_line import ThinLine, can_be_laid

BITS, TRAVEL, LOSS = 50_000, 0.05, 0.3
SOON, WHOLE = 3.0, 30.0
NAME = "together.example"
ASK = """
import re, socket, sys, time
def is_whole(told):  # the end of the page, and not of the connection
    head, _gap, body = told.partition(b"\\r\\n\\r\\n")
    size = re.search(rb"(?i)content-length: *(\\d+)", head)
    return len(body) == int(size[1]) if size else body.endswith(b"0\\r\\n\\r\\n")
began = time.monotonic()
line = socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=60)
heads = ["Host: together.example", "Accept-Encoding: gzip", "Accept-Language: en", "Connection: close", "", ""]
line.sendall("\\r\\n".join(["GET /help HTTP/1.1", *heads]).encode())
told = b""
while not is_whole(told):
    more = line.recv(65536)
    if not more:
        break
    told += more
sys.stdout.write(f"{time.monotonic() - began:.3f} {told.hex()}")
"""


@proof(
    "thin_line",
    "Help now is there in 3 s at 50 kbit/s, and whole in 30 s in 95 of 100 tries with three packets in ten lost",
)
def help_on_a_thin_line(seed: int, full: bool) -> Figures:
    """Seconds until the whole page is there: the median and the slowest on a clean line, and how many of the lossy tries."""
    if not can_be_laid():
        return {"left out": "no line can be laid here: it needs root, `ip` and /dev/net/tun"}
    clean, lossy = (20, 100) if full else (2, 2)
    with tempfile.TemporaryDirectory() as folder, ThinLine(bits=BITS, loss=0, travel=TRAVEL, seed=seed) as line:
        settings = {"WITHNESS_HOST": line.here, "WITHNESS_BASE_URL": f"https://{NAME}", "WITHNESS_DEMO": "no"}
        with running_house(Path(folder) / "house", **settings) as house:
            tries = [_ask(line, house.port) for _n in range(clean)]
            line.loss = LOSS
            hard = [_ask(line, house.port) for _n in range(lossy)]
    in_time = sum(took <= WHOLE for took in hard)
    figures = {
        "tries": clean, "median s": _middle(tries), "slowest s": round(max(tries), 2), "lossy tries": lossy,
        "whole in 30 s": in_time, "lossy median s": _middle(hard), "packets lost": f"{line.lost} of {line.carried}",
    }  # fmt: skip
    assert max(tries) <= SOON, figures
    assert in_time >= 0.95 * lossy or not full, figures
    return figures


def _middle(tries: list[float]) -> float:
    return round(statistics.median(tries), 2)


def _ask(line: ThinLine, port: int) -> float:
    """Seconds until the whole page was there; more than `WHOLE` where it was not."""
    done = line.there([sys.executable, "-I", "-c", ASK, line.here, str(port)], patience=300)
    took, _space, told = done.stdout.partition(" ")
    head, _gap, body = bytes.fromhex(told).partition(b"\r\n\r\n")
    if not head:  # the line broke, or the request took more than the five seconds a header may take
        return 2 * WHOLE
    assert head.startswith(b"HTTP/1.1 200"), head[:200]
    page = gzip.decompress(_joined(body) if b"chunked" in head.lower() else body)
    assert page.rstrip().endswith(b"</html>"), "not whole"
    return float(took)


def _joined(body: bytes) -> bytes:
    whole = b""
    while body:
        size, _line, rest = body.partition(b"\r\n")
        whole, body = whole + rest[: int(size, 16)], rest[int(size, 16) + 2 :]
    return whole
