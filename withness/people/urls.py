"""Addresses of accounts. The names are those under which django-allauth looks for its own pages; the rest of its pages
does not exist here.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.totp import views as app
from django.urls import path

from withness.people.doors import by_mail, of_allauth
from withness.people.views import (
    again,
    another_key,
    arriving,
    choosing,
    coming_in,
    consents,
    joining,
    key,
    keys,
    leaving,
    link,
    me,
    sessions,
    ways_in,
    words,
)  # fmt: skip

urlpatterns = [
    path("account/join", joining.begin, name="account_signup"),
    path("account/join/name", joining.name),
    path("account/join/place", joining.place),
    path("account/join/consent", joining.consent),
    path("account/join/way", joining.choose_way),
    path("account/join/password", arriving.with_password),
    path("account/join/passkey", arriving.with_passkey),
    path("account/join/letter", arriving.with_letter),
    path("account/join/letter/code", arriving.with_code),
    path("account/come-in", coming_in.come_in, name="account_login"),
    path("account/passkey", coming_in.by_passkey, name="mfa_login_webauthn"),
    path("account/words", words.come_in_by_words),
    path("account/code", by_mail(of_allauth(account.request_login_code)), name="account_request_login_code"),
    path("account/code/enter", by_mail(of_allauth(account.confirm_login_code)), name="account_confirm_login_code"),
    path("account/second-step", of_allauth(second.authenticate), name="mfa_authenticate"),
    path("account/link/<str:token>", link.by_link),
    path("account/sign-out", coming_in.go, name="account_logout"),
    path("account/again", of_allauth(account.reauthenticate), name="account_reauthenticate"),
    path("account/again/app", of_allauth(second.reauthenticate), name="mfa_reauthenticate"),
    path("account/again/passkey", again.by_passkey, name="again_by_passkey"),
    path("account/again/letter", again.by_letter, name="again_by_letter"),
    path("me", me.overview),
    path("me/showing", me.showing),
    path("me/ways-in", ways_in.all_ways, name="mfa_index"),
    path("me/ways-in/password", ways_in.password),
    path("me/ways-in/passkeys/new", ways_in.new_passkey),
    path("me/ways-in/passkeys/<str:outer_id>", ways_in.one_passkey),
    path("me/ways-in/app", of_allauth(app.activate_totp), name="mfa_activate_totp"),
    path("me/ways-in/app/off", of_allauth(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("me/email", ways_in.email, name="account_email"),
    path("me/email/code", ways_in.email_code),
    path("me/sessions", sessions.signed_in),
    path("me/key", key.my_key),
    path("me/key/shut", key.shut_key),
    path("me/key/passphrase", another_key.another_passphrase),
    path("me/key/throw-away", another_key.throw_away),
    path("me/keys", keys.my_keys),
    path("me/keys/remove", keys.remove),
    path("me/consents", consents.my_consents),
    path("me/consents/take-back", consents.take_back),
    path("me/export", leaving.take_along),
    path("me/erase", leaving.leave_for_good),
    path("me/words", words.my_words),
    path("me/words/kept", words.kept),
    path("language", choosing.language),
    path("light", choosing.light),
]
