"""Coming in, by password or passkey; and going."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.people.asking import Asking
from withness.people.doors import for_strangers
from withness.people.onward import onward
from withness.people.passkeys import begin_proof, passkeys_work_here, proven_passkey
from withness.people.signing_in import check_password, go_on_signing_in, go_on_with_passkey, sign_out


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
@for_strangers
def come_in(request: Asking) -> HttpResponse:
    """The door: nickname and password, and the way to every other way."""
    if request.method == "GET":
        return _door(request)
    nickname, password = request.POST.get("nickname", ""), request.POST.get("password", "")
    try:
        person = check_password(request, nickname=nickname, password=password)
    except ValidationError as too_often:
        return _door(request, nickname=nickname, trouble={"password": too_often.messages[0]}, status=429)
    if person is None:
        sentence = _("The nickname and the password do not fit together. Please look at both again.")
        return _door(request, nickname=nickname, trouble={"password": sentence}, status=422)
    return go_on_signing_in(request, person, by="password", onward=onward(request))


@require_http_methods(["GET", "POST"])
@for_strangers
def by_passkey(request: Asking) -> HttpResponse:
    """One press: the browser asks for a challenge, then shows the key."""
    slowed = ratelimit.consume_or_429(request, app="allauth.mfa", action="webauthn_login", limit_get=True)
    if slowed:
        return HttpResponse(slowed)
    if request.method == "GET":
        request.session.set_expiry(600)
        return JsonResponse(begin_proof())
    try:
        passkey = proven_passkey(request.POST.get("credential", ""))
    except NotUnderstood as no:
        return _door(request, trouble={"passkey": no.sentence}, status=no.status)
    return go_on_with_passkey(request, passkey, onward=onward(request))


@require_POST
def go(request: Asking) -> HttpResponse:
    """Sign out, here."""
    sign_out(request)
    gone = say(redirect(onward(request, "/")), request, _("You are signed out on this device."))
    gone.headers["Clear-Site-Data"] = '"cache", "storage"'  # what this device kept of them goes too
    return gone


def _door(
    request: Asking, *, nickname: str = "", trouble: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    return page(
        request, "people/come_in.html", status=status, nickname=nickname, trouble=trouble or {},
        next=onward(request, ""), passkeys=passkeys_work_here(request), mail=settings.MAIL_OFFERED,
    )  # fmt: skip
