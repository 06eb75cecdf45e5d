"""What happened in this room, in ids."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ConsentWithdrawn:
    """A person took a consent back."""

    person_id: str
    about: str


@dataclass(frozen=True)
class AccountOpened:
    """Somebody other than its owner made a way into an account: a sign-in link or a key for a program."""

    person_id: str
    way: str  # "link" or "token"


@dataclass(frozen=True)
class StewardsChanged:
    """The operator made somebody a steward, or released one."""

    person_id: str
    now_one: bool
