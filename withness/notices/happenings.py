"""What happened in this room, in ids."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """Something new waits in a person's inbox."""

    person_id: str
    kind: str
