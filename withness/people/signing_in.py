"""Being signed in. Every way in ends here, through django-allauth, so that each is treated alike."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import flows as passkey_flows
from django.http import HttpRequest, HttpResponse

from withness.people.asking import Asking
from withness.people.models import Person

LATELY = 15 * 60  # seconds for which a sign-in is proof enough for a change that matters


class ByNickname(AuthenticationBackend):  # type: ignore[misc]
    """allauth's own check of a password, the person found by the kept form of their nickname."""

    def _authenticate_by_username(self, username: str, password: str) -> Person | None:
        found: Person | None = self._check_password(Person.objects.called(username), password)
        return found


def check_password(request: Asking, *, nickname: str, password: str) -> Person | None:
    """Who this is, if the password fits. Takes as long for a nickname that nobody has.

    Raises allauth's `ValidationError` after too many tries.
    """
    found: Person | None = get_adapter(request).authenticate(request, username=nickname, password=password)
    return found


def sign_in(request: Asking, person: Person, *, by: str) -> None:
    """Sign somebody in at once, without a second step: by `words`, `link`, `demo`, or because they have just joined."""
    flows.login.record_authentication(request, person, method=by)
    get_adapter(request).login(request, person)
    request.person = person


def go_on_signing_in(request: Asking, person: Person, *, by: str, onward: str) -> HttpResponse:
    """The first step is done (`by` a `password`): the second step, where they switched it on, else in and `onward`."""
    flows.login.record_authentication(request, person, method=by)
    response: HttpResponse = flows.login.perform_login(request, Login(user=person, redirect_url=onward))
    return response


def go_on_with_passkey(request: Asking, passkey: Authenticator, *, onward: str) -> HttpResponse:
    """A passkey is proof enough by itself."""
    login = Login(user=passkey.user, redirect_url=onward)
    response: HttpResponse = passkey_flows.perform_passwordless_login(request, passkey, login)
    return response


def sign_out(request: Asking) -> None:
    """End this session; its row is gone when this returns."""
    flows.logout.logout(request)
    request.person = None


def keep_only_how_and_when(request: HttpRequest) -> None:
    """Of how somebody proved who they are, keep the way and the time: no nickname, no e-mail address."""
    kept: list[dict[str, Any]] = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    dropped = {"username", "email", "phone"}
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {name: value for name, value in record.items() if name not in dropped} for record in kept
    ]


def proved_lately(request: Asking) -> bool:
    """Whether whoever asks showed in the last quarter of an hour, in this session, that the account is theirs."""
    records = flows.login.get_authentication_records(request, request.person)
    return any(time.time() - record["at"] < LATELY for record in records)


def prove_again(request: Asking, person: Person, *, by: str) -> None:
    """Somebody who is signed in has shown once more that they are who they are."""
    flows.login.record_authentication(request, person, method=by, reauthenticated=True)
