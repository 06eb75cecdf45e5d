"""`/api/v1/openapi.json`: what django-ninja knows of the API, and what only we know: problems, and the live stream."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec
from ninja import NinjaAPI

from withness.foundation.answers import KINDS_AT, PROBLEM
from withness.foundation.problems import KINDS

AT = "/api/v1/"
ABOUT = """\
People answer people; a program only carries their words. Everything here goes through the same doors as the pages.

Say whom you act for with `Authorization: Bearer TOKEN`, or with the session of a browser (then whatever changes
something also needs the token of one of our forms, as `X-CSRFToken`). Ids are opaque; a member's id belongs to one
group and is found nowhere else. Whatever is not there for you is answered with the same 404. Every no is a problem
(RFC 9457). Lists are `{"items": […], "next": …}`; send `next` as `?after=`. More, with examples: docs/api.md.
"""
_HEADERS = {
    401: {"WWW-Authenticate": {"description": "How to say who asks.", "schema": {"type": "string"}}},
    429: {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}},
}
_WITH_BODY = {400, 404, 413, 415, 422}


def description_of(api: NinjaAPI) -> bytes:
    """The description, as JSON."""
    told: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=AT))
    told.pop("servers", None)
    told["info"] |= {"description": ABOUT, "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"}}
    told["components"]["schemas"] |= {"Problem": _PROBLEM}
    told["components"]["responses"] = {
        f"No{status}": _no(status) for status in sorted({k.status for k in KINDS.values()})
    }
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            for status in sorted(_noes(operation, path, method)):
                operation["responses"].setdefault(str(status), {"$ref": f"#/components/responses/No{status}"})
    told["paths"][f"{AT}live"] = {"get": _LIVE}
    return msgspec.json.encode(told)


def _noes(operation: dict[str, Any], path: str, method: str) -> set[int]:
    """With which problems an operation may answer."""
    noes = {404} if "{" in path else set()
    if "security" in operation:
        noes |= {401, 429} | ({403} if method != "get" else set())
    elif f"{AT}meetings" in path:
        noes.add(429)
    if "requestBody" in operation:
        noes |= _WITH_BODY
    if any(not one["name"].endswith("_id") for one in operation["parameters"]):
        noes.add(422)
    if "{share_id}" in path or "{reply_id}" in path or "key" in str(operation["parameters"]).lower():
        noes.add(410)
    return noes


def _no(status: int) -> dict[str, Any]:
    kinds = ", ".join(f"`{kind}`" for kind, known in KINDS.items() if known.status == status)
    return {
        "description": f"{HTTPStatus(status).phrase}: {kinds}",
        "headers": _HEADERS.get(status, {}),
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


_PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "Why not (RFC 9457). `detail` may be shown to a person as it is.",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "enum": [f"{KINDS_AT}{kind}" for kind in KINDS]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "description": "Which fields need another look.",
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
_LIVE: dict[str, Any] = {
    "operationId": "live",
    "tags": ["live"],
    "summary": "Hear of things as they happen",
    "description": (
        "Server-Sent Events, without end. The first frame is `hello`; each thing that happens is one frame with its "
        "number in the stream (`seq`, without a gap) and ids, never words: read those where they are kept. A frame "
        "of kind `blank` stands for what is not in your sight. `id` is a cursor over all streams: after a cut send it "
        "as `Last-Event-ID` (browsers do) and you get exactly what you missed; `reset` says that it is no longer kept."
    ),
    "parameters": [
        {
            "name": "streams", "in": "query", "required": True, "schema": {"type": "string"},
            "description": "`group:ID` for each group, and `me` for notices; with commas between.",
            "example": "group:bcdfghjkmnpqrstvw,me",
        },
        {"name": "after", "in": "query", "schema": {"type": "string"}, "description": "A cursor to go on from."},
        {"name": "Last-Event-ID", "in": "header", "schema": {"type": "string"}, "description": "As `after`."},
    ],
    "responses": {
        "200": {
            "description": "The stream.",
            "content": {
                "text/event-stream": {
                    "schema": {"type": "string"},
                    "example": 'id: group:bcdfghjkmnpqrstvw=41\ndata: {"stream":"group:bcdfghjkmnpqrstvw","seq":41,'
                    '"by":"ghjkmnpqrstvwxz23","kind":"share","share":"zzxwvtsrqpnmkjhgf"}\n\n',
                }
            },
        },
        "401": {"$ref": "#/components/responses/No401"},
        "404": {"$ref": "#/components/responses/No404"},
        "429": {"$ref": "#/components/responses/No429"},
    },
    "security": [{"Token": []}, {"Session": []}],
}  # fmt: skip
