"""The words of the house in every language it speaks: gathered room by room, held to what the code says now, and compiled.

Each room keeps its own words in `withness/ROOM/locale/LANGUAGE/LC_MESSAGES/django.po`; `look/locale` keeps those of the
frame and of the pages by which people come in. `bin/words` does the work; docs/languages.md says how to add a language.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.plurals import PLURALS
from babel.messages.pofile import read_po, write_po

from testing.house.reading import HOUSE, all_files, rooms

KEYWORDS = {
    "_": None, "later": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
PLACES = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")
NOT_WORDS = re.compile(r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By): .*\n', re.M)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
LANGUAGES = ("ar", "es")  # beside English
# Babel's own rule puts 100 to 102 where 11 to 99 belong; this is that of the Unicode plural rules, as Django reads it.
PLURALS["ar"] = (
    6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5)"
)  # fmt: skip


def shelves() -> dict[str, Path]:
    """Where words are kept, by the name of the room; `look` keeps what belongs to no room."""
    return {room: HOUSE / "withness" / room / "locale" for room in rooms()} | {"look": HOUSE / "look" / "locale"}


def gather(room: str) -> Catalog:
    """Every marked word of a room as the code says it now, with the files it stands in."""
    found = Catalog(charset="utf-8", header_comment="")
    for path in _sources(room):
        where = path.relative_to(HOUSE).as_posix()
        for _line, said, notes, context in _marked(path):
            found.add(said, locations=[(where, 0)], auto_comments=notes, context=context)
    return found


def _sources(room: str) -> Iterator[Path]:
    tops = (HOUSE / "look", HOUSE / "config") if room == "look" else (HOUSE / "withness" / room,)
    left_out = {"tests", "migrations", "stories", "locale"}
    for path in all_files():
        ours = path.suffix in {".py", ".html", ".txt"} and any(path.is_relative_to(top) for top in tops)
        if ours and not left_out & set(path.parts):
            yield path


def _marked(path: Path) -> Iterator[tuple[Any, ...]]:
    if path.suffix == ".py":
        yield from _extract("python", path.read_bytes())
    elif "templates" in path.parts:
        yield from _extract("jinja2", path.read_bytes())
    elif path.suffix == ".html" or "accounts" in path.parts:  # pages and letters of django-allauth, in our words
        from django.utils.translation.template import templatize

        yield from _extract("python", templatize(path.read_text(), origin=str(path)).encode())


def _extract(method: str, text: bytes) -> Iterator[tuple[Any, ...]]:
    options = {"newstyle_gettext": "true", "extensions": "jinja2.ext.do", "silent": "false", "encoding": "utf-8"}
    given = options if method == "jinja2" else {"encoding": "utf-8"}
    yield from extract(method, io.BytesIO(text), keywords=KEYWORDS, comment_tags=["For translators:"], options=given)


def kept(room: str, language: str) -> Catalog:
    """What is translated so far; an empty book where there is none yet."""
    path = shelves()[room] / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as book:
        return read_po(book, locale=language)


def write(room: str, language: str, words: Catalog) -> None:
    """Write the book of a room in a language, for people and for the program. Files only, no line numbers or dates."""
    folder = shelves()[room] / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "django.po").open("wb") as book:
        write_po(book, words, width=116, sort_output=True, omit_header=False, include_lineno=False, no_location=False)
    text = (folder / "django.po").read_text()
    (folder / "django.po").write_text(NOT_WORDS.sub("", text))
    (folder / "django.mo").write_bytes(compiled(words))


def compiled(words: Catalog) -> bytes:
    """The same words as the program reads them. The same words give the same bytes, whenever it is done."""
    words.creation_date = words.revision_date = LONG_AGO
    out = io.BytesIO()
    write_mo(out, words)
    return out.getvalue()


def update(room: str, language: str) -> Catalog:
    """The words the code says now, with the translations there were. Nothing is guessed; what is gone is dropped."""
    before, now = kept(room, language), gather(room)
    fresh = Catalog(locale=language, charset="utf-8", header_comment="", project="Withness", version="1")
    for said in now:
        if not said.id:
            continue
        old = before.get(said.id, said.context)
        string = old.string if old is not None and _same_kind(said, old) else ""
        fresh.add(said.id, string, locations=said.locations, auto_comments=said.auto_comments, context=said.context)
    return fresh


def _same_kind(said: Message, old: Message) -> bool:
    return isinstance(said.id, tuple) == isinstance(old.id, tuple) and not old.fuzzy


def lacking(room: str, language: str) -> list[str]:
    """What is wrong with a room's words in a language, a line each: missing, stale, or with other blanks to fill."""
    now, there = gather(room), kept(room, language)
    wrong = [
        f"{room} {language}: stale: {_key(one)!r}" for one in there if one.id and now.get(one.id, one.context) is None
    ]
    for said in now:
        if not said.id:
            continue
        one = there.get(said.id, said.context)
        strings = list(one.string) if one and isinstance(one.string, tuple | list) else [one.string if one else ""]
        if not strings or not all(strings) or (one and one.fuzzy):
            wrong.append(f"{room} {language}: missing: {_key(said)!r}")
        elif any(not _fits(said, string) for string in strings):
            wrong.append(f"{room} {language}: other blanks to fill: {_key(said)!r}")
    return wrong


def _key(one: Message) -> str:
    return one.id[0] if isinstance(one.id, tuple) else str(one.id)


def _fits(said: Message, string: str) -> bool:
    """A translation may leave out the number of a plural (“one”), and nothing else; it may never add a blank."""
    ids = said.id if isinstance(said.id, tuple) else (said.id,)
    wanted, has = _blanks(ids[-1]), _blanks(string)
    return has <= wanted and (isinstance(said.id, tuple) or has == wanted)


def _blanks(text: str) -> set[str]:
    return {one.group(0) for one in PLACES.finditer(text)}


def main(words: Sequence[str]) -> int:
    """`bin/words update [ROOM…]`, `bin/words check`: answers how it went."""
    ask = argparse.ArgumentParser(prog="bin/words", description=__doc__)
    ask.add_argument("do", choices=["update", "check"])
    ask.add_argument("rooms", nargs="*", choices=[*shelves(), []], metavar="ROOM")
    asked = ask.parse_args(words)
    wrong: list[str] = []
    for room in asked.rooms or shelves():
        for language in LANGUAGES:
            if asked.do == "update" and (len(gather(room)) or (shelves()[room] / language).exists()):
                write(room, language, update(room, language))
            wrong += lacking(room, language)
    print("\n".join(wrong) or "Every word is there, in every language.")
    return 1 if wrong and asked.do == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
