"""Somebody who has no business there tries every address: what they get is what a missing thing gets, to the byte.

Sam, who is in none of them, tries every address and every API operation against the groups of the demo and everything in
them; Ben tries what is elsewhere by way of a group that is his; Ana and Eve, with a boundary between them, try each
other's words. The addresses come from the URLconf and the API's own description, and what they are filled with from the
rows themselves, so that a new room is tried from its first day.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from testing.houses import House, running_house
from testing.proofs import Figures, proof
from testing.proving.addresses import Way, every_way
from testing.proving.asking_as import Answer, Somebody
from withness.foundation.ids import new_id

FEW = 2  # of each kind, in each kind of group, in the sample
SAFE = ("GET", "HEAD")
# Addresses of things inside listed groups that speak to strangers on purpose, as Django or the API's description spells
# them. They may answer; what nobody outside may read must not stand there all the same.
FOR_EVERYBODY: frozenset[str] = frozenset()


@proof("strangers", "Whoever has no business there gets from every address what a missing thing gets, to the byte")
def strangers(seed: int, full: bool) -> Figures:
    """How many requests were made, and by how many ways."""
    return try_every_way(random.Random(seed), full=full)


def try_every_way(chance: random.Random, *, full: bool, faults: Sequence[str] = ()) -> dict[str, object]:
    """Raises `AssertionError` for the first answers that tell more than nothing."""
    with tempfile.TemporaryDirectory() as folder, running_house(Path(folder), faults=("unhurried", *faults)) as house:
        trial = _Trial(house, chance, full=full)
        for way in trial.ways:
            trial.sam_tries(way)
            trial.ben_tries(way)
            trial.eve_and_ana_try(way)
        trial.judge()
        trial.listen()
        unfilled = sorted({name for way in trial.ways for name in way.names} & trial.empty)
        assert not (full and unfilled), f"nothing in the demo to fill these with: {unfilled}"
        return {
            "ways": len(trial.ways),
            "requests": trial.requests,
            "groups": len(trial.groups),
            "unfilled": len(unfilled),
        }


@dataclass(frozen=True)
class _Case:
    values: dict[str, str]
    group: str


class _Trial:
    """What is there to be tried, and what came of it."""

    def __init__(self, house: House, chance: random.Random, *, full: bool) -> None:
        self.house, self.chance, self.full = house, chance, full
        self.inside = house.errand("demo", furnished=True)
        self.groups: dict[str, dict[str, Any]] = self.inside["groups"]
        self.rows: dict[str, list[dict[str, str]]] = self.inside["rows"]
        sessions, tokens = self.inside["sessions"], self.inside["tokens"]
        self.somebody = {
            name: Somebody(house.port, sessions[name], tokens[name]) for name in ("sam", "ben", "ana", "eve")
        }
        self.empty = {f"{kind}_id" for kind, rows in self.rows.items() if not rows}
        known = {f"{kind}_id" for kind in self.rows} | {"group_id"}
        self.ways = [way for way in every_way(house) if known & set(way.names)]
        self.wrong: list[str] = []
        self.missing: dict[tuple[str, Way], Answer] = {}

    @property
    def requests(self) -> int:
        """How many were made."""
        return sum(one.asked for one in self.somebody.values())

    def sam_tries(self, way: Way) -> None:
        """Every group he is not in, and everything in them."""
        theirs = [group for group, about in self.groups.items() if "sam" not in about["cast"]]
        for case in self._cases(way, theirs):
            joining = self.groups[case.group]["joining"]
            if joining == "open" and way.method not in SAFE:
                continue  # he might come in, as anybody may
            of_the_group = way.names == ("group_id",) or way.path in FOR_EVERYBODY
            if joining == "invite" or not of_the_group:
                self._expect_nothing("sam", way, case.values)
            else:
                self._expect_no_secret(way, case)

    def ben_tries(self, way: Way) -> None:
        """What is in groups that are not his, through the door of one that is."""
        mine = next(group for group, about in self.groups.items() if "ben" in about["cast"])
        if "group_id" in way.names and len(way.names) > 1:
            others = [group for group, about in self.groups.items() if "ben" not in about["cast"]]
            for case in self._cases(way, others[:FEW]):
                self._expect_nothing("ben", way, {**case.values, "group_id": mine})

    def eve_and_ana_try(self, way: Way) -> None:
        """Each other's words, in the group where the boundary stands."""
        for group, about in self.groups.items():
            if not {"ana", "eve"} <= about["cast"].keys():
                continue
            for who, other in (("eve", "ana"), ("ana", "eve")):
                for case in self._cases(way, [group], author=about["cast"][other]):
                    self._expect_nothing(who, way, case.values)

    def _cases(self, way: Way, groups: Sequence[str], *, author: str = "") -> Iterator[_Case]:
        """The names of `way` filled from rows of these groups; with `author`, only from what that member wrote."""
        kind = way.names[-1].removesuffix("_id")
        if way.names[-1] == "group_id" and not author:
            yield from (_Case({"group_id": group}, group) for group in groups)
        for group in groups if kind in self.rows else ():
            rows = [row for row in self.rows[kind] if row["group_id"] == group and author in ("", row.get("author_id"))]
            few = (
                rows
                if self.full and way.method in ("GET", "POST", "DELETE")
                else self.chance.sample(rows, min(FEW, len(rows)))
            )
            for row in few:
                yield _Case(self._filled(way, row), group)

    def _filled(self, way: Way, row: dict[str, str]) -> dict[str, str]:
        values = {way.names[-1]: row["id"]}
        for name in way.names[:-1]:
            others = [
                other["id"]
                for other in self.rows.get(name.removesuffix("_id"), [])
                if other["group_id"] == row["group_id"]
            ]
            values[name] = row.get(name) or self.chance.choice(others or [new_id()])
        return values

    def _expect_nothing(self, who: str, way: Way, values: dict[str, str]) -> None:
        got = self._ask(who, way, values)
        if (who, way) not in self.missing:
            self.missing[who, way] = self._ask(who, way, {name: new_id() for name in values})
        nothing = self.missing[who, way]
        if got != nothing:
            self.wrong.append(f"{who}: {way.method} {way.path}: {got.status}, and {nothing.status} for a missing one")
        elif got.status < 400 or got.status >= 500:
            self.wrong.append(f"{who}: {way.method} {way.path}: {got.status}")

    def _expect_no_secret(self, way: Way, case: _Case) -> None:
        got = self._ask("sam", way, case.values)
        told = [secret for secret in self.groups[case.group]["secrets"] if secret.encode() in got.body]
        if told:
            self.wrong.append(f"sam: {way.method} {way.path}: {got.status} tells {told[:2]}")

    def _ask(self, who: str, way: Way, values: dict[str, str]) -> Answer:
        return self.somebody[who].ask(way.method, way.filled(values), way.body, api=way.api, ids=values.values())

    def listen(self) -> None:
        """Streams of groups that are not Sam's are as those that never were."""
        sam = self.somebody["sam"]
        nothing = sam.ask("GET", f"/api/v1/live?streams=group:{new_id()}", {}, api=True, ids=())
        for group, about in self.groups.items():
            if "sam" not in about["cast"]:
                got = sam.ask("GET", f"/api/v1/live?streams=group:{group}", {}, api=True, ids=())
                assert got == nothing, f"the stream of a group that is not Sam's: {got.status}"
                assert got.status == 404

    def judge(self) -> None:
        """Raises `AssertionError` with what told more than nothing."""
        assert not self.wrong, f"{len(self.wrong)} answers told something: {sorted(set(self.wrong))[:8]}"
