"""The main pages tell the browser's console of no error: nothing is missing, refused or broken where nobody looks."""

from __future__ import annotations

import pytest

from testing.house.test_weight import MEMBERS, STRANGERS

pytestmark = pytest.mark.browser


def heard_on(page):
    """What the console is told of errors from now on; the list grows."""
    heard = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def test_no_main_page_tells_the_console_of_an_error(windows, told):
    group = f"/g/{told.group}"
    wrong, paths = {}, [("", path) for path in STRANGERS]
    paths += [("ana", path.format(group=group, share=told.page)) for path in MEMBERS]
    seen = {who: windows(who) for who in ("", "ana")}
    for who, path in paths:
        page = seen[who].new_page()
        heard = heard_on(page)
        answer = page.goto(path, wait_until="load")
        page.wait_for_timeout(200)
        if heard or answer.status != 200:
            wrong[who, path] = answer.status, heard
        page.close()
    assert (wrong, len(paths)) == ({}, 17)


def test_an_error_would_be_heard(windows):
    page = windows("").new_page()
    heard = heard_on(page)
    page.route("**/static/css/parts*.css", lambda route: route.fulfill(status=404, body=""))
    page.goto("/about", wait_until="load")
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.wait_for_timeout(300)
    assert len(heard) == 2
