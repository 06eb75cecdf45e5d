"""What Ana can leave behind: meetings."""

from __future__ import annotations

from testing.cast import Cast
from withness.meetings.coming import come, hand_over
from withness.meetings.planning import Wish, plan_meeting
from withness.meetings.subscribing import make_key


def go_to_meetings(cast: Cast) -> None:
    """A meeting she holds and comes to, in her calendar too."""
    wish = Wish(title="Friday", day="2090-01-06", time="19:00", zone="Europe/London")
    series = plan_meeting(by=cast.face(cast.chidi, cast.long_nights), wish=wish)
    teasel = cast.face(cast.ana, cast.long_nights)
    hand_over(by=cast.face(cast.chidi, cast.long_nights), series=series, to=teasel)
    come(by=teasel, series=series, planned=series.starts, comes=True)
    make_key(person=cast.ana, is_discreet=True)
