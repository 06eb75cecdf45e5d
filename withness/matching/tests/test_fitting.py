"""Who is near: whoever has lived through it too, as they chose to say; nobody is asked for saying nothing."""

from withness.foundation import clock
from withness.matching.choosing import say_lived
from withness.matching.fitting import first_fit, lived_fit
from withness.matching.models import Clock


def a_clock(cast):
    return Clock.objects.create(
        share="2" * 17, group=cast.long_nights, author=cast.face(cast.ana, cast.long_nights), begun_at=clock.now()
    )


def test_who_has_been_there_is_nearer_and_one_step_ahead_nearest(cast):
    waiting = a_clock(cast)
    ben, eve, chidi = (cast.face(who, cast.long_nights) for who in (cast.ben, cast.eve, cast.chidi))
    say_lived(by=cast.face(cast.ana, cast.long_nights), stages={"sleep": "new"})
    say_lived(by=ben, stages={"sleep": "middle"})
    say_lived(by=eve, stages={"sleep": "new"})
    near = lived_fit(waiting, [ben, eve, chidi])
    assert near[0] > near[1] > near[2] > 0


def test_where_the_author_said_nothing_it_is_the_plain_fit(cast):
    waiting = a_clock(cast)
    members = [cast.face(cast.ben, cast.long_nights), cast.face(cast.chidi, cast.long_nights)]
    say_lived(by=members[0], stages={"sleep": "middle"})
    assert lived_fit(waiting, members) == first_fit(waiting, members)


def test_what_was_said_in_another_group_tells_nothing_here(cast):
    waiting = a_clock(cast)
    say_lived(by=cast.face(cast.ana, cast.still_water), stages={"sleep": "new"})
    say_lived(by=cast.face(cast.ben, cast.still_water), stages={"sleep": "middle"})
    members = [cast.face(cast.ben, cast.long_nights)]
    assert lived_fit(waiting, members) == first_fit(waiting, members)
