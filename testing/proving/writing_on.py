"""People who write on through every fault: each share has a key, and is sent until somebody says that it is kept."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Sequence

from testing.houses import House

GIVE_UP = 120.0  # seconds without an answer, after which something is wrong with the house


class Writer(threading.Thread):
    """Shares one thing after the other. Of those acknowledged, some are sent again, as a phone in a tunnel does."""

    def __init__(self, port: int, group: str, token: str, number: int, seed: int, replays: float = 0.3) -> None:
        super().__init__(daemon=True)
        self.port, self.path, self.token, self.number = port, f"/api/v1/groups/{group}/shares", token, number
        self.chance, self.replays = random.Random(seed), replays
        self.acknowledged: dict[str, str] = {}  # key: id
        self.retries = 0
        self.enough = False
        self.trouble: list[str] = []
        self._line: http.client.HTTPConnection | None = None

    def run(self) -> None:
        """Until there is enough; the last one is sent until it is kept."""
        count = 0
        while not self.enough and not self.trouble:
            count += 1
            key = f"writer {self.number} share {count}"
            self._keep(key)
            if self.chance.random() < self.replays:
                again = self.chance.choice(list(self.acknowledged)[-20:])
                self.retries += 1
                self._keep(again)
            time.sleep(0.01)

    def check(self) -> None:
        """Raises `AssertionError` when an answer was not what was promised."""
        assert not self.trouble, self.trouble
        assert self.acknowledged, f"nothing that writer {self.number} sent was ever acknowledged"

    def _keep(self, key: str) -> None:
        until = time.monotonic() + GIVE_UP
        while time.monotonic() < until:
            status, answer = self._send(key)
            if status == 201:
                before = self.acknowledged.setdefault(key, answer["id"])
                if before != answer["id"]:
                    self.trouble.append(f"{key} is kept twice: {before}, {answer['id']}")
                return
            if 400 <= status < 500 and status not in {408, 429}:
                self.trouble.append(f"{key}: {status} {answer}")
                return
            self.retries += 1
            time.sleep(0.05)
        self.trouble.append(f"{key} found nobody to answer for {GIVE_UP:.0f} s")

    def _send(self, key: str) -> tuple[int, dict[str, str]]:
        body = json.dumps({"words": f"Still awake: {key}.", "need": "just_listen"})
        head = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", "Idempotency-Key": key}
        try:
            if self._line is None:
                self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            self._line.request("POST", self.path, body, head)
            answer = self._line.getresponse()
            return answer.status, json.loads(answer.read() or b"{}")
        except (OSError, http.client.HTTPException, ValueError):
            self._line = None
            return 0, {}


def agree_with_rows(house: House, writers: Sequence[Writer]) -> None:
    """Every acknowledged share is in the database, with its words, once. Raises `AssertionError`."""
    rows = house.errand("rows", sql="SELECT id, key, words FROM shares_share WHERE key LIKE 'writer %'")
    there = {row[0]: row[1:] for row in rows}
    told = [(share, key) for writer in writers for key, share in writer.acknowledged.items()]
    lost = [key for share, key in told if there.get(share, [""])[0] != key]
    assert not lost, f"{len(lost)} of {len(told)} acknowledged shares are lost: {lost[:3]}"
    twice = [words for words, count in Counter(row[2] for row in rows).items() if count > 1]
    assert not twice, f"{len(twice)} shares are there twice: {twice[:3]}"
    empty = [key for key, words in there.values() if key not in words]
    assert not empty, f"{len(empty)} shares have lost their words: {empty[:3]}"
