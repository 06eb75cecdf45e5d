"""Programs that act for somebody, as tests meet them: JSON in, JSON out, with a token of that person's."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from withness.people.models import Person
from withness.people.tokens import make_token


class Program:
    """A program that acts for `person`; without one it has no token. `program.get("/groups")` and so on."""

    def __init__(self, person: Person | None) -> None:
        self.token = make_token(person=person, name="a test") if person else ""
        self.client = Client(headers={"Authorization": f"Bearer {self.token}"} if person else {})

    def get(self, path: str, **query: Any) -> Any:
        """Read."""
        return self.client.get(f"/api/v1{path}", query)

    def post(self, path: str, body: Any = None, *, key: str = "") -> Any:
        """Send; `key` is the idempotency key."""
        return self.send("POST", path, body, **({"Idempotency-Key": key} if key else {}))

    def put(self, path: str, body: Any = None) -> Any:
        """Keep."""
        return self.send("PUT", path, body)

    def patch(self, path: str, body: Any = None) -> Any:
        """Change."""
        return self.send("PATCH", path, body)

    def delete(self, path: str) -> Any:
        """Take back."""
        return self.send("DELETE", path)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """Anything else."""
        text = "" if body is None else json.dumps(body)
        answer: HttpResponse = self.client.generic(
            method.upper(), f"/api/v1{path}", text, content_type="application/json", headers=headers
        )
        return answer


def no(answer: Any) -> tuple[int, str]:
    """The status of a problem, and its kind."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.content
    body = answer.json()
    assert body["status"] == answer.status_code
    return answer.status_code, body["type"].rpartition("/")[2]
