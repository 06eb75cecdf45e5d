"""What is left of a circle is for those who were in it; not for who was kept at the door, or sent back there."""

from __future__ import annotations

import pytest

from testing.programs import no
from withness.circles.afterwards import say_how_it_was
from withness.circles.choosing import keep_ways
from withness.circles.joining import join_circle
from withness.circles.listening import hear_circle
from withness.circles.models import HowItWas, Seat
from withness.circles.opening import open_circle
from withness.circles.slips import write_slip
from withness.circles.tests.playing import do, folded, fresh
from withness.foundation import clock
from withness.foundation.refusing import NotAllowed
from withness.groups.models import Member

KEPT = pytest.mark.parametrize("hours", [0, 24])


def over(faces, *, hours, ana="kept at the door"):
    """A closed circle in which Ben was, and Ana was not, or not any more; its words stay so many hours."""
    rowan, teasel, wren, _plover = faces
    keep_ways(by=rowan, keep_hours=hours, voice="", voice_link="")
    circle = open_circle(by=rowan, format_name="check-in")
    if ana == "kept at the door":
        Member.objects.filter(id=teasel.id).update(joined_at=clock.now())
        teasel.joined_at = clock.now()
    number = join_circle(by=teasel, circle=circle).number
    join_circle(by=wren, circle=circle)
    do(rowan, circle, "start")
    if ana.startswith("cleared"):
        do(rowan, circle, "clear")
        do(rowan, circle, "admit", seats=(Seat.objects.get(circle=circle, member=wren).number,))
    if ana == "asked to leave":
        do(rowan, circle, "remove", to=number, because="Noise.")
    if ana.endswith("gone"):
        do(teasel, circle, "leave")
    do(rowan, circle, "next", phase=True)
    do(wren, circle, "done", words="Only for this room.")
    assert folded(fresh(circle)) == fresh(circle).now
    do(rowan, circle, "close")
    return fresh(circle)


OUTSIDE = pytest.mark.parametrize("ana", ["kept at the door", "cleared", "cleared, then gone", "asked to leave"])


@KEPT
@OUTSIDE
def test_who_was_outside_at_the_end_has_no_slip_and_says_nothing_of_how_it_was(cast, as_, faces, hours, ana):
    circle = over(faces, hours=hours, ana=ana)
    at = f"/g/{circle.group_id}/c/{circle.id}"
    page = as_(cast.ana).get(at).content.decode()
    assert "The circle is over" in page
    assert ("A slip that says I was here" in page, "How was it?" in page) == (False, False)
    assert "A slip that says I was here" in as_(cast.ben).get(at).content.decode()
    assert as_(cast.ana).post(f"{at}/slip").status_code == as_(cast.ana).post(f"{at}/how").status_code == 403
    with pytest.raises(NotAllowed):
        write_slip(by=faces[1], person=cast.ana, circle=circle)
    with pytest.raises(NotAllowed):
        say_how_it_was(by=faces[1], circle=circle, heard=True, safe=True, hopeful=True)
    assert not HowItWas.objects.exists()


@OUTSIDE
def test_who_was_outside_at_the_end_reads_and_hears_nothing_of_it(cast, as_, program, faces, ana):
    circle = over(faces, hours=24, ana=ana)
    at = f"/g/{circle.group_id}/c/{circle.id}"
    assert "Only for this room." in as_(cast.ben).get(at).content.decode()
    assert "Only for this room." not in as_(cast.ana).get(at).content.decode()
    assert len(program(cast.ben).get(f"/circles/{circle.id}/said").json()["items"]) == 1
    assert no(program(cast.ana).get(f"/circles/{circle.id}/said")) == (404, "not-here")
    assert no(program(cast.sam).get(f"/circles/{circle.id}/said")) == (404, "not-here")
    heard = hear_circle(cast.ana, circle.id)
    assert heard is None or heard.stream != circle.stream
    assert hear_circle(cast.ben, circle.id).stream == circle.stream


@KEPT
def test_who_went_by_themselves_was_there(cast, as_, faces, hours):
    circle = over(faces, hours=hours, ana="gone")
    page = as_(cast.ana).get(f"/g/{circle.group_id}/c/{circle.id}").content.decode()
    assert "A slip that says I was here" in page
    assert ("Only for this room." in page) == bool(hours)
    assert write_slip(by=faces[1], person=cast.ana, circle=circle)


def test_the_seats_of_those_who_were_not_there_go_with_the_words(faces):
    circle = over(faces, hours=0)
    assert set(Seat.objects.filter(circle=circle).values_list("member__alias", flat=True)) == {"Rowan", "Wren"}
    circle = over(faces, hours=24)
    assert Seat.objects.filter(circle=circle).count() == 3  # the words need their faces for as long as they stay
