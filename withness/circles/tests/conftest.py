"""Who is in the circles of these tests."""

from __future__ import annotations

from datetime import timedelta

import pytest

from withness.foundation import clock
from withness.groups.models import Member


@pytest.fixture
def faces(cast):
    """Rowan (Chidi) holds Long Nights; Teasel (Ana), Wren (Ben) and Plover (Eve) have belonged for a while."""
    Member.objects.update(joined_at=clock.now() - timedelta(days=30))
    group = cast.long_nights
    return [cast.face(person, group) for person in (cast.chidi, cast.ana, cast.ben, cast.eve)]
