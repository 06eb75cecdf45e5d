"""From the name of a way to hear each other to the thing itself."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext as _

from withness.circles.voice.elsewhere import BigBlueButton, Jitsi, Link, LiveKit
from withness.circles.voice.janus import Janus
from withness.circles.voice.providers import BBB, JANUS, JITSI, LINK, LIVEKIT, NotReached, Provider


def provider_of(name: str, link: str = "") -> Provider:
    """The provider of that name. Raises `NotReached` when this house has it no longer."""
    if name == LINK:
        return Link(link)
    made: dict[str, Callable[[str], Provider]] = {JITSI: Jitsi, LIVEKIT: LiveKit, BBB: BigBlueButton, JANUS: Janus}
    address = settings.VOICE.get(name, "")
    if name not in made or not address:
        raise NotReached(
            _("This room of sound is not there any more. Please choose another way in the circle's settings.")
        )
    return made[name](address)
