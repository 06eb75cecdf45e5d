"""What somebody wrote themselves in an e-mail: without what they answer to, and without what their program adds."""

from __future__ import annotations

import re
from email.message import EmailMessage
from html.parser import HTMLParser

ABOVE = "~ ~ ~ ~ ~ ~ ~ ~"  # stands in our letters; whatever comes from there on is ours
_WROTE = re.compile(
    r"^\s*(?:On|Am|Le|El|Il|Op|Em|في)\b.{6,300}(?:wrote|schrieb|écrit|escribió|ha scritto|schreef|escreveu|كتب)\s?.{0,80}:\s*$",
    re.IGNORECASE | re.DOTALL,
)
_BEGINS_OLD = re.compile(
    r"^\s*(?:-{2,}\s*(?:Original Message|Mensaje original|Forwarded message|رسالة أصلية)\s*-{2,}"
    r"|_{20,}|From:\s.+@.+|De:\s.+@.+)\s*$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^(?:--\s?|(?:Sent from my|Sent with|Get Outlook for|Enviado desde mi|Enviado con|أُرسلت من|تم الإرسال من)\b.{0,80})$",
    re.IGNORECASE,
)
_LONGEST = 200_000  # letters of a part that are looked at


def own_words(message: EmailMessage) -> str:
    """The words of this message's writer, or nothing."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        text = str(part.get_content())[:_LONGEST]
    except (LookupError, UnicodeError, KeyError, ValueError):
        return ""
    return without_quotes(_from_html(text) if part.get_content_type() == "text/html" else text)


def without_quotes(text: str) -> str:
    """`text` down to where the old message, or a signature, begins; answers between quoted lines stay."""
    kept: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n"):
        bare = line.strip("> \t\u00a0")
        if bare.startswith(ABOVE) or _BEGINS_OLD.match(line) or _SIGNATURE.match(line.strip("\u00a0")):
            break
        if line.lstrip().startswith(">"):
            _drop_who_wrote(kept)
        else:
            kept.append(line.rstrip())
    _drop_who_wrote(kept)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _drop_who_wrote(kept: list[str]) -> None:
    """The line “On Tuesday … wrote:” before a quotation; programs break it in two or three."""
    while kept and not kept[-1].strip():
        kept.pop()
    for many in (1, 2, 3):
        if len(kept) >= many and _WROTE.match("\n".join(kept[-many:])):
            del kept[-many:]
            return


class _Text(HTMLParser):
    """The text of a page, lines where blocks end; what is quoted is marked as plain mail marks it."""

    BLOCKS = frozenset({"p", "div", "br", "li", "tr", "blockquote", "h1", "h2", "h3", "hr"})
    SILENT = frozenset({"style", "script", "head", "title"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines, self.quoted, self.silent = [""], 0, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.silent += tag in self.SILENT
        if tag in self.BLOCKS:
            self.lines.append("")
        self.quoted += tag == "blockquote"

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in self.SILENT))
        self.quoted = max(0, self.quoted - (tag == "blockquote"))
        if tag in self.BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            begin = "> " if self.quoted and not self.lines[-1] else ""
            self.lines[-1] += begin + re.sub(r"\s+", " ", data)


def _from_html(page: str) -> str:
    reader = _Text()
    reader.feed(page)
    return "\n".join(line.strip() for line in reader.lines)
