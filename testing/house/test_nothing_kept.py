"""Not one byte of what is written into the welcome box reaches a disk: a house that really serves, and every file of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, build_opener, urlopen

import pytest

from testing.houses import running_house

CANARY = "xanthodontous"
WORDS = f"{CANARY} I cannot sleep and I drink, {CANARY} every night"
LONG = f"{CANARY} " * 400
TOO_LONG = f"{CANARY} " * 20_000


def send(house, path, body, **headers):
    try:
        with urlopen(Request(house.base_url + path, body, headers, method="POST"), timeout=20) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as no:
        with no:
            return no.code, no.read().decode()
    except OSError:  # the house hung up on a body that is too large
        return 0, ""


def held(*folders: Path) -> list[str]:
    """Every file in which the canary stands, in any case."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if CANARY.encode() in path.read_bytes().lower()]


class Box:
    """The welcome box of a house, as a browser and a program reach it."""

    def __init__(self, house):
        self.house = house
        with urlopen(f"{house.base_url}/welcome", timeout=20) as page:
            said, cookies = page.read().decode(), page.headers.get_all("Set-Cookie")
        self.token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', said)[1]
        self.headers = {
            "Content-Type": "application/x-www-form-urlencoded", "Origin": house.base_url, "Referer": house.base_url,
            "Cookie": "; ".join(cookie.split(";")[0] for cookie in cookies),
        }  # fmt: skip

    def form(self, path="/welcome", **fields):
        return send(self.house, path, urlencode({"csrfmiddlewaretoken": self.token, **fields}).encode(), **self.headers)

    def raw(self, body, path="/welcome", **more):
        return send(self.house, path, body, **(self.headers | more))

    def program(self, body):
        return send(self.house, "/api/v1/welcome/suggestions", body.encode(), **{"Content-Type": "application/json"})


def ways_that_end_badly(box):
    """Too long, no token, no JSON, the wrong kind, a body that is too large, broken letters, words in the address."""
    assert box.form(words=LONG)[0] == 422
    assert box.raw(urlencode({"words": WORDS}).encode(), Cookie="c=")[0] == 403
    assert box.program(f'{{"words": "{CANARY}')[0] in {400, 422}
    assert box.program(json.dumps({"words": [CANARY]}))[0] == 422
    assert box.program(json.dumps({"words": LONG}))[0] == 422
    box.form(words=TOO_LONG)
    box.form(words=TOO_LONG * 3)
    box.raw(b"\xff\xfe" + CANARY.encode())
    box.raw(b"", f"/welcome?words={CANARY}")
    box.form("/welcome/waiting", experience=CANARY)


@pytest.mark.slow
def test_no_byte_of_the_welcome_box_is_kept(tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setenv("WITHNESS_LOG_LEVEL", "DEBUG")
    with running_house(tmp_path / "house") as house:
        house.errand("cast")
        box = Box(house)
        status, answer = box.form(words=WORDS)
        assert status == 200
        assert CANARY in answer  # it came that far
        assert box.program(json.dumps({"words": WORDS}))[0] == 200
        ways_that_end_badly(box)
        assert build_opener().open(f"{house.base_url}/welcome", timeout=20).status == 200
        assert held(tmp_path) == []
    assert held(tmp_path) == []
    (tmp_path / "there").write_text(CANARY)  # the search itself can find it
    assert held(tmp_path) == [str(tmp_path / "there")]
