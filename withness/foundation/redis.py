"""The optional Redis or Valkey. It holds nothing that matters: flush it at any time."""

from __future__ import annotations

import contextlib
from functools import cache

import redis
from django.conf import settings


@cache
def client() -> redis.Redis:
    """One connection pool a process, with short patience: a dead Redis must not hold up a share."""
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=0.5, socket_connect_timeout=0.5)


def publish(channel: str, words: str) -> None:
    """Tell whoever listens; nobody is hurt when it fails, since listeners also look by themselves."""
    with contextlib.suppress(redis.RedisError):
        client().publish(channel, words)
