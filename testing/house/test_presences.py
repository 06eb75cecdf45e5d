"""A presence is the same wherever it is given: on a page, by a program, in a circle. What docs/adding.md says is held here."""

import re
from pathlib import Path
from typing import get_args

import pytest

from testing.house.reading import HOUSE
from withness.circles.machine.deciding import WANTS
from withness.circles.words import PRESENCES
from withness.home.views.looking import PRESENCES as SHOWN
from withness.shares.api.words import Kind
from withness.shares.being_present import be_present
from withness.shares.models import Presence
from withness.shares.pieces import Beside
from withness.shares.sentences import beside_sentence
from withness.shares.sharing import share

KINDS = [kind for kind, _label in Presence.KINDS]


def test_every_presence_is_there_for_pages_programs_and_circles():
    assert KINDS == list(get_args(Kind)) == list(WANTS) == [kind for kind, _word in PRESENCES]
    assert [str(word) for _kind, word in Presence.KINDS] == [str(word) for _kind, word in PRESENCES]
    assert [(kind, str(word)) for kind, word in Presence.KINDS] == list(SHOWN)
    assert all(f"`{kind}`" in Path(HOUSE / "docs" / "api.md").read_text() for kind in KINDS)


def test_every_presence_has_a_picture_of_its_own():
    named = re.findall(r'name (?:==|in) (\(?"[^-%]+?)\s*-?%', (HOUSE / "look/templates/parts/icons.html").read_text())
    assert all(any(f'"{kind}"' in names for names in named) for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_presence_is_said_in_a_sentence_of_its_own(cast, as_, kind):
    ana, ben = cast.face(cast.ana, cast.long_nights), cast.face(cast.ben, cast.long_nights)
    hers = share(by=ana, words="Awake again.", need="just_listen")
    be_present(by=ben, share=hers, kind=kind)
    alone, said = f"{ben.alias} ", as_(cast.ana).get(f"/g/{cast.long_nights.id}/s/{hers.id}").content.decode()
    sentence = beside_sentence([Beside(kind, ben.id, ben.alias)], me=ana.id, author=ana.alias)
    assert sentence.startswith(alone)
    assert sentence in said
    others = [beside_sentence([Beside(one, ben.id, ben.alias)], me=ana.id, author=ana.alias) for one in KINDS]
    assert len(set(others)) == len(KINDS)
    assert as_(cast.sam).get(f"/g/{cast.long_nights.id}/s/{hers.id}").status_code == 404
