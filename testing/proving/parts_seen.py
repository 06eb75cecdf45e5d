"""How every part of the house looks, in words: `/look` in three lights and two widths, read off in a browser.

What is kept lies in `testing/proving/parts_seen/`, a line for each part: its colours once for each light, its sizes once
for each width. Nothing there hangs on which fonts a machine has: no width of words, no height of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import product, takewhile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LIGHTS, WIDTHS = ("light", "dark", "night"), (390, 1280)
WIDE = f"@{WIDTHS[1]} "
KEPT = Path(__file__).with_suffix("")
SEEN = Path(__file__).with_suffix(".js").read_text()
STATIC = Path(__file__).resolve().parent.parent.parent / "look"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
NUMBER = re.compile(r"(?<![#\w])-?\d+(?:\.\d+)?")
OF_A_BOX, OF_A_STYLE = 1.0, 0.05  # how far two numbers of pixels may lie apart and be the same

Parts = dict[str, str]


def parts_seen(browser: Any, pages: Mapping[str, str], *, style: str = "") -> dict[str, Parts]:
    """What is seen of `pages` (the page in each light), by light and by width. `style` is laid over it."""
    told: dict[str, Parts] = {}
    for light, width in product(pages, WIDTHS):
        colours, sizes = seen_once(browser, pages[light], width, style)
        _agree(told.setdefault(light, {}), colours, f"{light} at {width} px")
        _agree(told.setdefault(str(width), {}), sizes, f"{width} px in {light}")
    return told


def noticed(browser: Any, pages: Mapping[str, str], where: str, style: str) -> list[str]:
    """What is seen to be otherwise than it is written down in one light, or at one width, once `style` is laid over it."""
    light, width = (where, WIDTHS[0]) if where in LIGHTS else (LIGHTS[0], int(where))
    colours, sizes = seen_once(browser, pages[light], width, style)
    before = {path: told for path, told in kept()[where].items() if not path.startswith(WIDE)}
    return differences(before, colours if where in LIGHTS else sizes)


def seen_once(browser: Any, page: str, width: int, style: str = "") -> tuple[Parts, Parts]:
    """Colours and sizes of every part of a page, at one width."""
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    window = context.new_page()
    window.route("**/*", partial(_answer, page))
    window.goto("http://house.test/look", wait_until="load")
    if style:
        window.add_style_tag(content=style)
    seen = window.evaluate(SEEN)
    context.close()
    colours = {path: told for path, told in seen["colours"] if told}
    return _frame_apart(colours, width), dict(seen["sizes"])


def _frame_apart(colours: Parts, width: int) -> Parts:
    """The frame lies elsewhere on a wide page, with other lines around it; the parts have one set of colours."""
    narrow = width == WIDTHS[0]
    return {path if narrow or path.startswith("#") else WIDE + path: told for path, told in colours.items()}


def _agree(before: Parts, now: Parts, where: str) -> None:
    """Lay `now` to `before`; colours do not hang on the width, nor sizes on the light."""
    otherwise = [path for path in now.keys() & before.keys() if not _alike(before[path], now[path])]
    own = [path for path in now if before and path not in before and not path.startswith(WIDE)]
    assert not otherwise + own, f"{where} is not as it is elsewhere: {(otherwise + own)[:5]}"
    before |= now


def _answer(page: str, route: Any) -> None:
    """The page itself, or the file of the look that it asks for; nothing is fetched from elsewhere."""
    path = STATIC / urlsplit(route.request.url).path.lstrip("/")
    if path.suffix in KINDS and path.is_file():
        route.fulfill(body=path.read_bytes(), content_type=KINDS[path.suffix])
    elif route.request.is_navigation_request():
        route.fulfill(body=page, content_type="text/html; charset=utf-8")
    else:
        route.fulfill(status=404, body="")


def differences(before: Parts, now: Parts) -> list[str]:
    """One sentence for each part that came, went or looks otherwise. A box that is a pixel wider is none."""
    found = [f"gone: {path}" for path in before if path not in now]
    found += [f"new: {path}" for path in now if path not in before]
    return found + [
        f"{path}: {before[path]} -> {now[path]}"
        for path in before
        if path in now and not _alike(before[path], now[path])
    ]


def _alike(one: str, other: str) -> bool:
    if NUMBER.sub("n", one) != NUMBER.sub("n", other):
        return False
    box = one.find("box=")
    pairs = zip(NUMBER.finditer(one), NUMBER.finditer(other), strict=True)
    return all(abs(float(a[0]) - float(b[0])) <= (OF_A_BOX if 0 <= box < a.start() else OF_A_STYLE) for a, b in pairs)


def kept() -> dict[str, Parts]:
    """What is written down, by light and by width."""
    return {name: _read(KEPT / f"{name}.txt") for name in (*LIGHTS, *map(str, WIDTHS))}


def _read(file: Path) -> Parts:
    """The lines stand under each other as the parts stand in each other; one without words only holds what follows."""
    parts: Parts = {}
    above: list[str] = []
    for line in file.read_text().splitlines():
        name, _gap, told = line.lstrip(" ").partition("  ")
        above[len(line) - len(line.lstrip(" ")) :] = [name]
        if told:
            parts[">".join(above)] = told
    return parts


def keep(seen: Mapping[str, Parts]) -> None:
    """Write it down anew."""
    KEPT.mkdir(exist_ok=True)
    for name, parts in seen.items():
        (KEPT / f"{name}.txt").write_text("".join(f"{line}\n" for line in _written(parts)))


def _written(parts: Parts) -> Iterator[str]:
    above: list[str] = []
    for path, told in parts.items():
        names = path.split(">")
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(above, names, strict=False)))
        yield from (" " * n + names[n] for n in range(same, len(names) - 1))
        yield " " * (len(names) - 1) + f"{names[-1]}  {told}"
        above = names
