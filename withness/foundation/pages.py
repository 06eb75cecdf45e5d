"""Making pages: the Jinja environment, and one function that dresses a template in the shell of the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.templatetags.static import static
from django.utils import translation
from jinja2 import Environment, Template
from markupsafe import Markup

from withness.foundation.people_words import age_words, day_words, later_words, when_words
from withness.foundation.printing import Filling, blank, fill, printed
from withness.foundation.saying import said
from withness.foundation.stones import stone
from withness.foundation.text import excerpt
from withness.foundation.tokens import form_field

RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}


def environment(**options: Any) -> Environment:
    """The Jinja environment of the house. Called by Django."""
    env = Environment(  # noqa: S701 -- it is on
        **{**options, "autoescape": True, "trim_blocks": True, "lstrip_blocks": True},
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    env.globals.update(
        static=static,
        stone=stone,
        when=when_words,
        day=day_words,
        later=later_words,
        how_long=age_words,
        tongue=in_tongue,
    )
    env.filters["excerpt"] = lambda words, about: excerpt(words, about=about)
    env.filters["apart"] = apart
    return env


def in_tongue(code: str) -> Markup:
    """What an element says of its words: their language, or (where nobody knows it) that they run as they begin."""
    if not code:
        return Markup(' dir="auto"')
    return Markup(' lang="{}" dir="{}"').format(code, "rtl" if code[:2] in RIGHT_TO_LEFT else "ltr")


def apart(words: object, code: str = "") -> Markup:
    """Somebody's words within a sentence of ours, kept apart so that neither turns the other round. Not in an attribute."""
    return Markup("<bdi{}>{}</bdi>").format(in_tongue(code) if code else "", words)


def page(
    request: HttpRequest, template: str, *, status: int = 200, room: str = "", neutral_title: str = "", **context: Any
) -> HttpResponse:
    """`template` as a whole page. `room` lights its word at the foot; the title must say nothing about the group."""
    body = render(request, template, room=room, neutral_title=neutral_title, **context)
    return HttpResponse(body, status=status)


def render_piece(template: str, **context: Any) -> Markup:
    """A piece of page by itself, the same for every reader of one language."""
    return Markup(_template(template).render(context))  # noqa: S704 -- our own template, autoescaped


def page_printed_once(
    request: HttpRequest, template: str, *, room: str, facts: Mapping[str, Any], fillings: Mapping[str, Filling],
    **fixed: Any,
) -> HttpResponse:  # fmt: skip
    """As `page`, for the pages opened most: rendered once for each set of `facts`, then only filled in.

    A template may ask about `facts`; of `fillings` it knows the names only; `fixed` never changes while we run.
    """
    around = shell(request)
    frame = tuple(around[key] for key in _FRAME_VARIANT) + tuple(repr(around[key]) for key in _extras)
    name = (template, room, *map(repr, facts.values()), *frame)
    own: dict[str, Filling] = {"csrf_field": around["csrf_field"], "here": around["here"], **fillings}
    blanks = {key: blank(key) for key in own}
    sheet = printed(name, lambda: _template(template).render({**around, "room": room, **fixed, **facts, **blanks}))
    return fill(request, sheet, own)


_OF_THE_FRAME = ("language", "dir", "light", "said", "person", "here", "csrf_field", "community")
_FRAME_VARIANT = ("language", "light", "said")


def _template(name: str) -> Template:
    found: Template = engines["jinja2"].get_template(name).template  # type: ignore[attr-defined]
    return found


def render(request: HttpRequest, template: str, **context: Any) -> str:
    """`template` as text, with what every page of the house needs at hand.

    A page that calls something of its own by a word of the frame is refused: its reader would hear Arabic read out as
    English, or find a row of the database where a kind sentence belongs. Leaving a word empty is allowed.
    """
    around = shell(request)
    taken = [word for word in _OF_THE_FRAME if context.get(word, around[word]) not in (around[word], None, "")]
    if taken:
        raise ValueError(f"{template} calls something its own that belongs to the frame: {', '.join(taken)}.")
    return _template(template).render(around | context)


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the frame around every page needs."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    person = getattr(request, "person", None)
    return {
        "request": request,
        "person": person,
        "language": language,
        "languages": settings.LANGUAGES,
        "dir": "rtl" if language[:2] in RIGHT_TO_LEFT else "ltr",
        "light": _light(request, person),
        "csrf_field": form_field(request),
        "zone": zone_for(request),
        "said": said(request),
        "community": settings.COMMUNITY,
        "source_url": settings.SOURCE_URL,
        "here": quote(request.path, safe=""),
        **{name: make(request) for name, make in _extras.items()},
    }


def zone_for(request: HttpRequest) -> str:
    """The IANA zone in which times are shown to whoever asks."""
    return getattr(getattr(request, "person", None), "zone", "") or settings.HOUSE_ZONE


_extras: dict[str, Callable[[HttpRequest], Any]] = {}


def on_every_page(name: str, make: Callable[[HttpRequest], Any]) -> None:
    """Let a room upstairs put something small into the frame of every page (the wiring says which)."""
    _extras[name] = make


def _light(request: HttpRequest, person: Any) -> str:
    """The light the person chose, on this device first: a phone in a dark room knows better than an account."""
    chosen = request.COOKIES.get("light", "")
    return chosen if chosen in {"light", "dark", "night"} else getattr(person, "light", "")
