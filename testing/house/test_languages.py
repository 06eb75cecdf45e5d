"""Everything a person reads can be read in every language of the house, and nothing is said past the translators."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from testing.house.reading import HOUSE, files, name_of, python_files, tree_of
from testing.languages import LANGUAGES, compiled, kept, lacking, shelves

ROOMS = sorted(shelves())
# Names are names in every language; so is the way to the page where the language is chosen.
NAMES = set("Withness Language Idioma GeoNames Jitsi iCalendar Markdown CSV JSON PDF AGPL findahelpline com".split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_every_word_of_a_room_is_there_and_none_is_stale(room: str, language: str) -> None:
    assert lacking(room, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_what_the_program_reads_is_what_the_translators_wrote(room: str, language: str) -> None:
    book = shelves()[room] / language / "LC_MESSAGES"
    if (book / "django.po").exists():
        assert (book / "django.mo").read_bytes() == compiled(kept(room, language))


def _said_outright(template: str) -> list[str]:
    """Words of a Jinja template that stand outside every marking: between tags, or in an attribute that is read out."""
    text = re.sub(r"{#.*?#}|{%-?\s*trans\b.*?{%-?\s*endtrans.*?%}", " ", template, flags=re.S)
    text = re.sub(r"{%-?\s*block attrs\b.*?{%-?\s*endblock.*?%}", " ", text, flags=re.S)  # attributes of the body
    text = re.sub(r"{%.*?%}|{{.*?}}", " ", text, flags=re.S)
    text = re.sub(r"<code.*?</code>|<(\w+)[^>]*translate=\"no\".*?</\1>", " ", text, flags=re.S)  # names, not words
    read_out = re.findall(r'\b(?:aria-label|placeholder|alt|title|data-voice)="([^"]*)"', text)
    between = re.sub(r"<[^>]*>", "\n", re.sub(r"<!--.*?-->", " ", text, flags=re.S)).splitlines()
    words = [re.sub(r"&\w+;", " ", piece) for piece in [*between, *read_out]]
    return [word for piece in words for word in re.findall(r"[A-Za-zÀ-ÿ]{3,}", piece) if word not in NAMES]


def test_a_word_outside_a_marking_is_found() -> None:
    assert _said_outright('<p>Hello {{ _("there") }}</p><a title="Way out" href="/x">{{ name }}</a>') == [
        "Hello",
        "Way",
        "out",
    ]


@pytest.mark.parametrize("path", [p for p in files(".html") if "templates" in p.parts], ids=name_of)
def test_no_page_says_a_word_past_the_translators(path: Path) -> None:
    assert _said_outright(path.read_text()) == []


REFUSALS = {"Refused": 0, "NotUnderstood": 1, "NotAllowed": 0, "TakenBack": 0, "TooSoon": 0, "say": 2}


def _unmarked_sentences(tree: ast.Module) -> list[str]:
    """Sentences for people that are given as they are, without a mark."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS:
            place = REFUSALS[node.func.id]
            said = node.args[place] if len(node.args) > place else None
            if isinstance(said, ast.JoinedStr) or (isinstance(said, ast.Constant) and said.value):
                found.append(ast.unparse(said))
    return found


def test_a_sentence_without_a_mark_is_found() -> None:
    tree = ast.parse('raise NotUnderstood("words", "Write a word.")\nraise NotAllowed(_("No."))')
    assert _unmarked_sentences(tree) == ["'Write a word.'"]


def test_no_refusal_is_said_past_the_translators() -> None:
    not_screens = HOUSE / "withness" / "home" / "commands"  # whoever keeps the server reads English there
    wrong = {
        name_of(path): found
        for path in python_files("withness", "config")
        if not path.is_relative_to(not_screens) and (found := _unmarked_sentences(tree_of(path)))
    }
    assert wrong == {}


MARKS = {"_", "later", "gettext", "gettext_lazy", "ngettext"}


def _marks_in_f_strings(tree: ast.Module) -> list[int]:
    """Lines on which a mark stands inside an f-string: nobody who gathers words looks in there."""
    return [
        call.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS
    ]


def test_a_mark_in_an_f_string_is_found() -> None:
    assert _marks_in_f_strings(ast.parse("x = _('a')\ny = f\"{_('b')}\"")) == [2]


def test_no_word_is_marked_where_nobody_gathers_it() -> None:
    paths = python_files("withness", "config")
    wrong = {name_of(path): found for path in paths if (found := _marks_in_f_strings(tree_of(path)))}
    assert wrong == {}
