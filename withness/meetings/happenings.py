"""What happened in this room, in ids."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MeetingPlanned:
    """A group has a new meeting."""

    series_id: str


@dataclass(frozen=True)
class MeetingChanged:
    """A meeting, or one date of it (`planned`, on the wall there), is different now: moved, called off, paused, ended."""

    series_id: str
    planned: str
    by_id: str


@dataclass(frozen=True)
class MeetingSoon:
    """It begins within the hour."""

    series_id: str
    planned: str


@dataclass(frozen=True)
class MeetingStarts:
    """It begins now. `in_circle`: here, in a circle, which whoever hears of this opens."""

    series_id: str
    planned: str
    group_id: str
    host_id: str  # the member who holds it, or nothing
    minutes: int
    in_circle: bool


@dataclass(frozen=True)
class PlaceFree:
    """Somebody who waited for a place has one."""

    coming_id: str


@dataclass(frozen=True)
class HostChanged:
    """Somebody else holds a meeting now."""

    series_id: str
    member_id: str
    by_id: str


@dataclass(frozen=True)
class CorrectionSent:
    """Somebody says that something about a meeting is not right."""

    correction_id: str


@dataclass(frozen=True)
class FeedNeedsLook:
    """A list fell below half of what it was; a human must look before anything changes."""

    feed_id: str
