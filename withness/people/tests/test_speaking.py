"""In which language and light: what was chosen here, then what is one's own, then what the browser asks for."""

from __future__ import annotations

import pytest

from withness.people.models import Person


def spoken(browser, **headers: str) -> str:
    """The language of the page about light, which everybody may open."""
    answer = browser.get("/light", headers=headers)
    assert f'lang="{answer.headers["Content-Language"]}"' in answer.content.decode()
    return answer.headers["Content-Language"]


def test_a_stranger_is_spoken_to_as_their_browser_asks(db, as_):
    assert spoken(as_(None), **{"Accept-Language": "ar-EG,en;q=0.5"}) == "ar"
    assert spoken(as_(None), **{"Accept-Language": "fr"}) == "en"


def test_ones_own_language_comes_before_the_browsers(cast, as_):
    Person.objects.filter(id=cast.ana.id).update(language="es")
    assert spoken(as_(cast.ana), **{"Accept-Language": "ar"}) == "es"
    assert spoken(as_(cast.sam), **{"Accept-Language": "ar"}) == "en"


def test_what_is_chosen_on_this_device_comes_before_everything(cast, as_):
    browser = as_(cast.ana)
    answer = browser.post("/language", {"language": "ar", "next": "/me"})
    assert answer.headers["Location"] == "/me"
    assert Person.objects.get(id=cast.ana.id).language == "ar"
    Person.objects.filter(id=cast.ana.id).update(language="es")
    assert spoken(browser, **{"Accept-Language": "en"}) == "ar"
    assert 'dir="rtl"' in browser.get("/light").content.decode()
    assert spoken(as_(cast.ana)) == "es"


def test_a_stranger_chooses_too_and_it_lasts(db, as_):
    browser = as_(None)
    browser.post("/language", {"language": "es"})
    assert spoken(browser, **{"Accept-Language": "en"}) == "es"
    assert browser.cookies["language"]["max-age"] == 60 * 60 * 24 * 365
    browser.cookies["language"] = "xx"
    assert spoken(browser, **{"Accept-Language": "ar"}) == "ar"


def test_one_request_does_not_leave_its_language_behind(cast, as_):
    Person.objects.filter(id=cast.ana.id).update(language="ar")
    assert spoken(as_(cast.ana)) == "ar"
    assert spoken(as_(cast.sam)) == "en"


@pytest.mark.parametrize("light", ["light", "dark", "night"])
def test_the_light_is_chosen_for_this_device(cast, as_, light):
    browser = as_(cast.ana)
    assert browser.post("/light", {"light": light, "next": "/me"}).headers["Location"] == "/me"
    assert f'data-light="{light}"' in browser.get("/me").content.decode()
    assert "data-light" not in as_(cast.ana).get("/me").content.decode()
    browser.post("/light", {"light": ""})
    assert "data-light" not in browser.get("/me").content.decode()


@pytest.mark.parametrize(
    ("path", "wrong"), [("/language", {"language": "xx"}), ("/light", {"light": "strobe"}), ("/light", {"light": "x"})]
)
def test_what_is_not_among_the_choices_is_not_understood(db, as_, path, wrong):
    browser = as_(None)
    assert browser.post(path, wrong).status_code == 422
    assert "language" not in browser.cookies
    assert "light" not in browser.cookies


@pytest.mark.parametrize("path", ["/language", "/light"])
@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example", "//elsewhere.example"])
def test_choosing_leads_back_to_our_own_pages_only(db, as_, path, elsewhere):
    answer = as_(None).post(path, {"language": "es", "light": "dark", "next": elsewhere})
    assert answer.headers["Location"] == "/"
    assert "elsewhere" not in as_(None).get(f"{path}?next={elsewhere}").content.decode()
