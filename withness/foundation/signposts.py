"""Finding an address by its first word, instead of asking every room in turn.

Django tries all addresses one after the other, room by room. With a dozen rooms that was a tenth of what a page costs,
and every new room made it dearer. Here each first word (`g`, `me`, `account`) has a short list of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import ResolverMatch, RoutePattern

Address = URLPattern | URLResolver


def signposted(addresses: Sequence[Address]) -> list[Address]:
    """The same addresses, found by their first word; their order still decides between two that fit."""
    return [Signposts(addresses)]


class Signposts(URLResolver):
    """All addresses of the house behind one post."""

    def __init__(self, addresses: Sequence[Address]) -> None:
        super().__init__(RoutePattern(""), list(addresses))
        self._posts: dict[str, URLResolver] = {}
        self._words: set[str] | None = None

    def resolve(self, path: str) -> ResolverMatch:
        """As Django's. Raises `Resolver404`."""
        if self._words is None:
            self._words = {word for one in self._flat() if (word := _first_word(one)) is not None}
        word = path.partition("/")[0]
        known = word if word in self._words else ""  # strangers' words share a post: nobody can make us keep many
        post = self._posts.get(known)
        if post is None:
            post = self._posts[known] = self._post(known)
        return post.resolve(path)

    def _post(self, word: str) -> URLResolver:
        fitting = [one for one in self._flat() if _first_word(one) in (word, None)]
        return URLResolver(RoutePattern(""), fitting)

    def _flat(self) -> list[Address]:
        """Every address, those of rooms that add nothing of their own before them brought up to this floor."""
        return [two for one in self.url_patterns for two in _opened(one)]


def _opened(one: Any) -> list[Address]:
    plain = type(one) is URLResolver and isinstance(one.pattern, RoutePattern)
    if plain and str(one.pattern) == "" and not (one.namespace or one.app_name or one.default_kwargs):
        return [two for inner in one.url_patterns for two in _opened(inner)]
    return [one]


def _first_word(one: Any) -> str | None:
    """The word an address begins with; None where that may be any."""
    if not isinstance(one.pattern, RoutePattern):
        return None
    word, slash, _ = str(one.pattern).partition("/")
    whole = bool(slash) or isinstance(one, URLPattern)  # a room's prefix without a slash may go on in its addresses
    return word if whole and "<" not in word else None
