"""What happened in this room, in ids."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StrategyWaits:
    """A strategy waits to be read, or to be looked at again because it made things worse for too many."""

    strategy_id: str
    again: bool
