"""What people write, made safe once, when it is written.

A small subset of Markdown becomes HTML that holds nothing but words, emphasis, lists, quotations and plain links.
No images: a picture fetched from elsewhere would tell a stranger who is reading, and when.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape

import nh3
from markdown_it import MarkdownIt

LONGEST_WORDS = 20_000
RENDERER = 2  # raise when the rules below change; stored beside the HTML so that old words can be made anew

# Characters that turn text around, hide it, or pretend to be something else.
_BIDI = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BLANKS = re.compile(r"\n{4,}")

_markdown = (
    MarkdownIt("zero", {"html": False, "linkify": False, "breaks": True, "maxNesting": 12})
    .enable(["emphasis", "blockquote", "list", "link", "escape", "newline", "backticks", "autolink"])
    .disable(["code"], ignoreInvalid=True)
)
# A link has its whole address. Others would lead about in this house (to `/leave`, say) under words that promise another
# thing, or nowhere; they stay the words they are.
_markdown.validateLink = lambda url: url.lower().startswith(("http://", "https://"))  # type: ignore[method-assign]
_TAGS = {"p", "br", "em", "strong", "blockquote", "ul", "ol", "li", "a", "code"}


def clean(words: str, *, longest: int = LONGEST_WORDS) -> str:
    """`words` as we keep them: composed letters, one kind of line end, no invisible controls, at most `longest`."""
    words = unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n"))
    words = _CONTROLS.sub("", words).translate(_BIDI)
    return _BLANKS.sub("\n\n\n", words).strip()[:longest]


def clean_line(words: str, *, longest: int = 200) -> str:
    """As `clean`, on one line: for titles, aliases and notes."""
    return " ".join(clean(words, longest=longest * 4).split())[:longest].strip()


def to_html(words: str) -> str:
    """Safe HTML for `words`. Words built to be slow, or too deep to read, are shown plainly as they are."""
    if _looks_built_to_be_slow(words):
        return plain_html(words)
    return nh3.clean(
        _markdown.render(words),
        tags=_TAGS,
        attributes={"*": set(), "a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="nofollow noopener noreferrer ugc",
        strip_comments=True,
    )


def plain_html(words: str) -> str:
    """Words with nothing but their paragraphs and line breaks."""
    parts = (escape(part).replace("\n", "<br>") for part in re.split(r"\n{2,}", words) if part.strip())
    return "".join(f"<p>{part}</p>" for part in parts)


def flat(words: str) -> str:
    """Letters without case, accents or vowel marks, so that “cafe” finds “Café”."""
    folded = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c) and c != "\u0640")


def excerpt(words: str, *, about: int = 140) -> str:
    """The first `about` characters, cut between words, marks of emphasis left out."""
    flat = " ".join(re.sub(r"[*_`>#]+", "", words).split())
    if len(flat) <= about:
        return flat
    cut = flat[:about].rsplit(" ", 1)[0] or flat[:about]
    return cut + "…"


def _looks_built_to_be_slow(words: str) -> bool:
    """Runs of brackets, stars or quotation marks make a parser think for a long time and help nobody."""
    if len(words) > LONGEST_WORDS:
        return True
    marks = sum(words.count(mark) for mark in "[]*_`<>()!\\")
    return marks > 400 or any(line.count(">") > 12 for line in words.split("\n"))
