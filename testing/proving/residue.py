"""After an evening here and “Leave quickly”, a closed browser holds not one byte of what was read or written."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from testing.chromium import find_chromium
from testing.houses import House, running_house
from testing.proofs import Figures, proof
from testing.proving.canaries import a_word

PLAIN = "about:blank"


@proof("residue", "a closed browser holds no byte of what was read or written before “Leave quickly”")
def no_word_stays_in_a_closed_browser(seed: int, full: bool) -> Figures:
    """Real Chromium profiles on a disk, with and without scripts; each is looked through byte by byte once it is closed."""
    if not find_chromium():
        return {"left out": "there is no Chromium here"}
    chance, evenings = random.Random(seed), 12 if full else 2
    files = held = 0
    with tempfile.TemporaryDirectory() as folder, running_house(Path(folder) / "house") as house:
        cast = house.errand("cast")
        house.errand("rows", sql="UPDATE groups_member SET joined_at = '2020-01-01 00:00:00'")
        _would_be_found(Path(folder) / "control", house, cast)
        for evening in range(evenings):
            canaries = [a_word(chance) for _n in range(4)]
            profile = Path(folder) / f"profile-{evening}"
            _an_evening(profile, house, cast, canaries, scripts=evening % 2 == 0, quick=evening % 4 < 2)
            looked_at, found = _search(profile, canaries)
            files, held = files + looked_at, held + found
    assert held == 0, f"{held} places still hold a word"
    return {"evenings": evenings, "files looked through": files, "bytes of canary words": held}


def _an_evening(profile: Path, house: House, cast: dict, canaries: list[str], *, scripts: bool, quick: bool) -> None:
    """Ana reads, writes, begins a draft, answers, and leaves."""
    group = cast["groups"]["long_nights"]
    read, written, drafted, answered = canaries
    share = house.errand("share", member_id=cast["members"][f"ben in {group}"], words=f"The {read} again.")
    with sync_playwright() as play:
        window = _window(play.chromium, profile, house, cast, scripts=scripts)
        page = window.new_page()
        page.goto(f"/g/{group}")
        page.goto(f"/g/{group}/s/{share}")
        assert read in page.content()
        page.fill("textarea[name=words]", f"A {answered}.")
        page.locator("form.thread button.main").click()
        page.wait_for_load_state("networkidle")
        page.goto(f"/g/{group}/shares/new")
        page.fill("textarea[name=words]", f"My {written}.")
        page.locator("main form button.main").first.click()
        page.wait_for_load_state("networkidle")
        page.goto(f"/g/{group}/shares/new")
        page.fill("textarea[name=words]", f"Half a {drafted}.")
        page.wait_for_timeout(300)
        _leave(page, scripts=scripts and quick)
        window.close()


def _leave(page: Page, *, scripts: bool) -> None:
    if scripts:
        page.locator("h1").first.click()
        for _n in range(3):
            page.keyboard.press("Escape")
    else:
        page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url("**/weather")
    for _n in range(3):
        page.go_back()
        page.go_forward()


def _window(chromium: object, profile: Path, house: House, cast: dict, *, scripts: bool) -> BrowserContext:
    window: BrowserContext = chromium.launch_persistent_context(  # type: ignore[attr-defined]
        str(profile), executable_path=find_chromium(), args=["--no-sandbox"], base_url=house.base_url, locale="en",
        java_script_enabled=scripts,
    )  # fmt: skip
    window.set_default_timeout(20_000)
    session = house.errand("session", person_id=cast["people"]["ana"])
    window.add_cookies([{"name": "s", "value": session, "url": house.base_url}])
    return window


def _would_be_found(profile: Path, house: House, cast: dict) -> None:
    """What is looked for would be seen: a word in an address stays in the history."""
    with sync_playwright() as play:
        window = _window(play.chromium, profile, house, cast, scripts=True)
        window.new_page().goto("/weather?control=brixelcontrol")
        window.close()
    assert _search(profile, ["brixelcontrol"])[1] > 0, "the search finds nothing even where something is"


def _search(profile: Path, words: list[str]) -> tuple[int, int]:
    """How many files were looked through, and in how many places one of the words stands, in either way of writing it."""
    spelled = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    files = [path for path in profile.rglob("*") if path.is_file() and not path.is_symlink()]
    held = sum(file.read_bytes().lower().count(spelling) for file in files for spelling in spelled)
    return len(files), held
