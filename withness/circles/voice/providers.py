"""Where one hears each other. One interface, five ways: a link, Jitsi, LiveKit, BigBlueButton, and our own Janus room.

A provider is offered only where whoever runs this house has said where it is (docs/self-hosting.md). None of them is
ever asked to record, and what can record is told not to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from withness.foundation.refusing import NotUnderstood, Refused

LINK, JITSI, LIVEKIT, BBB, JANUS = "link", "jitsi", "livekit", "bigbluebutton", "janus"
TITLES: dict[str, str | Promise] = {
    "": gettext_lazy("No sound: we write, or sit in one hall"),
    LINK: gettext_lazy("A link of our own to a call elsewhere"),
    JITSI: gettext_lazy("Jitsi, run by this house"),
    LIVEKIT: gettext_lazy("LiveKit, run by this house"),
    BBB: gettext_lazy("BigBlueButton, run by this house"),
    JANUS: gettext_lazy("Sound only, in this house's own room"),
}


class NotReached(Refused):
    """The room of sound does not answer. The circle goes on without it."""

    status = 503
    kind = "later"


@dataclass(frozen=True, slots=True)
class Guest:
    """Who comes: `key` is theirs in this room alone, `name` what others read. `holds`: may mute and end."""

    key: str
    name: str
    holds: bool


class Provider(Protocol):
    """What a place for voices can do. All raise `NotReached`; what a provider cannot do it passes over."""

    def create_room(self, name: str) -> str:
        """Make a room, answers what it is called there. Doing it again changes nothing."""

    def join_ticket(self, room: str, guest: Guest, *, until: int) -> str:
        """The address through which this guest comes in, good until that second since 1970."""

    def end(self, room: str) -> None:
        """End the room for everybody."""

    def mute(self, room: str, key: str, *, muted: bool) -> None:
        """Have this guest be silent, or be heard again."""

    def kick(self, room: str, key: str) -> None:
        """Have this guest leave."""

    def participants(self, room: str) -> list[str]:
        """The keys of those who are there, as far as the provider tells."""

    def health(self) -> bool:
        """Whether it answers."""


def offered() -> list[str]:
    """The ways this house offers; none and a link always."""
    return ["", LINK, *(name for name in (JITSI, LIVEKIT, BBB, JANUS) if settings.VOICE.get(name))]


def check_voice(name: str, link: str) -> None:
    """Raises `NotUnderstood` for what cannot be chosen."""
    if name not in offered():
        raise NotUnderstood("voice", _("Choose one of the ways on the list."))
    if name == LINK and not _is_https(link):
        raise NotUnderstood("voice_link", _("Give the whole link of your call. It begins with https://"))


def _is_https(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return (
        parts.scheme == "https"
        and bool(parts.hostname)
        and "@" not in parts.netloc
        and len(link) <= 300
        and link.isprintable()
    )
