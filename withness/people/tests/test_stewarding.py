"""Who is a steward: written down, announced, and never nobody."""

import pytest

from testing.cast import a_person
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.people.auditing import OPERATOR
from withness.people.models import AuditEntry
from withness.people.stewarding import appoint_steward, is_steward, make_steward, release_steward


def test_appointing_is_written_down(cast):
    appoint_steward(person=cast.chidi, why="She asked, and two know her.")
    assert is_steward(cast.chidi)
    entry = AuditEntry.objects.get()
    assert (entry.role, entry.what, entry.about) == (OPERATOR, "made_steward", cast.chidi)
    with pytest.raises(NotAllowed, match="already"):
        appoint_steward(person=cast.chidi, why="Once more.")
    assert AuditEntry.objects.count() == 1


def test_releasing_is_written_down(cast):
    make_steward(person=cast.chidi)
    release_steward(person=cast.chidi, why="She rests.")
    assert not is_steward(cast.chidi)
    entry = AuditEntry.objects.get()
    assert (entry.what, entry.about, entry.why) == ("released_steward", cast.chidi, "She rests.")


@pytest.mark.parametrize("verb", [appoint_steward, release_steward])
def test_without_a_reason_nothing_changes(cast, verb):
    make_steward(person=cast.chidi)
    who = cast.sam if verb is appoint_steward else cast.chidi
    with pytest.raises(NotUnderstood):
        verb(person=who, why=" ")
    assert (is_steward(cast.sam), is_steward(cast.chidi)) == (False, True)


def test_the_last_steward_is_not_released(cast):
    make_steward(person=a_person("dora", is_demo=True))
    with pytest.raises(NotAllowed, match="last"):
        release_steward(person=cast.dana, why="She rests.")
    assert is_steward(cast.dana)


def test_who_is_none_is_not_released(cast):
    with pytest.raises(NotAllowed, match="not a steward"):
        release_steward(person=cast.sam, why="By mistake.")


@pytest.mark.parametrize("verb", [appoint_steward, release_steward])
def test_the_demo_keeps_its_own(cast, verb):
    dora = a_person("dora", is_demo=True)
    with pytest.raises(NotAllowed, match="demo"):
        verb(person=dora, why="By mistake.")
    assert not AuditEntry.objects.exists()
