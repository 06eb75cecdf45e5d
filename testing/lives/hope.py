"""What Ana can leave behind: hope."""

from __future__ import annotations

from testing.cast import Cast
from testing.lives import CANARY
from withness.hope.delivering import deliver_due, wish_for_letters
from withness.hope.marking import mark
from withness.hope.telling_stories import tell_story
from withness.hope.writing_letters import approve, send_back, write_letter


def live_in_hope(cast: Cast) -> None:
    """What Ana reached, wrote to others, and was written."""
    teasel, wren, rowan = (cast.face(who, cast.long_nights) for who in (cast.ana, cast.ben, cast.chidi))
    mark(person=cast.ana, kind="own", words=f"{CANARY} reached")
    letter = write_letter(by=teasel, moment="day_four", words=f"{CANARY} letter", language="en")
    send_back(letter=letter, by=rowan, because=f"{CANARY} asked")
    theirs = write_letter(by=wren, moment="bad_night", words="It passes.", language="en")
    approve(letter=theirs, by=rowan)
    wish_for_letters(person=cast.ana, moment="bad_night")
    deliver_due()
    tell_story(by=teasel, title=f"{CANARY} title", words=f"{CANARY} story", told_to="group", agreed=True)
