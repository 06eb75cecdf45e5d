"""What somebody has said so far while they join: in a sealed cookie of their own browser, gone when it closes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from withness.people.arriving import Arrival

_SAID, _NOT_YET = "join", "not_yet"
_AN_HOUR, _A_WHILE = 60 * 60, 2 * 60 * 60
Response = TypeVar("Response", bound=HttpResponseBase)


@dataclass(frozen=True)
class OnTheWay:
    """How far somebody has come. Being here at all means that they said they are old enough."""

    next: str = ""
    nickname: str = ""
    language: str = ""
    zone: str = ""
    asked: bool = False  # whether they have seen the question of consent
    health: bool = False
    handle: str = ""
    email: str = ""

    def arrival(self) -> Arrival:
        """What the account begins with."""
        return Arrival(self.nickname, self.health, self.language, self.zone, self.handle, self.email)


def said_so_far(request: HttpRequest) -> OnTheWay | None:
    """What has been said, within the last hour; nothing before the first question."""
    said = _opened(request, _SAID, _AN_HOUR)
    try:
        return OnTheWay(**said) if isinstance(said, dict) else None
    except TypeError:  # an older version asked other things
        return None


def remember(response: Response, way: OnTheWay) -> Response:
    """Carry it to the next page."""
    response.set_cookie(_SAID, signing.dumps(asdict(way), salt=_SAID), **_ways())
    return response


def forget_way(response: Response) -> Response:
    """They have arrived, or cannot."""
    response.delete_cookie(_SAID, samesite="Lax")
    return response


def not_yet(response: Response) -> Response:
    """They are too young. Going back and giving another number does not work for two hours; nothing else is kept."""
    response.set_cookie(_NOT_YET, signing.dumps(1, salt=_NOT_YET), max_age=_A_WHILE, **_ways())
    return forget_way(response)


def was_too_young(request: HttpRequest) -> bool:
    """Whether this browser was told so lately."""
    return _opened(request, _NOT_YET, _A_WHILE) is not None


def _opened(request: HttpRequest, name: str, kept: int) -> Any:
    try:
        return signing.loads(request.COOKIES.get(name, ""), salt=name, max_age=kept)
    except signing.BadSignature:
        return None


def _ways() -> dict[str, Any]:
    return {"httponly": True, "samesite": "Lax", "secure": settings.HTTPS}
