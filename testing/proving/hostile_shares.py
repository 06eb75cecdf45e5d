"""Hostile texts, sent through the form on which people share, and read in Chromium without Content-Security-Policy.

The policy is switched off because it is the second wall; this tries the first, by itself. On the pages where the texts
are read no script of theirs may run, nothing may be asked of anybody else, and nothing but harmless markup may stand.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from testing.browsing import chromium, window_of
from testing.chromium import find_chromium
from testing.houses import House, running_house
from testing.proofs import Figures, proof
from testing.proving.hostile_words import hostile_texts

MANY, FEW = 10_000, 160
TOGETHER = 20
BY_HAND = (
    2  # in one part of so many the first text is typed and sent with the button, and read with our scripts running
)
EARS = """
window.ran = [];
for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => { top.ran.push(name); };
"""
LOOK = """
window.look = (page) => {
  const fine = {P:[], BR:[], EM:[], STRONG:[], BLOCKQUOTE:[], UL:[], OL:[], LI:[], CODE:[], A:['href', 'rel']}, wrong = [];
  const texts = page.querySelectorAll('article .words');
  for (const text of texts) for (const one of text.querySelectorAll('*')) {
    const odd = !fine[one.tagName] || [...one.attributes].some((given) => !fine[one.tagName].includes(given.name));
    const leads = one.tagName === 'A' && one.hasAttribute('href') && !['http:', 'https:'].includes(one.protocol);
    if (odd || leads) wrong.push(one.outerHTML.slice(0, 200));
  }
  const said = '.words *, .fold, .fold summary, main [title], main [data-note]';
  for (const one of page.querySelectorAll(said))
    for (const name of ['mouseover', 'focus']) one.dispatchEvent(new Event(name));
  return {wrong, texts: texts.length};
};
"""
SEND = """async ([words, notes]) => {
  const form = document.querySelector('form[data-send]');
  const parts = await Promise.all(words.map(async (text, n) => {
    const data = new FormData(form);
    data.set('words', text); data.set('note', notes[n]); data.set('key', String(Math.random()));
    const answer = await fetch(form.action, {method: 'POST', body: new URLSearchParams(data)});
    const html = await answer.text();
    if (answer.status !== 200 || !answer.redirected) return {status: answer.status, wrong: [], texts: 0};
    const frame = document.createElement('iframe');
    const loaded = new Promise((done) => frame.addEventListener('load', done, {once: true}));
    frame.srcdoc = html;
    document.body.append(frame);
    await Promise.race([loaded, new Promise((done) => setTimeout(done, 4000))]);
    const seen = look(frame.contentDocument);
    await new Promise((done) => setTimeout(done, 10));
    frame.remove();
    return {status: 302, ...seen};
  }));
  return parts;
}"""


@proof(
    "hostile", "No hostile text that is shared runs a script, asks anything of another server or becomes more than text"
)
def hostile_shares(seed: int, full: bool) -> Figures:
    """How many texts were sent and read, and what came of them."""
    if not find_chromium():
        return {"left out": "no Chromium"}
    return try_texts(hostile_texts(seed, MANY if full else FEW))


def try_texts(texts: Sequence[str], *, faults: Sequence[str] = ()) -> dict[str, object]:
    """Send and read all of them. Raises `AssertionError` when one of them is believed."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_house(Path(folder), faults=("unhurried", *faults)) as house,
        chromium() as browser,
    ):
        cast = house.errand("cast")
        windows = [
            window_of(browser, house, cast["sessions"]["ana"], whole=whole, bypass_csp=True) for whole in (True, False)
        ]
        reader = _Reader(house, *windows, f"/g/{cast['groups']['long_nights']}")
        for number, some in enumerate(_in_parts(texts)):
            if number % BY_HAND == 0:
                reader.send_by_hand(some[0])
            reader.send(some[1:] if number % BY_HAND == 0 else some)
        reader.read_around()
        kept = house.errand("rows", sql="SELECT COUNT(*) FROM shares_share")[0][0]
        assert kept == reader.kept > len(texts) * 0.9, (kept, reader.kept)
        return {"texts": len(texts), "kept": kept, "by hand": reader.by_hand, "ran": 0, "asked elsewhere": 0}


def _in_parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for begin in range(0, len(texts), TOGETHER):
        yield texts[begin : begin + TOGETHER]


class _Reader:
    """Two windows: one as people have it, and a plainer and quicker one, in which our own scripts do not run."""

    def __init__(self, house: House, whole: Any, plain: Any, group: str) -> None:
        self.house, self.group = house, group
        self.elsewhere: list[str] = []
        self.kept = self.by_hand = 0
        plain.route("**/static/js/**", lambda route: route.abort())
        for window in (whole, plain):
            window.add_init_script(EARS + LOOK)
            window.route(lambda url: not url.startswith((house.base_url, "about:", "data:")), self._note)
        self.hand, self.quick = whole.new_page(), plain.new_page()
        self.quick.goto(f"{group}/shares/new")

    def _note(self, route: Any) -> None:
        self.elsewhere.append(route.request.url)
        route.abort()

    def send_by_hand(self, text: str) -> None:
        """Type it, press the button, and read the page one comes to."""
        self.hand.goto(f"{self.group}/shares/new")
        self.hand.fill("textarea", text)
        self.hand.fill("[name=note]", text[:80])
        with self.hand.expect_navigation():
            self.hand.click("form[data-send] button.main")
        self.by_hand += 1
        self.kept += "/s/" in self.hand.url
        self._judge(self.hand, [self.hand.evaluate("look(document)")])

    def send(self, texts: Sequence[str]) -> None:
        """Leave the form by script, and read each page it leads to in a frame of its own."""
        notes = [text[:80] if n % 3 == 0 else "" for n, text in enumerate(texts)]
        seen = self.quick.evaluate(SEND, [list(texts), notes])
        assert {one["status"] for one in seen} <= {302, 422}, (
            seen
        )  # 422: without its invisible letters nothing was left
        assert all(one["texts"] for one in seen if one["status"] == 302), "a page did not show the words"
        self.kept += sum(one["status"] == 302 for one in seen)
        self._judge(self.quick, seen)

    def read_around(self) -> None:
        """Where pieces of the same words stand: the group's page, Today, the search."""
        for path in (self.group, "/today", "/search?q=script"):
            self.hand.goto(path)
            self._judge(self.hand, [self.hand.evaluate("look(document)")])

    def _judge(self, page: Any, seen: Sequence[dict[str, Any]]) -> None:
        wrong = [what for one in seen for what in one["wrong"]]
        ran = page.evaluate("window.ran")
        found = {"more than text": wrong, "a script ran": ran, "asked elsewhere": self.elsewhere}
        believed = {what: those[:3] for what, those in found.items() if those}
        assert not believed, believed
