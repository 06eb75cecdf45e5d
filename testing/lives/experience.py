"""What Ana can leave behind: experience."""

from __future__ import annotations

from typing import Any

from testing.lives import CANARY
from withness.matching.adding import suggest
from withness.matching.buddying import pair_all, say, wish_for_buddy
from withness.matching.choosing import say_lived
from withness.matching.introducing import ask_who_has_been_there
from withness.matching.models import Pair
from withness.matching.wanting import want
from withness.people.models import Person


def say_what_was_lived(ana: Person, teasel: Any, wren: Any, hers: str, theirs: str) -> None:
    """What Ana said of herself, waits for, added, and asked for."""
    say_lived(by=teasel, stages={"sleep": "middle"})
    say_lived(by=wren, stages={"sleep": "along"})
    for face in (teasel, wren):
        wish_for_buddy(by=face)
    pair_all()
    say(by=wren, pair=Pair.objects.get(), yes=True)
    want(person=ana, experiences=["diabetes"])
    suggest(by=ana, name=f"{CANARY} thirteen", words=f"{CANARY} fourteen", under="sleep")
    ask_who_has_been_there(by=teasel, share_id=hers, experience="sleep")
    ask_who_has_been_there(by=wren, share_id=theirs, experience="sleep")
