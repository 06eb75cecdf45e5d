"""In which country to look for help: what the person chose, else what they asked us to remember, else what their
browser says it was set to, and then we say so. Never by the address of the device.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpRequest

from withness.safety.helplines.lines import countries

COOKIE = "country"
_REGION = re.compile(r"^\s*[a-zA-Z]{2,3}(?:-[a-zA-Z]{4})?-([a-zA-Z]{2})\s*(?:;|$)")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The code of a country we have a line for, or nothing; whether it is only guessed, or kept on the device; and
    whether the person chose one we have no line for.
    """

    code: str = ""
    guessed: bool = False
    remembered: bool = False
    elsewhere: bool = False


def whereabouts(request: HttpRequest) -> Whereabouts:
    """What is known without asking anybody but the person and their browser."""
    kept = request.COOKIES.get(COOKIE, "")
    if "country" in request.GET:
        code = _known(request.GET["country"])
        return Whereabouts(code, remembered=bool(code) and code == kept, elsewhere=not code)
    if _known(kept):
        return Whereabouts(kept, remembered=True)
    code = _browsers_region(request.headers.get("Accept-Language", ""))
    return Whereabouts(code, guessed=bool(code))


def _browsers_region(languages: str) -> str:
    """The region of the first language asked for, such as `GB` of `en-GB`."""
    found = _REGION.match(languages.split(",", 1)[0])
    return _known(found[1].upper()) if found else ""


def _known(code: str) -> str:
    return code if code in countries() else ""
