"""Copies of the whole house: sealed, looked at by restoring, and nothing that was erased comes back."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from withness.foundation import erasures
from withness.home.copies import sealing
from withness.home.copies.sealing import CannotOpen, Key, Opened, Sealing, key_from
from withness.home.tests.typing_it import OURS, ROOT, withness
from withness.people.leaving import erase
from withness.people.models import Person
from withness.shares.changing import take_back_share
from withness.shares.sharing import share

KEY = Key(b"k" * 64, is_file=True)


def _sealed(words: bytes, key: Key = KEY) -> bytes:
    file = io.BytesIO()
    with Sealing(file, key, {"kind": "test"}) as box:
        box.write(words)
    return file.getvalue()


def _opened(sealed: bytes, key: Key = KEY) -> bytes:
    return Opened(io.BytesIO(sealed), key).read()


@given(size=st.integers(0, 70), piece=st.integers(1, 32))
def test_whatever_is_sealed_opens_as_it_was(size: int, piece: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "PIECE", piece)
        words = os.urandom(size)
        assert _opened(_sealed(words)) == words


@settings(max_examples=200)
@given(st.data())
def test_a_copy_that_was_changed_or_cut_off_anywhere_is_refused(data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "PIECE", 16)
        sealed = bytearray(_sealed(b"four in the morning, and the kettle. " * 4))
        at = data.draw(st.integers(0, len(sealed) - 1))
        if data.draw(st.booleans()):
            sealed[at] ^= 1 << data.draw(st.integers(0, 7))
        else:
            del sealed[at:]
        with pytest.raises(CannotOpen):
            _opened(bytes(sealed))


def test_pieces_cannot_be_left_out_or_put_in_another_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "PIECE", 16)
    sealed = _sealed(b"0123456789abcdef" * 4)
    size = 4 + 16 + 16
    head, body = sealed[: -4 * size], [sealed[n : n + size] for n in range(len(sealed) - 4 * size, len(sealed), size)]
    assert _opened(head + b"".join(body)) == b"0123456789abcdef" * 4
    for order in ([1, 0, 2, 3], [0, 2, 3], [0, 1, 2], [3], [0, 1, 2, 3, 3]):
        with pytest.raises(CannotOpen):
            _opened(head + b"".join(body[n] for n in order))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(CannotOpen, match="does not fit"):
        _opened(_sealed(b"words"), Key(b"l" * 64, is_file=True))
    with pytest.raises(CannotOpen, match="opened with a key file"):
        _opened(_sealed(b"words"), Key(b"k" * 64, is_file=False))
    with pytest.raises(CannotOpen, match="not a copy"):
        _opened(b"SQLite format 3")
    with pytest.raises(CannotOpen, match="at least 16 letters"):
        key_from(None, "too short")


def test_a_passphrase_opens_it_too() -> None:
    words = key_from(None, "six words of a dice list")
    assert _opened(_sealed(b"words", words), words) == b"words"


def test_the_ledger_tells_nobody_who_was_erased(cast, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.DATA_DIR = tmp_path
    hers = share(by=cast.face(cast.ben, cast.long_nights), words="Mine.", need="just_listen")
    names = (cast.ana.id, hers.id, "ana")
    with django_capture_on_commit_callbacks(execute=True):
        take_back_share(by=hers.author, share=hers)
        erase(person=cast.ana)
    ledger = (tmp_path / "erasures").read_text()
    assert {line.split()[0] for line in ledger.splitlines()} >= {"share", "person"}
    for name in names:
        assert name not in ledger
    assert (tmp_path / "erasures").stat().st_mode & 0o077 == 0


def test_only_what_the_ledger_names_is_erased_again(cast, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    wren = cast.face(cast.ben, cast.long_nights)
    gone, stays = (share(by=wren, words=words, need="just_listen") for words in ("Gone.", "Stays."))
    lines = [erasures._line("person", cast.ana.id), erasures._line("share", gone.id), "nonsense", ""]
    assert erasures.replay(lines) == 2
    assert not Person.objects.filter(id=cast.ana.id).exists()
    gone.refresh_from_db()
    stays.refresh_from_db()
    assert (gone.words, stays.words) == ("", "Stays.")
    assert erasures.replay(lines) == 0


def inside(folder: Path, words: str) -> object:
    """Have something done in the house of that folder; answers what `came` was set to."""
    begin = "import json; from withness.home.preparing import make_ready; make_ready(); came = None\n"
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    done = subprocess.run(
        [sys.executable, "-c", f"{begin}{words}\nprint(json.dumps(came))"], cwd=ROOT, capture_output=True, text=True,
        env=clean | {"WITHNESS_DATA": str(folder), "WITHNESS_DEMO": "no"}, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


LIVES = """
from testing.cast import assemble
from withness.shares.sharing import share
from withness.people.keyring import make_key
from withness.people.tokens import make_token
cast = assemble()
teasel, wren = cast.face(cast.ana, cast.long_nights), cast.face(cast.ben, cast.long_nights)
share(by=teasel, words="xanthocroid of ana", need="just_listen")
theirs = share(by=wren, words="quokkaberry of ben", need="just_listen")
share(by=wren, words="stays for good", need="just_listen")
make_key(person=cast.ben, passphrase="a long passphrase")
make_token(person=cast.ben, name="mine")
came = [cast.ana.id, theirs.id]
"""
GOES = """
from withness.people.models import Person, ApiToken
from withness.people.leaving import erase
from withness.people.tokens import revoke
from withness.shares.changing import take_back_share
from withness.shares.models import Share
erase(person=Person.objects.get(nickname="ana"))
theirs = Share.objects.select_related("author__group").get(words="quokkaberry of ben")
take_back_share(by=theirs.author, share=theirs)
token = ApiToken.objects.get()
revoke(person=token.person, token_id=token.id)
"""
IS = """
from withness.people.keyring import open_with
from withness.people.models import ApiToken, Person, Session
from withness.shares.models import Share
ben = Person.objects.get(nickname="ben")
came = [sorted(Share.objects.exclude(words="").values_list("words", flat=True)),
        Person.objects.filter(nickname="ana").count(), ApiToken.objects.count(), Session.objects.count(),
        open_with(person=ben, secret="a long passphrase") is not None]
