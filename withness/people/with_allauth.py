"""What we ask of django-allauth: nothing kept of an address or a browser, our letters, our words, our second step."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup, escape

from withness.foundation.mail import send_letter
from withness.people.devices import device_of
from withness.people.letters import email_of
from withness.people.limiting import count_failure, too_many_failures, whence
from withness.people.models import Person
from withness.people.onward import is_ours
from withness.people.sealing import seal, unseal
from withness.people.signing_in import keep_only_how_and_when, proved_lately


class SecondStep(AuthenticateStage):  # type: ignore[misc]
    """A code from an app, for those who switched it on. A passkey is a way in of its own, not a second step."""

    def _should_handle(self, request: HttpRequest) -> bool:
        person = self.login.user
        if person is None or not is_mfa_enabled(person, [Authenticator.Type.TOTP]):
            return False
        return not did_use_passwordless_login(request, person)


class HouseAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's hooks, answered as this house would."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "The nickname and the password do not fit together. Please look at both again."
        ),
        "too_many_login_attempts": _("That was tried many times now. Please wait a few minutes, then try again."),
        "rate_limited": _("That was tried many times now. Please wait a few minutes, then try again."),
        "incorrect_code": _("That is not the code. Please look at it again."),
        "incorrect_password": _("That is not your password. Please look at it again."),
        "email_taken": _("This address cannot be used here. Please use another one."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """A name for where a request comes from; the address itself goes no further."""
        return whence(request)

    def get_http_user_agent(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Nothing."""
        return ""

    def get_login_stages(self) -> list[str]:
        """An e-mailed code, where that is the way in; then the second step."""
        return ["allauth.account.stages.LoginByCodeStage", f"{__name__}.SecondStep"]

    def is_safe_url(self, url: str) -> bool:
        """Only our own paths."""
        return is_ours(url)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Only failures count, and looking costs no write: who comes in honestly pays nothing for who does not."""
        if too_many_failures(request, str(credentials.get("username", ""))):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count it."""
        count_failure(request, str(credentials.get("username", "")))

    def login(self, request: HttpRequest, user: Person) -> None:
        """Begin the session: it lasts its month, knows its device, and nothing else."""
        super().login(request, user)
        request.session.pop("_session_expiry", None)
        request.session["device"] = device_of(request.headers.get("User-Agent", ""))
        keep_only_how_and_when(request)
        request.person = user  # type: ignore[attr-defined]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A letter of our own: plain words, a neutral subject, carried away by the worker."""
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context, using="django").split())
        words = render_to_string(
            f"{template_prefix}_message.txt", context | {"house": settings.BASE_URL}, using="django"
        )
        send_letter(to=email, subject=subject, words=words.strip() + "\n")

    def add_message(self, request: HttpRequest, *_said: Any, message: str | None = None, **_more: Any) -> None:
        """Only what went wrong is worth a sentence; the view that wears our look says it on the next page."""
        if message:
            request.to_say = str(message)  # type: ignore[attr-defined]

    def is_reauthentication_required(self, *, app: str, **_more: Any) -> bool:  # noqa: ARG002
        """Not for who showed it lately."""
        return not proved_lately(context.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """The ways to show once more that it is you, those of this person only; the first one is offered first."""
        if not user.is_authenticated:
            return []
        known = {flow["id"]: flow for flow in get_reauthentication_flows(user)}
        types = known.get("mfa_reauthenticate", {}).get("types", [])
        ways = [
            (Authenticator.Type.WEBAUTHN in types, "again_by_passkey", _("With a passkey")),
            ("reauthenticate" in known, "account_reauthenticate", _("With my password")),
            (Authenticator.Type.TOTP in types, "mfa_reauthenticate", _("With a code from my app")),
            (settings.MAIL_OFFERED and bool(email_of(user)), "again_by_letter", _("With a code by e-mail")),
        ]
        return [{"id": name, "description": str(words), "url": reverse(name)} for there, name, words in ways if there]

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        """Nobody here is ever inactive: a person either is here, or their row is gone."""
        raise NotImplementedError


class HouseSecondSteps(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth.mfa's hooks."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That is not the code. Please look at it again."),
    }

    def get_totp_issuer(self) -> str:
        """What an app shows beside the code: our name, which says nothing."""
        return "Withness"

    def _get_site_name(self) -> str:
        return "Withness"

    def build_totp_svg(self, url: str) -> Markup:
        """The picture an app reads: dark on light in every light, and without a style attribute."""
        import qrcode  # only those who switch this on need it in memory

        picture = qrcode.QRCode(border=3)
        picture.add_data(url)
        squares = [(x, y) for y, row in enumerate(picture.get_matrix()) for x, dark in enumerate(row) if dark]
        size = len(picture.get_matrix())
        path = "".join(f"M{x} {y}h1v1h-1z" for x, y in squares)
        name = escape(gettext("A picture for the app"))
        return Markup(  # noqa: S704 -- made of our own numbers
            f'<svg viewBox="0 0 {size} {size}" role="img" aria-label="{name}">'
            f'<rect width="{size}" height="{size}" fill="#fff" stroke="none"/><path d="{path}" fill="#000" stroke="none"/></svg>'
        )

    def encrypt(self, text: str) -> str:
        """The app's secret does not lie in the database as it is."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Back again. What cannot be read becomes a secret that nobody knows, so that no code ever fits it."""
        return unseal(encrypted_text) or generate_totp_secret()

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        """What a passkey knows a person by: a handle made for this alone, and the nickname, so that they can choose."""
        assert user.handle
        return {"id": user.handle.encode(), "name": user.nickname, "display_name": user.nickname}
