"""A crowd at the door: everybody gets in, and who is inside already does not notice."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from testing.cast import PASSWORD
from testing.houses import House, running_house

CROWD = 60
PATIENCE = 1.5  # seconds for a page meanwhile, on a machine that is busy with other tests; it was 20 before


def ask(house: House, method: str, path: str, *, body: str | None = None, cookie: str = "") -> tuple[int, str, str]:
    """Status, cookies and page."""
    caller = HTTPConnection("127.0.0.1", house.port, timeout=60)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    caller.request(method, path, body, headers)
    answer = caller.getresponse()
    text = answer.read().decode()
    caller.close()
    return answer.status, answer.headers.get("Set-Cookie", ""), text


@pytest.mark.slow
@pytest.mark.parametrize("postgres", [pytest.param("", marks=pytest.mark.sqlite)])
def test_a_crowd_that_signs_in_starves_nobody(tmp_path, postgres):
    with running_house(tmp_path / "house", postgres=postgres) as house:
        cast = house.errand("cast")
        inside = f"s={cast['sessions']['ben']}"
        _, cookies, door = ask(house, "GET", "/account/come-in")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', door)[1]
        cookie = re.search(r"\bc=\w+", cookies)[0]
        came: Counter[int] = Counter()

        def come_in(nickname: str) -> None:
            body = urlencode({"nickname": nickname, "password": PASSWORD, "csrfmiddlewaretoken": token})
            came[ask(house, "POST", "/account/come-in", body=body, cookie=cookie)[0]] += 1

        names = sorted(cast["people"])
        crowd = [threading.Thread(target=come_in, args=(names[n % len(names)],)) for n in range(CROWD)]
        for one in crowd:
            one.start()
        waits = []
        while any(one.is_alive() for one in crowd):
            began = time.perf_counter()
            assert ask(house, "GET", f"/g/{cast['groups']['long_nights']}", cookie=inside)[0] == 200
            waits.append(time.perf_counter() - began)
        assert came == {302: CROWD}
        assert len(waits) > 10
        assert max(waits) < PATIENCE
