"""The card that words open when they sound like crisis: for their author alone, in the same answer, kept nowhere.

Nothing here writes, and what it reads may fail: a database in trouble must not stand between somebody and a number to
call. So the words are read before anything is kept, and the numbers come from a file.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from markupsafe import Markup

from withness.foundation.counting import count
from withness.foundation.pages import render_piece
from withness.people.models import Person
from withness.safety.helplines.lines import Country, countries
from withness.safety.models import NotWanted
from withness.safety.wanting import wants
from withness.safety.whereabouts import whereabouts
from withness.safety.words.hearing import Sound, sounds_like


def heard(words: str, *, person: Person, allowed: bool = True) -> Sound | None:
    """What the words sound like, where that opens a card; `allowed` is what the group decided for itself."""
    if not allowed or not words.strip():
        return None
    sound = sounds_like(words)
    if sound.help == "no" or not wants(person, NotWanted.CARD):
        return None
    count(f"care_{sound.help}")
    return sound


def reads_as_crisis(words: str, *, person: Person) -> bool:
    """Whether they clearly sound like crisis, of oneself or another, where their author wants words read at all."""
    return sounds_like(words).help == "yes" and wants(person, NotWanted.CARD)


def card(request: HttpRequest, sound: Sound, *, on: str = "", ask: str = "") -> Markup:
    """The card as a piece of page: a small line for the unsure, else whom to call. `on` leads to what was written, `ask` to
    where one may ask somebody of the group.
    """
    where = whereabouts(request)
    country = countries().get(where.code)
    language = translation.get_language() or "en"
    return render_piece(
        "safety/piece_care.html", quiet=quiet(sound), whom=sound.whom, line=line(sound), country=country, on=on, ask=ask,
        name=country.name_in(language) if country else "", guessed=where.guessed,
    )  # fmt: skip


def quiet(sound: Sound) -> bool:
    """Whether one small line is enough."""
    return sound.help == "quiet"


def line(sound: Sound) -> str:
    """The small line."""
    if sound.whom == "other":
        return _("It sounds as if you worry about somebody. “Help now” has lines for people who worry, too.")
    return _(
        "That sounds heavy. If you would like to talk to somebody now, “Help now” stands at the top of every page."
    )


def lines_for(request: HttpRequest) -> Country | None:
    """The lines of the country that this person, or their browser, named."""
    return countries().get(whereabouts(request).code)
