"""Forms are ours, and nobody else's."""

import logging

import pytest
from django.test import Client

from withness.foundation.journal import keep_journal

BROWSERS = [
    {"Origin": "null", "Sec-Fetch-Site": "same-origin"},  # what no-referrer makes of a form in Chrome and Firefox
    {"Origin": "null"},  # Safari 15 tells less
    {},
    {"Origin": "http://testserver"},
]
FORGERS = [
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "null", "Sec-Fetch-Site": "same-site"},
    {"Origin": "http://elsewhere.example"},
    {"Origin": "http://testserver.elsewhere.example"},
]


def _tap(cast, secure, headers, token=True):
    """Ben tries to post an empty share; 422 means the form was let in, 403 that it was not."""
    ben = Client(enforce_csrf_checks=True)
    ben.force_login(cast.ben, backend="allauth.account.auth_backends.AuthenticationBackend")
    path = f"/g/{cast.long_nights.id}/shares/new"
    form = ben.get(path, secure=secure).content.decode()
    value = form.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    words = {"words": "", "need": "just_listen", "csrfmiddlewaretoken": value if token else ""}
    return ben.post(path, words, secure=secure, headers=headers).status_code


@pytest.mark.parametrize("headers", BROWSERS)
def test_our_own_forms_arrive_from_every_browser(cast, headers):
    assert _tap(cast, secure=False, headers=headers) == 422


def test_our_own_forms_arrive_over_https_without_any_referrer(cast):
    assert _tap(cast, secure=True, headers={"Sec-Fetch-Site": "same-origin"}) == 422
    assert _tap(cast, secure=True, headers={}) == 422


@pytest.mark.parametrize("headers", FORGERS)
def test_a_form_from_elsewhere_is_refused_even_with_the_token(cast, headers):
    assert _tap(cast, secure=False, headers=headers) == 403


def test_a_form_from_elsewhere_over_https_is_refused(cast):
    assert _tap(cast, secure=True, headers={"Sec-Fetch-Site": "cross-site"}) == 403


@pytest.mark.parametrize("headers", BROWSERS)
def test_a_form_without_its_token_is_refused(cast, headers):
    assert _tap(cast, secure=False, headers=headers, token=False) == 403


def test_a_refused_form_leaves_no_path_in_the_journal(cast, capfd):
    before = list(logging.getLogger().handlers)
    keep_journal({"level": "INFO"})
    try:
        _tap(cast, secure=False, headers=FORGERS[0])
    finally:
        logging.getLogger().handlers[:] = before
    written = capfd.readouterr().err
    assert "request_trouble" in written
    assert cast.long_nights.id not in written
