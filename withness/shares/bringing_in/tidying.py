"""Other places' words as ours: HTML and BBCode become the little Markdown we know; names and addresses stay behind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

PICTURE = "a picture was left out"
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_MENTION = re.compile(r"(?<![\w/@.])@(\w(?:[\w.-]{0,58}\w)?)")
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)")
_QUOTE = re.compile(r"\[quote(?:=[^\]\n]{0,300})?\]\s*(.*?)\s*\[/quote\]", re.DOTALL | re.IGNORECASE)
_QUOTED_NAME = re.compile(r"^(?:>\s*)*@?[\w.-]{1,60} (?:said|wrote)(?: in [^\n]{0,300})?:\s*$", re.MULTILINE)
_BLOCKS = {"p", "div", "ul", "ol", "pre", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "details"}
_MARKS = {"br": "\n", "li": "\n- ", "em": "*", "i": "*", "strong": "**", "b": "**"}
_EMPHASIS = {"em", "i", "strong", "b"}
_SILENT = {"script", "style", "svg", "noscript", "template", "iframe", "object"}


def from_html(html: str) -> tuple[str, list[str]]:
    """The words of a piece of HTML in our little Markdown, and what had to be left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    words = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", "".join(reader.said))).strip()
    return words, [PICTURE] if reader.pictures else []


def tidied(words: str, *, names: Mapping[str, str]) -> tuple[str, list[str]]:
    """`words` as they may be kept, and what had to be left out.

    `names` turns a name of the other place (in small letters) into the alias here; one it does not know becomes
    “somebody”.
    """
    words = _QUOTE.sub(lambda found: "\n".join(f"> {line}" for line in found[1].split("\n")) + "\n\n", words)
    plain, warnings = _IMAGE.sub("", words), []
    if plain != words:
        warnings.append(PICTURE)
    plain = _QUOTED_NAME.sub("", plain)
    if _EMAIL.search(plain):
        plain = _EMAIL.sub("(an address)", plain)
        warnings.append("an e-mail address was left out")
    return _MENTION.sub(lambda found: names.get(found[1].casefold(), "somebody"), plain).strip(), warnings


class _Reader(HTMLParser):
    """Keeps letters, paragraphs, emphasis, lists, quotations and plain links. Everything else falls away."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.pictures = 0
        self.silent = 0
        self.quoted: list[int] = []  # where each open quotation begins
        self.links: list[str] = []
        self.aside: list[str] = []  # tags inside the head of a quotation, which names who was quoted

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a piece."""
        given = {name: value or "" for name, value in attrs}
        if self._is_left_out(tag, given):
            return
        if tag == "img":
            self._picture(given)
        elif tag in _MARKS:
            self.said.append(_MARKS[tag])
        elif tag == "a":
            self.links.append(given.get("href", ""))
            self.said += ["["] if _is_web(self.links[-1]) else []
        elif tag == "blockquote":
            self.quoted.append(len(self.said))
        elif tag in _BLOCKS:
            self.said.append("\n\n")

    def _is_left_out(self, tag: str, given: dict[str, str]) -> bool:
        if tag in _SILENT:
            self.silent += 1
        elif self.aside:
            self.aside += [tag] if tag == "div" else []
        elif tag == "div" and "title" in given.get("class", "").split():
            self.aside.append(tag)
        else:
            return False
        return True

    def handle_endtag(self, tag: str) -> None:
        """End a piece."""
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif self.aside:
            self.aside = self.aside[:-1] if tag == "div" else self.aside
        elif tag in _EMPHASIS:
            self.said.append(_MARKS[tag])
        elif tag == "a" and self.links:
            href = self.links.pop()
            self.said += [f"]({href})"] if _is_web(href) else []
        elif tag == "blockquote" and self.quoted:
            begin = self.quoted.pop()
            inner = re.sub(r"\n{3,}", "\n\n", "".join(self.said[begin:]).strip())
            self.said[begin:] = ["\n\n", "\n".join(f"> {line}" for line in inner.split("\n")), "\n\n"]
        elif tag in _BLOCKS:
            self.said.append("\n\n")

    def handle_data(self, data: str) -> None:
        """Letters."""
        if not self.silent and not self.aside:
            self.said.append(re.sub(r"\s+", " ", data))

    def _picture(self, given: dict[str, str]) -> None:
        if "emoji" in given.get("class", ""):
            self.said.append(given.get("alt", ""))
        else:
            self.pictures += 1


def _is_web(href: str) -> bool:
    return href.lower().startswith(("http://", "https://")) and not re.search(r"[\s()<>]", href)
