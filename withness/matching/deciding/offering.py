"""What the Listen page offers one person: waiting shares, in an order that spreads attention.

Not the oldest first: in a busy group everyone's attention then goes to the hopeless tail, and shares answered within an
hour fell from 44 % to none in our trial. Not the same for everybody: ten listeners would meet at one share.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from withness.matching.deciding.limits import HOUR

OFFERED = 4  # at once: enough to choose from, few enough not to weigh on anybody


@dataclass(frozen=True, slots=True)
class Waiting:
    """One share that waits. `waited` minutes; `fit` 0 to 1 for this listener; `held`: somebody is writing to it now."""

    share_id: str
    waited: float
    replies: int
    fit: float = 0.5
    urgent: bool = False
    held: bool = False


def offer(waiting: Iterable[Waiting], *, listener: str, most: int) -> list[Waiting]:
    """Up to `most` of them for this listener: drawn by how much each needs somebody, the same each time they look.

    The draw is that of Efraimidis and Spirakis (2006): ordered by log(u) / weight, where u comes from a hash of listener
    and share, each share comes first with a chance in proportion to its weight.
    """
    free = [one for one in waiting if not one.held]
    return sorted(free, key=lambda one: -math.log(_own(one, listener)) / _weight(one))[:most]


def _weight(one: Waiting) -> float:
    need = 1.0 if one.replies == 0 else 0.05
    fresh = 0.25 + math.exp(-one.waited / (10 * HOUR))
    return need * fresh * (0.3 + one.fit) * (1.5 if one.urgent else 1.0)


def _own(one: Waiting, listener: str) -> float:
    drawn = blake2b(f"{listener}:{one.share_id}".encode(), digest_size=6).digest()
    return (int.from_bytes(drawn, "big") + 1) / (2**48 + 1)
