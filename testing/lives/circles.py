"""What Ana can leave behind: circles."""

from __future__ import annotations

from testing.cast import Cast
from testing.lives import CANARY
from withness.circles.acting import act
from withness.circles.asked import Asked
from withness.circles.asking_again import ask_again
from withness.circles.choosing import keep_format, keep_ways
from withness.circles.joining import join_circle
from withness.circles.models import Circle, Removal, Seat
from withness.circles.opening import open_circle


def sit_in_circles(cast: Cast) -> None:
    """Two circles: one in which Ana writes and means something, and one that she is asked to leave."""
    heron, fern = cast.face(cast.chidi, cast.still_water), cast.face(cast.ana, cast.still_water)
    keep_ways(by=heron, keep_hours=24, voice="", voice_link="")
    keep_format(by=heron, text="name: Mine\n[A]\nkind: closing\nminutes: 5")
    for last in ("close", "remove"):
        circle = open_circle(by=heron, format_name="newcomers")
        number = join_circle(by=fern, circle=circle, arriving="tired").number
        acts = (
            (heron, "start", {}), *[(heron, "next", {"phase": True})] * 2, (heron, "next", {}),
            (fern, "done", {"words": f"{CANARY} in the room"}), (heron, "next", {"phase": True}),
            (fern, "commit", {"words": f"{CANARY} I mean to"}), (heron, last, {"to": number, "because": f"{CANARY} because"}),
        )  # fmt: skip
        for turn, (by, name, more) in enumerate(acts):
            act(by=by, circle=circle, asked=Asked(act=name, key=f"press {turn}", **more))
    ask_again(by=cast.ana, removal=Removal.objects.get(), words=f"{CANARY} again")
    assert Seat.objects.filter(member=fern).count() == Circle.objects.count() == 2
