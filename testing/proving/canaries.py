"""Words sealed on a path, looked for on the disk of a house that has stopped: in its database, write-ahead log and logs."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from testing.houses import running_house
from testing.proofs import Figures, proof


@proof("canaries", "no word sealed on a path stands in database, write-ahead log or logs; erased, nothing opens it")
def sealed_canaries(seed: int, full: bool) -> Figures:
    """Ana writes through the pages; the house stops; every file is read byte by byte. A word in the open is found."""
    chance, many = random.Random(seed), 1000 if full else 40
    words, control = [a_word(chance) for _n in range(many)], "qz" + "control"
    with tempfile.TemporaryDirectory() as folder, running_house(Path(folder) / "house") as house:
        ana = house.errand("cast")["people"]["ana"]
        assert house.errand("sealed_words", person_id=ana, words=words) == many
        house.errand("in_the_open", goal_of=ana, words=f"Not {control}")
        house.stop()
        files, held = _search(house.folder, words)
        assert _search(house.folder, [control])[1] > 0, "the search finds nothing even where something is"
        house.start()
        house.errand("erase_person", person_id=ana)
        keys = house.errand("rows", sql="SELECT COUNT(*) FROM people_keyring")[0][0]
        left = house.errand("rows", sql="SELECT COUNT(*) FROM recovery_entry")[0][0]
        house.stop()
        after = _search(house.folder, words)[1]
    assert (held, after, keys, left) == (0, 0, 0, 0), (held, after, keys, left)
    return {"canaries": many, "files looked through": files, "found": held, "found after erasing": after}


def _search(folder: Path, words: list[str]) -> tuple[int, int]:
    """How many files were looked through, and how often one of the words stands in them, in three ways of writing it."""
    spelled = [
        spelling
        for word in words
        for spelling in (word.encode(), word.encode("utf-16-le"), word.encode().hex().encode())
    ]
    files = [
        path for path in folder.rglob("*") if path.is_file() and not path.is_symlink() and "static" not in path.parts
    ]
    held = 0
    for file in files:
        letters = file.read_bytes()
        held += sum(spelling in letters for spelling in spelled)
    return len(files), held


def a_word(chance: random.Random) -> str:
    """A word that stands in no dictionary and in no program, to be looked for afterwards."""
    return "qz" + "".join(chance.choice("bdfgklmnprstvw") + chance.choice("aeiou") for _n in range(6))