"""


@pytest.mark.slow
def test_a_house_comes_back_from_its_copy_without_what_was_erased_since(tmp_path: Path) -> None:
    data, key, shelf = tmp_path / "data", tmp_path / "key", tmp_path / "shelf"
    key.write_bytes(os.urandom(64))
    inside(data, LIVES)
    made = withness(data, "backup", str(shelf), "--key-file", str(key))
    assert made.returncode == 0, made.stderr
    assert "It can be restored:" in made.stdout
    house, keys = sorted(shelf.glob("*.house")), sorted(shelf.glob("*.keys"))
    assert [len(house), len(keys), len(list(shelf.iterdir()))] == [1, 1, 2]
    for file in (*house, *keys):
        assert file.stat().st_mode & 0o077 == 0
        assert b"xanthocroid" not in file.read_bytes()
    inside(data, GOES)
    restored = withness(data, "restore", str(house[0]), str(keys[0]), "--key-file", str(key))
    assert restored.returncode == 0, restored.stderr
    assert "3 things that were erased after this copy was made are erased again." in restored.stdout
    assert inside(data, IS) == [["stays for good"], 0, 0, 0, True]
    base = (data / "withness.sqlite3").read_bytes()
    assert b"stays for good" in base
    for canary in (b"xanthocroid", b"quokkaberry"):
        assert canary not in base
    fresh = tmp_path / "fresh"
    withness(fresh, "migrate")
    ledger = ["--ledger", str(data / "erasures")]
    again = withness(fresh, "restore", str(house[0]), str(keys[0]), "--key-file", str(key), *ledger)
    assert again.returncode == 0, again.stderr
    assert inside(fresh, IS) == [["stays for good"], 0, 0, 0, True]
    forgetful = tmp_path / "forgetful"
    withness(forgetful, "migrate")
    withness(forgetful, "restore", str(house[0]), str(keys[0]), "--key-file", str(key))
    assert "xanthocroid of ana" in inside(forgetful, IS)[0]  # so the ledger is what keeps it away


@pytest.mark.slow
def test_keys_lie_apart_and_a_wrong_key_changes_nothing(tmp_path: Path) -> None:
    data, key, shelf = tmp_path / "data", tmp_path / "key", tmp_path / "shelf"
    key.write_bytes(os.urandom(64))
    inside(data, LIVES)
    withness(data, "backup", str(shelf), "--key-file", str(key))
    house, keys = next(shelf.glob("*.house")), next(shelf.glob("*.keys"))
    from withness.home.copies.making import unpack

    place = tmp_path / "opened"
    place.mkdir()
    unpack(house, key_from(key), place)
    with closing(sqlite3.connect(place / "database")) as base:
        assert base.execute("SELECT count(*) FROM people_wrap").fetchone() == (0,)
        assert base.execute("SELECT count(*) FROM people_keyring").fetchone() == (1,)
    assert not (place / "secret").exists()
    other = tmp_path / "other"
    other.write_bytes(os.urandom(64))
    before = (data / "withness.sqlite3").read_bytes()
    no = withness(data, "restore", str(house), str(keys), "--key-file", str(other))
    assert (no.returncode, "The key does not fit" in no.stderr) == (2, True)
    assert (data / "withness.sqlite3").read_bytes() == before
    assert not [one for one in data.iterdir() if one.name.startswith(".")]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_copy_of_postgresql_leaves_keys_out_and_can_be_restored(tmp_path: Path) -> None:
    from testing.cast import a_person
    from withness.home.copies.databases import copy_database, look_at_postgresql
    from withness.people.keyring import make_key

    make_key(person=a_person("ana"), passphrase="a long passphrase")
    kind, keys = copy_database(tmp_path / "database")
    assert (kind, len(keys["people_wrap"])) == ("postgresql", 2)
    assert look_at_postgresql(tmp_path / "database") > 20
