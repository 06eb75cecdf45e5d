"""Words that somebody wrote stand apart in sentences of ours: Arabic in an English one does not turn it round."""

import re
from pathlib import Path

import pytest

ROOMS = ("skills", "hope", "accountability", "circles", "meetings", "groups", "matching")
# Inside an attribute the quotes are single, and no element can stand there.
SENTENCE = re.compile(r'_\("[^"]*%\((alias|group|whom|what|note|part|names?)\)s[^{}]*\}\}')
OURS = {"lived.html", "practice_one.html"}  # names of the vocabulary, and people we made up


@pytest.mark.parametrize("room", ROOMS)
def test_what_people_wrote_stands_apart_in_our_sentences(room):
    bare = [
        f"{page.name}: {found[0][:80]}"
        for page in Path("withness", room, "templates").rglob("*.html")
        if page.name not in OURS
        for found in SENTENCE.finditer(page.read_text())
        if "apart" not in found[0]
    ]
    assert not bare, "\n".join(bare)
