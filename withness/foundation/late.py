"""Addresses whose rooms are opened when somebody first knocks. What few people use must not make everybody wait."""

from __future__ import annotations

from typing import Any

from django.urls.resolvers import RoutePattern, URLResolver
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language


class LateAddresses(URLResolver):
    """Addresses below `path`, kept in a module that is imported with the first request for one of them.

    Nothing in there can be looked up by name: that would import it for every page that asks for any name.
    """

    def __init__(self, path: str, module: str) -> None:
        super().__init__(RoutePattern(f"{path}/"), module)

    def check(self) -> list[Any]:
        """Django asks before it migrates. A test looks at what is in there."""
        return []

    def _populate(self) -> None:
        language = get_language()
        nothing: dict[str, Any] = {"_reverse_dict": MultiValueDict(), "_namespace_dict": {}, "_app_dict": {}}
        for name, empty in nothing.items():
            getattr(self, name)[language] = empty
        self._populated = True
