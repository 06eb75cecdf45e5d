"""The finder: for everybody, signed in or not, without any script."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from withness.foundation import clock
from withness.foundation.headers import PERMISSIONS_WITH_PLACE
from withness.foundation.numbers import whole
from withness.foundation.pages import page
from withness.meetings.finding.gazetteer import CREDIT, Town, towns_called
from withness.meetings.finding.picturing import picture_of
from withness.meetings.finding.searching import REACHES, WHEN, Answer, Ask, search
from withness.meetings.limiting import LOOKING
from withness.meetings.reading import Eyes, eyes_of
from withness.meetings.saying_when import weekday_words
from withness.meetings.showing import card_of
from withness.meetings.vocabulary import FELLOWSHIPS, KINDS
from withness.meetings.words import kind_choices, language_name
from withness.people.asking import Asking
from withness.people.limiting import not_too_often

_LANGUAGES = ("en", "es", "ar", "fr", "de", "pt", "it", "nl", "pl", "ru", "uk", "sv", "da", "fi", "el", "tr", "fa", "he", "hi",
              "ja", "ko", "ase")  # fmt: skip
FIELDS = ("when", "near", "within", "how", "kind", "language", "access", "fellowship", "zone", "clock")


@require_GET
def find(request: Asking) -> HttpResponse:
    """What is asked in the address: a typed place may stand there, never where somebody is."""
    not_too_often(request, LOOKING)
    asked = {name: request.GET.get(name, "")[:120] for name in FIELDS}
    towns = towns_called(asked["near"]) if asked["near"].strip() else []
    point = (towns[0].latitude, towns[0].longitude) if towns else None
    return _answer(request, asked, point, towns, skip=whole(request.GET.get("skip"), most=999_999) or 0)


@require_POST
def find_here(request: Asking) -> HttpResponse:
    """As `find`, near a point that the browser gave: rounded to about a kilometre, and kept nowhere."""
    not_too_often(request, LOOKING)
    asked = {name: request.POST.get(name, "")[:120] for name in FIELDS} | {"near": ""}
    point = rounded(request.POST.get("latitude", ""), request.POST.get("longitude", ""))
    return _answer(
        request, asked, point, [], skip=whole(request.POST.get("skip"), most=999_999) or 0, is_here=point is not None
    )


def rounded(latitude: str, longitude: str) -> tuple[float, float] | None:
    """A point to two decimals, or nothing for what is none."""
    try:
        point = round(float(latitude[:20]), 2), round(float(longitude[:20]), 2)
    except ValueError:
        return None
    return point if abs(point[0]) <= 90 and abs(point[1]) <= 180 else None


def ask_of(asked: dict[str, str], point: tuple[float, float] | None, eyes: Eyes, skip: int = 0) -> Ask:
    """What was asked, where it can be understood; the rest is left out."""
    within = whole(asked.get("within"), most=999_999) or 25
    return Ask(
        when=asked["when"] if asked.get("when") in WHEN else "any", point=point, within=min(max(within, 1), 500),
        attendance=asked["how"] if asked.get("how") in {"in_person", "online", "hybrid"} else "",
        kind=asked["kind"] if asked.get("kind") in KINDS else "", language=asked.get("language", "")[:12],
        access=asked.get("access", ""), fellowship=asked["fellowship"] if asked.get("fellowship") in FELLOWSHIPS else "",
        zone=eyes.zone, skip=skip,
    )  # fmt: skip


def _answer(
    request: Asking,
    asked: dict[str, str],
    point: tuple[float, float] | None,
    towns: list[Town],
    *,
    skip: int,
    is_here: bool = False,
) -> HttpResponse:
    eyes = eyes_of(
        request.person,
        zone=asked["zone"] or (towns[0].zone if towns and not request.person else ""),
        style=asked["clock"],
    )
    unknown = bool(asked["near"].strip()) and not towns
    answer = Answer([], 0) if unknown else search(ask_of(asked, point, eyes, skip), person=request.person)
    response = page(
        request, "meetings/finder.html", picture=picture_of(answer.found, point), room="meetings",
        asked=asked | {"when": asked["when"] or "any"}, towns=towns,
        unknown=unknown,
        is_here=is_here, point=point, cards=[card_of(one, eyes) for one in answer.found], go_on=answer.go_on, skip=skip, eyes=eyes,
        query=urlencode({name: value for name, value in asked.items() if value}), credit=CREDIT, **_choices(),
    )  # fmt: skip
    response.headers["Permissions-Policy"] = PERMISSIONS_WITH_PLACE
    return response


def _choices() -> dict[str, Any]:
    return {
        "whens": [("any", _("Any day")), ("now", _("Now, or within the hour")), ("today", _("Today")),
                  *((str(n), weekday_words(n)) for n in range(7))],
        "hows": [("", _("Either")), ("in_person", _("In person")), ("online", _("Online")), ("hybrid", _("Both at once"))],
        "reaches": [(str(one), _("%(n)d km") % {"n": one}) for one in REACHES],
        "kinds": [("", _("Any kind")), *kind_choices()],
        "languages": [("", _("Any language")), *((one, language_name(one)) for one in _LANGUAGES)],
        "accesses": [("", _("It does not matter")), ("wheelchair", _("Step-free for wheelchairs")),
                     ("toilet", _("Toilet for wheelchairs")), ("hearing_loop", _("Hearing loop")),
                     ("fragrance_free", _("No fragrances")), ("children", _("Children are welcome"))],
        "fellowships": [("", _("Any"),), *FELLOWSHIPS.items()],
        "zones": [("", _("As it is on my account or in the town I typed")), *((one, one) for one in clock.known_zones())],
        "clocks": [("", _("As is usual there")), ("24", "19:00"), ("12", "7:00 PM")],
    }  # fmt: skip
