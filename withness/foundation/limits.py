"""Slowing a flood without keeping a list of who came. Buckets that leak, under a name that changes every day."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from withness.foundation import clock
from withness.foundation.models import Bucket


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `burst` at once, and on average `per_hour` in an hour."""

    name: str
    burst: float
    per_hour: float


class TooMuch(Exception):
    """Somebody asked too often. `wait` says when it is all right again."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {int(wait.total_seconds())} seconds")
        self.wait = wait


def spend(limit: Limit, who: str, *, amount: float = 1) -> None:
    """Take `amount` from the bucket of `who`. Raises `TooMuch`, and takes nothing, when it would run over."""
    key = _today_name(limit.name, who)
    now = clock.now()
    with transaction.atomic():
        bucket, _ = Bucket.objects.select_for_update().get_or_create(who=key, defaults={"at": now})
        hours = max(0.0, (now - bucket.at).total_seconds() / 3600)
        level = max(0.0, bucket.level - hours * limit.per_hour)
        if level + amount > limit.burst:
            raise TooMuch(timedelta(hours=(level + amount - limit.burst) / limit.per_hour))
        bucket.level, bucket.at = level + amount, now
        bucket.save(update_fields=["level", "at"])


def is_full(limit: Limit, who: str) -> bool:
    """Whether the next one would run over. Takes nothing."""
    bucket = Bucket.objects.filter(who=_today_name(limit.name, who)).first()
    if bucket is None:
        return False
    hours = max(0.0, (clock.now() - bucket.at).total_seconds() / 3600)
    return bucket.level - hours * limit.per_hour + 1 > limit.burst


def forget_old_buckets() -> None:
    """Yesterday's names mean nothing today."""
    Bucket.objects.filter(at__lt=clock.now() - timedelta(days=2)).delete()


def pseudonym(who: str) -> str:
    """A name for an address or a person that nobody can turn back, and that is another one tomorrow."""
    day = clock.now().date().isoformat()
    return hmac.new(f"{settings.SECRET_KEY}:limits:{day}".encode(), who.encode(), hashlib.sha256).hexdigest()


def _today_name(limit: str, who: str) -> str:
    return hashlib.sha256(f"{limit}:{pseudonym(who)}".encode()).hexdigest()


def cache_key(key: str, prefix: str, version: int) -> str:
    """Names in the cache table, so that no nickname or address can be read there."""
    return hmac.new(
        f"{settings.SECRET_KEY}:cache".encode(), f"{prefix}:{version}:{key}".encode(), hashlib.sha256
    ).hexdigest()
