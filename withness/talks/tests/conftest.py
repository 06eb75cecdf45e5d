"""Teasel (Ana), Wren (Ben) and Rowan (Chidi) have been in Long Nights for a while, and it allows writing to each other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from withness.foundation import clock
from withness.groups.models import Group, Member
from withness.talks.asking import ask, say_yes
from withness.talks.models import Talk


@pytest.fixture
def faces(cast):
    """Ana, Ben, Chidi and Eve there."""
    Member.objects.update(joined_at=clock.now() - timedelta(days=30))
    Group.objects.filter(id=cast.long_nights.id).update(ways={"private_messages": True})
    return [cast.face(person, cast.long_nights) for person in (cast.ana, cast.ben, cast.chidi, cast.eve)]


@pytest.fixture
def talk(faces):
    """Teasel asked Wren, who said yes."""
    asked = ask(by=faces[0], other=faces[1])
    return say_yes(by=faces[1], talk=Talk.objects.select_related("group", "asked_by", "other").get(id=asked.id))
