"""What Ana can leave behind: skills."""

from __future__ import annotations

from testing.cast import Cast
from testing.lives import CANARY
from withness.skills.trying import keep_at_hand, try_it
from withness.skills.trying import tell_how_it_was as tell_how_the_trial_was
from withness.skills.writing_strategies import Said, approve, change_strategy, write_strategy


def learn_skills(cast: Cast) -> None:
    """What helped Ana, what she keeps at hand, and how it went."""
    teasel, rowan = cast.face(cast.ana, cast.long_nights), cast.face(cast.chidi, cast.long_nights)
    said = Said(
        title=f"{CANARY} tea",
        steps=f"{CANARY} boil",
        moments=["night"],
        costs=f"{CANARY} cost",
        cautions=f"{CANARY} hot",
    )
    hers = write_strategy(by=teasel, said=said, language="en")
    approve(strategy=hers, by=rowan)
    change_strategy(strategy=hers, said=said)
    approve(strategy=hers, by=rowan)
    change_strategy(strategy=hers, said=said)
    theirs = write_strategy(by=rowan, said=Said(title="Walk", steps="Go.", moments=["night"]), language="en")
    write_strategy(by=teasel, said=said, language="en", based_on=theirs)
    keep_at_hand(person=cast.ana, strategy=theirs, on=True, for_now=True)
    tell_how_the_trial_was(trial=try_it(person=cast.ana, strategy=theirs, moment="night", before=7), went="helped", after=3,
                           changed=f"{CANARY} slower")  # fmt: skip
