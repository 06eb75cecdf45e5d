"""Programs that send anything at all: no server error, no answer that the description does not know, no person's id.

Schemathesis reads `/api/v1/openapi.json` of a house that really serves, and makes requests that fit it and requests
that do not; half of them name things that are really there. On SQLite, and on PostgreSQL where there is one.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from requests import Session
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from testing.houses import House, postgres_here, running_house
from testing.proofs import Figures, proof

MANY, FEW = 20_000, 300
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    response_headers_conformance, allow_header_conformance,
]  # fmt: skip
WHO = ["ana", "ben", "chidi", "eve", "sam", "nobody"]


@proof("api", "Programs that send anything at all get no server error and no answer the description does not know")
def hostile_programs(start: int, full: bool) -> Figures:
    """How many requests were made, and how they were answered."""
    tried: Counter[int] = Counter()
    homes = ["", postgres_here()] if postgres_here() else [""]
    for postgres in homes:
        with tempfile.TemporaryDirectory() as folder, running_house(Path(folder), postgres=postgres) as house:
            _try_all(_Hostile(house, tried), start, (MANY if full else FEW) // len(homes))
    return {"requests": tried.total(), **{f"{status}:": count for status, count in sorted(tried.items())}}


def _try_all(hostile: _Hostile, start: int, many: int) -> None:
    described = schemathesis.openapi.from_url(f"{hostile.house.base_url}/api/v1/openapi.json")
    operations = [one.ok() for one in described.get_all_operations() if one.ok().path != "/api/v1/live"]
    modes = list(schemathesis.GenerationMode)
    for operation in operations:
        hostile.furnish()
        cases = st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in modes))
        attempt = given(cases, st.sampled_from(WHO), st.booleans())(hostile.send)
        calm = settings(
            max_examples=max(2, many // len(operations)), deadline=None, database=None, derandomize=False,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        seed(start)(calm(attempt))()


class _Hostile:
    """Sends what it is told to, as one of several people, and looks at what comes back."""

    def __init__(self, house: House, tried: Counter[int]) -> None:
        self.house, self.tried, self.line = house, tried, Session()
        self.cast = house.errand("cast")
        self.there: dict[str, str] = {}

    def furnish(self) -> None:
        """Put things there that can be named. Whoever left comes back."""
        group = self.cast["groups"]["long_nights"]
        for n, name in enumerate(WHO[:4]):
            body = {"alias": f"{name} again {'abcdefg'[n]}", "agreement_version": 1}
            self._as(name, "POST", f"/groups/{group}/join", body)
        share = self._as("chidi", "POST", f"/groups/{group}/shares", {"words": "Awake."})
        if share.status_code == 201:
            self.there |= {"group_id": group, "share_id": share.json()["id"]}
        said = self._as("chidi", "POST", f"/shares/{self.there['share_id']}/replies", {"words": "Here."})
        if said.status_code == 201:
            self.there["reply_id"] = said.json()["id"]

    def send(self, case: Any, who: str, real: bool) -> None:
        """One request. Raises `AssertionError` when the answer should not be."""
        if real:
            named = {name: self.there[name] for name in case.path_parameters or {} if name in self.there}
            case.path_parameters = {**(case.path_parameters or {}), **named}
        case.headers = {name: text for name, text in (case.headers or {}).items() if name.lower() != "authorization"}
        case.cookies = {}
        answer = case.call(session=self.line, headers=self._shows(who))
        self.tried[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)
        self._look_at(answer)

    def _look_at(self, answer: Any) -> None:
        text = answer.text
        for person_id in self.cast["people"].values():
            assert person_id not in text, "an answer held the id of a person"
        if answer.status_code >= 400:
            assert answer.headers["content-type"][0] == "application/problem+json"
            assert answer.json()["status"] == answer.status_code

    def _as(self, who: str, method: str, path: str, body: Any) -> Any:
        return self.line.request(
            method, f"{self.house.base_url}/api/v1{path}", json=body, headers=self._shows(who), timeout=20
        )

    def _shows(self, who: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.cast['tokens'][who]}"} if who != "nobody" else {}
