"""Ana, who came in by the door a moment ago: what matters does not ask her once more who she is."""

import pytest

from testing.cast import PASSWORD

FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0"


@pytest.fixture
def ana(cast, as_):
    """Ana's browser."""
    browser = as_(None)
    browser.post("/account/come-in", {"nickname": "ana", "password": PASSWORD}, headers={"User-Agent": FIREFOX})
    return browser
