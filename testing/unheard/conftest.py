"""What these stories may ask for: the cast's faces, and a Wednesday on which time stands where it is put."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from withness.groups.models import Member
from withness.matching.paces import forget_paces
from withness.matching.pools import forget_pools

NOON, NIGHT = datetime(2026, 3, 4, 12, tzinfo=UTC), datetime(2026, 3, 4, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_learnt_before() -> None:
    forget_paces()
    forget_pools()


@pytest.fixture
def faces(cast) -> dict[str, Member]:
    """Ana, Ben, Chidi (who holds it) and Eve in “Long Nights”."""
    return {name: cast.face(getattr(cast, name), cast.long_nights) for name in ("ana", "ben", "chidi", "eve")}
