"""Words that a circle's pages say in several places."""

from __future__ import annotations

import json

from django.utils.translation import gettext_lazy as _

PRESENCES = (
    ("hear_you", _("I hear you")),
    ("been_there", _("I’ve been there")),
    ("with_you", _("With you")),
    ("thank_you", _("Thank you")),
)
ARRIVALS = (
    ("light", _("Fairly light")),
    ("all right", _("All right")),
    ("tired", _("Tired")),
    ("heavy", _("Heavy")),
    ("rather not say", _("I’d rather not say")),
)
ASPECTS = (
    ("heard", _("I was heard")),
    ("safe", _("I felt safe")),
    ("hopeful", _("I leave with some hope")),
)
KINDS = {
    "opening": _("Opening"), "reading": _("Reading"), "round": _("A round: everybody once"),
    "open floor": _("Open floor: by raised hands"),
    "skill": _("A skill, together"), "silence": _("Silence"), "closing": _("Closing round"),
}  # fmt: skip
BALANCE = {"little": _("has spoken little so far"), "even": "", "much": _("has spoken a good deal")}

_LIVE = {
    "mine": _("Your turn"), "speaking": _("is speaking"), "speaks": _("speaking"), "spoken": _("has spoken"),
    "passed": _("passed"), "next": _("next"), "hand": _("hand up"), "burning": _("needs to be heard"), "rest": _("We rest"),
    "open": _("The floor is open"), "finish": _("Take the time to finish"), "seconds": _("%(s)s seconds left"),
    "minutes": _("%(m)s min left"), "both": _("%(m)s min %(s)s left"), "hear_you": _("%(name)s hears you"),
    "been_there": _("%(name)s has been there"), "with_you": _("%(name)s is with you"),
    "thank_you": _("%(name)s says thank you"), "wrote": _("%(name)s wrote"),
    "not_sent": _("We could not send this yet. It is safe here; please press once more."),
}  # fmt: skip


def live_words() -> str:
    """What a page's own script says, in the reader's language; as JSON."""
    return json.dumps({name: str(words) for name, words in _LIVE.items()}, ensure_ascii=False)
