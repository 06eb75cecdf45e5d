"""The house on the first screen of a phone, and what of it stays at hand without a network."""

import json
import re
from pathlib import Path

import pytest

from testing.icons import ICONS, IMG, draw, pixels_of
from withness.home.views import at_hand


def test_the_manifest_names_nothing_but_the_house(cast, as_):
    for browser in (as_(None), as_(cast.ana)):
        answer = browser.get("/manifest.webmanifest")
        said = json.loads(answer.content)
        assert answer.headers["Content-Type"] == "application/manifest+json"
        assert (said["name"], said["short_name"], said["start_url"]) == ("Withness", "Withness", "/today")
        for word in ("Long Nights", "ana", "group", "support"):
            assert word not in answer.content.decode()
        for icon in said["icons"]:
            assert (IMG / Path(icon["src"]).name).exists()


def test_the_manifest_reads_from_right_to_left_in_arabic(as_, db):
    browser = as_(None)
    browser.cookies["language"] = "ar"
    said = json.loads(browser.get("/manifest.webmanifest").content)
    assert (said["lang"], said["dir"]) == ("ar", "rtl")


@pytest.mark.slow
@pytest.mark.parametrize("name", ICONS)
def test_the_icons_are_what_the_script_draws(name):
    side, fills = ICONS[name]
    drawn = draw(side, fills, only_shape=name.startswith("badge"))
    assert pixels_of((IMG / name).read_bytes()) == pixels_of(drawn)


def test_the_worker_is_the_same_for_ana_and_for_a_stranger(cast, as_):
    mine, theirs = as_(cast.ana).get("/worker.js"), as_(None).get("/worker.js")
    assert mine.content == theirs.content
    assert mine.headers["Content-Type"].startswith("text/javascript")
    assert "&#" not in mine.content.decode()
    kept = json.loads(re.search(r"DRESS = (.+);", mine.content.decode())[1])
    assert all(as_(None).get(path).status_code == 200 for path in kept)
    assert len(kept) == len(at_hand.DRESS)


def test_every_page_the_worker_keeps_is_one_that_may_be_kept(as_, db):
    words = as_(None).get("/worker.js").content.decode()
    paths = set(re.findall(r'"(/[a-z/]+)"', words.split("addEventListener")[0])) | {"/help"}
    assert {path for path in paths if not path.startswith("/static/")} == {
        "/device/offline", "/device/aside", "/device/unsent", "/weather", "/skills/toolkit", "/help",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "says"),
    [("offline", b"when you try again"), ("aside", b"wait on this device"), ("unsent", b"is still in this page")],
)
def test_the_pages_for_no_network_hold_nothing_of_ana(cast, as_, path, says):
    mine, theirs = (as_(who).get(f"/device/{path}") for who in (cast.ana, None))
    assert mine.content == theirs.content
    assert b"no network just now" in mine.content
    assert says in mine.content
    assert "csrfmiddlewaretoken" not in mine.content.decode()


def test_a_stranger_may_keep_the_help_page_and_nothing_else(cast, as_):
    page = as_(None).get("/device").content.decode()
    assert 'data-keep="help"' in page
    assert 'data-keep="mine"' not in page
    assert 'data-keep="mine"' in as_(cast.ana).get("/device").content.decode()


def test_signing_out_drops_what_the_device_keeps(cast, as_):
    answer = as_(cast.ana).post("/account/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize("method", ["post", "delete"])
@pytest.mark.parametrize("path", ["/manifest.webmanifest", "/worker.js", "/device", *at_hand.PAGES[:3]])
def test_they_are_only_read(as_, db, method, path):
    assert getattr(as_(None), method)(path).status_code == 405
