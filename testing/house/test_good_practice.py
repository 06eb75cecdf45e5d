"""What a browser's audit asks of a house that serves: files kept for ever, text packed, a page that says what it is."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from urllib.request import Request, urlopen

import pytest

from testing.cast import Cast
from testing.house.test_weight import STRANGERS
from testing.houses import House, running_house

NEUTRAL = {
    "en": "People who keep each other company.",
    "es": "Personas que se hacen compañía.",
    "ar": "أناس يؤنس بعضهم بعضًا.",
}
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
FILE = re.compile(r'/static/[^"]+\.[0-9a-f]{12}\.(?:css|js|svg)')
A_YEAR = 365 * 24 * 3600


@pytest.mark.parametrize("language", NEUTRAL)
def test_a_page_for_everybody_says_what_it_is_and_nothing_of_a_group(cast: Cast, as_: object, language: str) -> None:
    stranger = as_(None)
    stranger.cookies["language"] = language
    pages = [path for path in STRANGERS if path != "/help"]  # the card has a frame of its own
    found = {path: DESCRIPTION.findall(stranger.get(path).content.decode()) for path in pages}
    assert found == {path: [NEUTRAL[language]] for path in pages}
    closed = stranger.get(f"/g/{cast.long_nights.id}").content.decode()
    assert DESCRIPTION.findall(closed) == [NEUTRAL[language]]


def test_a_page_for_members_describes_itself_to_nobody(cast: Cast, as_: object) -> None:
    member = as_(cast.ana)
    paths = ["/today", "/me", f"/g/{cast.long_nights.id}"]
    assert [DESCRIPTION.findall(member.get(path).content.decode()) for path in paths] == [[], [], []]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running_house(tmp_path_factory.mktemp("house")) as house:
        yield house


def sent(house: House, path: str, **headers: str) -> tuple[dict[str, str], bytes]:
    """An answer as it travels: its headers, and its body before anybody unpacked it."""
    wanted = Request(house.base_url + path, headers={"Accept-Encoding": "gzip, br", **headers})
    with urlopen(wanted, timeout=20) as answer:
        return {name.lower(): value for name, value in answer.headers.items()}, answer.read()


@pytest.mark.slow
@pytest.mark.sqlite
def test_files_with_a_name_of_their_content_are_kept_for_ever_and_packed(house: House) -> None:
    files = set(FILE.findall(gzip.decompress(sent(house, "/")[1]).decode()))
    assert {path.rsplit(".", 1)[1] for path in files} == {"css", "js", "svg"}
    for path in files:
        head, body = sent(house, path)
        assert int(re.search(r"max-age=(\d+)", head["cache-control"])[1]) >= A_YEAR, path
        assert {"public", "immutable"} <= set(head["cache-control"].split(", ")), path
        assert head["content-encoding"] == "gzip", path
        assert gzip.decompress(body), path
        assert "access-control-allow-origin" not in head, (
            path
        )  # no other site reads from here whether one has our files


@pytest.mark.slow
@pytest.mark.sqlite
@pytest.mark.parametrize("path", [*STRANGERS, "/api/v1/openapi.json", "/worker.js"])
def test_text_for_everybody_is_packed_by_the_house_itself(house: House, path: str) -> None:
    head, body = sent(house, path)
    assert head["content-encoding"] == "gzip"
    assert "accept-encoding" in head["vary"].lower()
    assert int(head["content-length"]) == len(body) < len(gzip.decompress(body))
    plain, whole = sent(house, path, **{"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain
    assert len(whole) > len(body)


@pytest.mark.slow
@pytest.mark.sqlite
def test_what_belongs_to_somebody_is_not_packed_with_what_others_make_them_ask(house: House) -> None:
    assert sent(house, "/groups?q=tonight")[0]["content-encoding"] == "gzip"
    for known in ({"Cookie": "s=somebody"}, {"Authorization": "Bearer somebody"}):
        assert "content-encoding" not in sent(house, "/groups?q=tonight", **known)[0]
