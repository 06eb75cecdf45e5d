"""The nouns of this room, a file for each topic. Shares live next door: a clock knows one by its id only."""

from withness.matching.models.buddies import BuddyWish, Pair
from withness.matching.models.clocks import Ask, Clock, Hold, Pass, Step
from withness.matching.models.duty import Duty, HandOver
from withness.matching.models.introducing import Introduction
from withness.matching.models.lived import GroupLife, Lived, OwnWords
from withness.matching.models.sisters import Sister
from withness.matching.models.wanting import Addition, Wanting
from withness.matching.models.willing import Willingness

__all__ = [
    "Addition",
    "Ask",
    "BuddyWish",
    "Clock",
    "Duty",
    "GroupLife",
    "HandOver",
    "Hold",
    "Introduction",
    "Lived",
    "OwnWords",
    "Pair",
    "Pass",
    "Sister",
    "Step",
    "Wanting",
    "Willingness",
]
