"""A talk is heard as it goes on, by the two and by nobody else, and tells neither how it ended."""

from __future__ import annotations

import pytest

from withness.foundation.events import since
from withness.foundation.live.doors import DOORS, open_door
from withness.groups.parting import leave
from withness.safety.boundaries import draw_boundary
from withness.talks.ending import end_talk
from withness.talks.models import Talk
from withness.talks.reporting import hold, show
from withness.talks.writing import take_back, write_message


def told(talk):
    return [(one.kind, one.ids) for one in since(f"talk:{talk.id}", 0)]


def looked_again(after=0):
    return sorted(one.ids for one in since(DOORS, after))


def newest_door():
    return max((one.seq for one in since(DOORS, 0)), default=0)


def test_the_two_hear_it_and_sam_hears_what_is_said_of_nothing(cast, faces, talk):
    name = f"talk:{talk.id}"
    assert open_door(cast.ana, name).stream == open_door(cast.ben, name).stream == name
    for stranger in (cast.sam, cast.chidi, cast.eve, cast.dana):
        assert open_door(stranger, name) is None
    for nothing in ("talk:", "talk:x", "talk:" + "2" * 17, "talk"):
        assert open_door(cast.ana, nothing) is None


def test_what_is_written_taken_back_held_and_shown_is_told_in_ids_only(cast, faces, talk):
    said = write_message(by=faces[0], talk=talk, words="I slept on the stairs again.")
    hold(said.id)
    show(said.id)
    take_back(by=faces[0], message=said)
    id_only = f'{{"message":"{said.id}"}}'
    assert told(talk) == [("message", id_only), *[("message_changed", id_only)] * 3]
    assert {one.by for one in since(f"talk:{talk.id}", 0)} == {faces[0].id}


@pytest.mark.parametrize("way", ["she ends it", "he ends it", "a boundary", "she leaves"])
def test_however_it_ends_both_lose_the_line_in_the_same_way(cast, faces, talk, way):
    before = newest_door()
    if way == "a boundary":
        draw_boundary(by=cast.ana, towards=cast.ben, place=talk.group_id)
    elif way == "she leaves":
        leave(by=faces[0])
    else:
        end_talk(by=faces[0 if way == "she ends it" else 1], talk=talk)
    name = f"talk:{talk.id}"
    assert open_door(cast.ana, name) is None
    assert open_door(cast.ben, name) is None
    asked = set(looked_again(before))
    assert {f'{{"person":"{person.id}"}}' for person in (cast.ana, cast.ben)} <= asked
    assert told(talk) == []  # no event says that it ended, or by whom


def test_an_unanswered_question_is_no_talk_to_hear(cast, faces, talk):
    Talk.objects.filter(id=talk.id).update(agreed_at=None)
    assert open_door(cast.ana, f"talk:{talk.id}") is None


def test_a_boundary_drawn_elsewhere_leaves_blank_what_comes_after_its_hour(cast, faces, talk, monkeypatch):
    from datetime import timedelta

    from withness.foundation import clock
    from withness.safety.boundaries import OutOfReach
    from withness.talks import listening

    hour = clock.now() + timedelta(days=3)
    beyond = OutOfReach(person_id=cast.ben.id, place="elsewhere", face="", everywhere=False, later_from=hour)
    monkeypatch.setattr(listening, "out_of_reach", lambda _person: [beyond])
    view = open_door(cast.ana, f"talk:{talk.id}")
    assert dict(view.hidden) == {faces[1].id: hour}


def test_the_page_says_where_it_stands_and_works_without_scripts(cast, faces, as_, talk):
    write_message(by=faces[0], talk=talk, words="Good evening.")
    page = as_(cast.ben).get(f"/g/{talk.group_id}/talks/{talk.id}").content.decode()
    assert f'data-live="talk:{talk.id}=1;me=' in page
    assert "<noscript><p>Open this page again to see what is new." in page
