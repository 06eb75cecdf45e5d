"""Fifty thousand acts through four web processes that are killed at random: no gap, nothing twice, nothing out of order.

Every act is sent with a key and sent again, with the same key, when its answer is lost. Ears listen all the while, hang
up, and resume. At the end each stream must count without a gap, hold exactly as many events as acts were done, and fold
to the very state that is kept beside it; and no ear may have heard a number twice, or missed one.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from testing.circles_played import Player, ask, people
from testing.houses import House, postgres_here, running_house
from testing.listening import Ear
from testing.proofs import Figures, proof

WANTED, SAMPLE = 50_000, 400
CIRCLES, HANDS = 6, 8
FLOOR = "name: A floor\npeople: 60\ndoor: open\n\n[Talk]\nkind: open floor\nminutes: 180\n"
OWN = ("raise_hand", "lower_hand", "burning_desire")
CHAIR = ("lock", "unlock", "mute", "unmute", "extend", "pause", "resume", "next")


@dataclass
class Storm:
    """What is going on, and what was found."""

    house: House
    chair: Player
    others: list[Player]
    circles: list[str]
    wanted: int
    over: threading.Event = field(default_factory=threading.Event)
    resumes: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    heard: dict[str, int] = field(default_factory=dict)
    lost_answers: int = 0
    killed: int = 0


@proof("orders", "Acts through web processes that are killed at random: no gap, nothing twice, nothing out of order")
def orders(seed: int, full: bool) -> Figures:
    """How many events there were, how many processes were killed, and how long resuming took."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_house(Path(folder), postgres=postgres_here(), web=4, live=2) as house,
    ):
        storm = _gather(house, WANTED if full else SAMPLE)
        chance = random.Random(seed)
        threads = [threading.Thread(target=_act, args=(storm, chance.random(), n)) for n in range(HANDS)]
        threads += [threading.Thread(target=_listen, args=(storm, chance.random(), circle)) for circle in storm.circles]
        for thread in threads:
            thread.start()
        _kill_now_and_then(storm, chance)
        for thread in threads:
            thread.join()
        return _judge(storm)


def _gather(house: House, wanted: int) -> Storm:
    cast = house.errand("cast")
    group = cast["groups"]["long_nights"]
    chair = Player("Rowan", cast["people"]["chidi"], cast["members"][f"chidi in {group}"], cast["tokens"]["chidi"])
    others = people(house, group, ["teal", "avens", "kite", "sorrel", "alder"])
    made = house.errand("keep_format", member_id=chair.member, text=FLOOR)
    circles = []
    for _ in range(CIRCLES):
        circle = ask(house, chair.token, "POST", f"/groups/{group}/circles", {"format": made})["id"]
        for who in others:
            ask(house, who.token, "POST", f"/circles/{circle}/acts", {"act": "join"})
        ask(house, chair.token, "POST", f"/circles/{circle}/acts", {"act": "start"})
        circles.append(circle)
    return Storm(house, chair, others, circles, wanted)


def _act(storm: Storm, seed: float, number: int) -> None:
    """One who acts without a pause, now as the facilitator and now as one of the others."""
    chance, count = random.Random(seed), 0
    while not storm.over.is_set():
        count += 1
        who = storm.chair if chance.random() < 0.4 else chance.choice(storm.others)
        act = chance.choice(CHAIR if who is storm.chair else OWN)
        body = {"act": act, "to": chance.randrange(2, 7) if act in ("mute", "unmute") else 0}
        circle = chance.choice(storm.circles)
        _send(storm, who.token, circle, body, key=f"{number}-{count}-{seed}")


def _send(storm: Storm, token: str, circle: str, body: dict[str, object], *, key: str) -> None:
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": key}
    for _try in range(200):
        asked = Request(
            f"{storm.house.base_url}/api/v1/circles/{circle}/acts", json.dumps(body).encode(), headers, method="POST"
        )
        try:
            with urlopen(asked, timeout=20) as answer:
                answer.read()
                return
        except HTTPError as no:
            with no:
                if no.code < 500:
                    return
        except OSError:
            pass
        except Exception as cut:  # half an answer, when a process dies while it writes
            if not type(cut).__module__.startswith("http"):
                raise
        storm.lost_answers += 1
        time.sleep(0.1)
    storm.troubles.append(f"an act was never answered: {key}")


def _listen(storm: Storm, seed: float, circle: str) -> None:
    """An ear that hangs up now and then, and must hear every number once and in order."""
    chance, last, cursor = random.Random(seed), 0, f"circle:{circle}=0"
    finish = 0.0
    while not finish or time.monotonic() < finish:
        began = time.monotonic()
        try:
            with Ear(storm.house.port, f"circle:{circle}", token=storm.chair.token, cursor=cursor, timeout=20) as ear:
                ear.hello()
                storm.resumes.append(time.monotonic() - began)
                until = time.monotonic() + chance.uniform(0.5, 3)
                while time.monotonic() < until:
                    with contextlib.suppress(TimeoutError):
                        frame = ear.frame(0.5)
                        if frame.event == "message":
                            if frame.data["seq"] != last + 1:
                                storm.troubles.append(f"after {last} came {frame.data['seq']}")
                            last, cursor = frame.data["seq"], frame.id
        except (OSError, EOFError, IndexError):
            time.sleep(0.2)
        if storm.over.is_set() and not finish:
            finish = time.monotonic() + 8
    storm.heard[circle] = last


def _kill_now_and_then(storm: Storm, chance: random.Random) -> None:
    """Until enough has happened, one web process after the other dies without a word."""
    until, last, every = time.monotonic() + 3000, 0, max(60, storm.wanted // 100)
    try:
        while (count := _count(storm.house)) < storm.wanted and time.monotonic() < until:
            time.sleep(chance.uniform(0.2, 0.8))
            webs = storm.house.children().get("web", [])
            if webs and count - last > every * chance.random():
                last = count
                with contextlib.suppress(ProcessLookupError):
                    os.kill(chance.choice(webs), signal.SIGKILL)
                    storm.killed += 1
    finally:
        storm.over.set()


def _count(house: House) -> int:
    return int(
        house.errand("rows", sql="SELECT COALESCE(SUM(seq), 0) FROM foundation_stream WHERE name LIKE 'circle:%'")[0][0]
    )


def _judge(storm: Storm) -> Figures:
    found = {circle: storm.house.errand("circle_adds_up", circle_id=circle) for circle in storm.circles}
    wrong = [f"{circle}: {what}" for circle, told in found.items() for what in told["wrong"]]
    wrong += [
        f"{circle}: heard only {storm.heard[circle]}"
        for circle, told in found.items()
        if storm.heard[circle] != told["events"]
    ]
    assert wrong == [], wrong[:5]
    assert storm.troubles == [], storm.troubles[:5]
    assert storm.killed > 0
    slow = sorted(storm.resumes)
    p99 = slow[int(len(slow) * 0.99) - 1] if len(slow) > 1 else slow[0]
    return {
        "events": sum(told["events"] for told in found.values()), "killed": storm.killed, "answers lost": storm.lost_answers,
        "resumed": len(slow), "resume p99 s": round(p99, 2), "gaps": 0, "twice": 0, "out of order": 0,
        "on": "PostgreSQL" if postgres_here() else "SQLite",
    }  # fmt: skip
