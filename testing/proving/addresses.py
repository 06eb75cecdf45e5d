"""Every way to ask the house for something: the addresses Django knows, and the operations the API describes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from testing.houses import House

_NAMED = re.compile(r"<(?:\w+:)?(\w+)>|\{(\w+)\}")
FORM = {
    "words": "I would like to read this.", "need": "just_listen", "kind": "hear_you", "do": "keep", "note": "", "key": "k",
    "alias": "Lapwing", "agreement_version": "1", "version": "1", "title": "x", "about": "x", "confirm": "yes", "yes": "yes",
}  # fmt: skip


@dataclass(frozen=True)
class Way:
    """One address with names in it, one method, and what is sent along."""

    path: str
    method: str
    names: tuple[str, ...]
    api: bool
    body: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)

    def filled(self, values: dict[str, str]) -> str:
        """The address with ids in the place of names."""
        return _NAMED.sub(lambda found: values[found[1] or found[2]], self.path)


def every_way(house: House) -> list[Way]:
    """All that have a name in them. Pages with each method, the API as its own description says."""
    ways = [
        Way(path, method, names, api=False, body=FORM)
        for path in sorted(set(_pages(get_resolver(), "/")))
        if (names := _names(path))
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE")
    ]
    told = json.loads(house.get("/api/v1/openapi.json")[1])
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            names = _names(path)
            if names and one["operationId"] != "live":
                ways.append(Way(path, method.upper(), names, api=True, body=_body(one, told)))
    return ways


def _names(path: str) -> tuple[str, ...]:
    return tuple(found[1] or found[2] for found in _NAMED.finditer(path))


def _pages(resolver: URLResolver, before: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield here
        elif "api/v1" not in here:
            yield from _pages(one, here)


def _body(operation: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """Something that fits the operation's schema."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    made = _something(content.get("schema", {}), told)
    return made if isinstance(made, dict) else {}


def _something(schema: dict[str, Any], told: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _something(told["components"]["schemas"][schema["$ref"].rpartition("/")[2]], told)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return _something(schema[several][0], told)
    if schema.get("examples"):
        return schema["examples"][0]
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    if schema.get("type") == "object" or "properties" in schema:
        return {name: _something(one, told) for name, one in schema.get("properties", {}).items()}
    plain = {"integer": max(1, schema.get("minimum", 1)), "number": 1, "boolean": True, "array": []}
    return plain.get(schema.get("type", "string"), schema.get("default", "Lapwing"))
