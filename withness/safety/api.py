"""Whom to call, for programs. From a file, never from the database; for everybody, signed in or not."""

from __future__ import annotations

from typing import Literal, cast

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Query
from pydantic import Field
from typing_extensions import TypedDict

from withness.foundation.bodies import Body
from withness.foundation.keyset import page
from withness.foundation.telling import tell
from withness.people.asking import Asking
from withness.safety import caring
from withness.safety.helplines.lines import Country, Number, compared_on, countries
from withness.safety.hinting import explained
from withness.safety.words.hearing import Sound
from withness.safety.words.hints import Kind, hints_for

router = Router(tags=["help"])


class NumberTold(TypedDict):
    """A number to call. `press` is the key to press once somebody answers; `text` that one may also write to it."""

    number: str
    tel: str
    name: str
    speaks: str
    region: str
    press: str
    text: str


class CountryTold(TypedDict):
    """The lines of one country. `both`: they are for different people, so show all of them alike."""

    country: str
    name: str
    emergency: list[str]
    numbers: list[NumberTold]
    both: bool


class Lines(TypedDict):
    """A list like every other, and the day on which the public lists behind it were compared."""

    items: list[CountryTold]
    next: str | None
    compared_on: str


class Care(TypedDict):
    """What words sounded like, for their author alone: show it to them at once, and keep it nowhere. `quiet`: a small
    line is enough. `about`: themselves, or somebody they worry about. `lines` of their country, where we know it.
    """

    help: Literal["yes", "quiet"]
    about: Literal["self", "other"]
    sentence: str
    lines: CountryTold | None


class BeforeSending(Body):
    """A reply that has not been sent, the share it answers, and what that share asks for."""

    need: str = Field(max_length=16, examples=["just_listen"])
    share: str = Field("", max_length=40000)
    reply: str = Field(max_length=40000, examples=["You should get more sleep."])


class HintTold(TypedDict):
    """A kind, the sentence that explains it to whoever writes, and the piece of their reply that it is about."""

    kind: Kind
    sentence: str
    because: str


class Hints(TypedDict):
    """Never a reason to stop anybody from sending: offer “send as it is” as well."""

    hints: list[HintTold]


@router.post("/hints", response=Hints, summary="What in a reply may be hard to hear")
def hints(request: Asking, body: BeforeSending) -> HttpResponse:  # noqa: ARG001
    """Read here, in memory, and kept nowhere. An empty list where there is nothing to say."""
    found = explained(hints_for(need=body.need, share=body.share, reply=body.reply))
    told: list[HintTold] = [
        {"kind": cast(Kind, one.kind), "sentence": one.sentence, "because": one.about} for one in found
    ]
    return tell({"hints": told})


def care_told(request: HttpRequest, sound: Sound | None) -> Care | None:
    """The card for a program, or nothing."""
    if sound is None:
        return None
    country, language = caring.lines_for(request), getattr(request, "LANGUAGE_CODE", "en")
    return {
        "help": "quiet" if caring.quiet(sound) else "yes",
        "about": sound.whom or "self",
        "sentence": caring.line(sound),
        "lines": _country(country, language) if country else None,
    }


@router.get("/help/lines", auth=None, response=Lines, summary="Whom to call")
def list_lines(request: HttpRequest, country: str = Query("", max_length=8)) -> HttpResponse:
    """Every country we have a line for, or one of them (`?country=GB`). Empty where we have none; then show the
    emergency number of the place, and say that a person nearby can call too.
    """
    language = getattr(request, "LANGUAGE_CODE", "en")
    found = [one for code, one in countries().items() if country.upper() in {"", code}]
    told: Lines = {**page([_country(one, language) for one in found], None), "compared_on": compared_on()}
    return tell(told)


def _country(one: Country, language: str) -> CountryTold:
    return {
        "country": one.code,
        "name": one.name_in(language),
        "emergency": list(one.emergency),
        "numbers": [_number(number) for number in one.numbers],
        "both": one.both,
    }


def _number(one: Number) -> NumberTold:
    return {
        "number": one.number,
        "tel": one.tel,
        "name": one.name,
        "speaks": one.speaks,
        "region": one.region,
        "press": one.press,
        "text": one.text,
    }
