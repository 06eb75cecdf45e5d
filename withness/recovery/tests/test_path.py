"""A path of one's own: Ana writes, sealed; Sam, Dana and the one who steals the disk read nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from withness.foundation import clock
from withness.people.consenting import withdraw_consent
from withness.people.keyring import OpenKey, make_key
from withness.people.leaving import erase
from withness.recovery.called import band_words, missing_words
from withness.recovery.keeping import answer, keep_mood, keep_note
from withness.recovery.models import Entry
from withness.recovery.packs import our_packs
from withness.recovery.plotting import plot
from withness.recovery.sealed import unsealed
from withness.recovery.timeline import Point, leaves_of, next_due, scores

PASSPHRASE = "the heron stands in the reeds"
CANARY = "xanthocroid"


@pytest.fixture
def her_key(cast):
    return make_key(person=cast.ana, passphrase=PASSPHRASE)[0]


@pytest.fixture
def ana(cast, her_key, as_):
    """Ana's browser, with her key open."""
    browser = as_(cast.ana)
    answer = browser.post("/me/key", {"secret": PASSPHRASE})
    assert answer.status_code == 302
    return browser


def every_byte_kept() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, sealed FROM recovery_entry")
        return str(cursor.fetchall())


def test_nothing_she_writes_stands_open_in_the_database(cast, her_key):
    keep_mood(person=cast.ana, key=her_key, mood=3, words=f"{CANARY} one")
    keep_note(person=cast.ana, key=her_key, words=f"{CANARY} two")
    answer(person=cast.ana, key=her_key, pack=our_packs()["phq-9"], answers=[1] * 9)
    assert Entry.objects.count() == 3
    assert CANARY not in every_byte_kept()
    assert "phq" not in every_byte_kept()
    assert [leaf.told.get("words") for leaf in leaves_of(cast.ana, key=her_key)] == [
        None,
        f"{CANARY} two",
        f"{CANARY} one",
    ]
    Entry.objects.filter(kind="note").update(sealed=f"{CANARY}")  # what a room that forgot to seal would leave
    assert CANARY in every_byte_kept()


def test_another_key_a_swapped_row_or_a_changed_byte_opens_nothing(cast, her_key):
    first = keep_note(person=cast.ana, key=her_key, words="One.")
    second = keep_note(person=cast.ana, key=her_key, words="Two.")
    his = make_key(person=cast.ben, passphrase=PASSPHRASE)[0]
    assert unsealed(first, key=his) is None
    assert unsealed(first, key=OpenKey(her_key.key_id, his.secret)) is None
    first.sealed = second.sealed
    assert unsealed(first, key=her_key) is None
    second.sealed = "A" + second.sealed[1:] if second.sealed[0] != "A" else "B" + second.sealed[1:]
    assert unsealed(second, key=her_key) is None


def test_erasing_the_account_leaves_nothing_and_no_key(cast, her_key):
    kept = keep_note(person=cast.ana, key=her_key, words=CANARY)
    copy = kept.sealed
    erase(person=cast.ana)
    assert not Entry.objects.exists()
    assert CANARY not in copy  # what a backup still holds is noise without the key, and the key went too
    keep_note(person=cast.ben, key=make_key(person=cast.ben, passphrase=PASSPHRASE)[0], words="His.")
    withdraw_consent(person=cast.ben, about="health")
    assert not Entry.objects.exists()


@pytest.mark.parametrize("path", ["/path", "/path/measures", "/path/notes/new", "/path/print", "/path/take-along"])
def test_without_an_open_key_nobody_comes_in(cast, her_key, as_, path):
    assert as_(None).get(path).headers["Location"].startswith("/account/come-in")
    assert as_(cast.ana).get(path).headers["Location"].startswith("/me/key")


def test_ten_seconds_a_note_and_the_picture(cast, ana):
    assert "Nothing is written here yet" in ana.get("/path").content.decode()
    assert ana.post("/path/mood", {"mood": "eleven"}).status_code == 422
    ana.post("/path/mood", {"mood": "4", "words": "Rain."})
    ana.post("/path/notes/new", {"words": "The long day."})
    page = ana.get("/path")
    body = page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert "Rain." in body
    assert "The long day." in body
    assert '<svg class="plot path"' in body
    assert "<table" in body


def test_sam_with_an_open_key_of_his_own_finds_nothing_of_hers(cast, her_key, as_):
    kept = keep_note(person=cast.ana, key=her_key, words="The long day.")
    make_key(person=cast.sam, passphrase=PASSPHRASE)
    sam = as_(cast.sam)
    sam.post("/me/key", {"secret": PASSPHRASE})
    assert sam.get("/path").status_code == 200
    assert "The long day." not in sam.get("/path").content.decode()
    assert sam.get(f"/path/entries/{kept.id}").status_code == 404
    assert sam.post(f"/path/entries/{kept.id}", {"do": "let_go"}).status_code == 404
    assert sam.get("/path/entries/%00").status_code == 404
    assert sam.get("/path/measures/phq-10").status_code == 404
    assert Entry.objects.count() == 1


def test_a_note_is_changed_and_let_go(cast, her_key, ana):
    kept = keep_note(person=cast.ana, key=her_key, words="The long day.")
    assert ana.post(f"/path/entries/{kept.id}", {"words": " "}).status_code == 422
    ana.post(f"/path/entries/{kept.id}", {"words": "The longer day."})
    assert "The longer day." in ana.get(f"/path/entries/{kept.id}").content.decode()
    ana.post(f"/path/entries/{kept.id}", {"do": "let_go"})
    assert not Entry.objects.exists()


def test_the_ninth_question_opens_help_before_anything_else(ana):
    page = ana.post("/path/measures/phq-9", {f"a{n}": "1" for n in range(1, 10)}).content.decode()
    main = page.split("<main")[1]
    assert main.index("/help") < main.index("Your answers add up to 9 of 27.")
    assert "mild" in main
    page = ana.post("/path/measures/phq-9", {f"a{n}": "1" for n in range(1, 9)} | {"a9": "0"}).content.decode()
    assert "better off dead" not in page.split("<main")[1]
    page = ana.post("/path/measures/phq-9", {"a9": "2"}).content.decode()  # whoever stops there is not left alone
    assert "better off dead" in page
    assert "add up" not in page.split("<main")[1]
    assert ana.post("/path/measures/phq-9", {}).status_code == 422


def test_a_language_without_a_source_is_told_in_english_with_a_note(ana):
    ana.cookies["language"] = "es"
    assert "Poco interés" in ana.get("/path/measures/phq-9").content.decode()
    page = ana.get("/path/measures/gad-7").content.decode()
    assert 'lang="en"' in page.split("<main")[1]


def test_change_is_claimed_only_beyond_chance(cast, her_key):
    pack = our_packs()["gad-7"]
    for day, total in ((0, 15), (10, 12), (20, 11)):
        with clock.stopped(clock.now() + timedelta(days=day)):
            answer(
                person=cast.ana,
                key=her_key,
                pack=pack,
                answers=[3] * (total // 3) + [total % 3] + [0] * (6 - total // 3),
            )
    told = scores(leaves_of(cast.ana, key=her_key), pack)
    assert [(point.value, point.change) for point in told] == [(15, ""), (12, ""), (11, "better")]
    assert next_due(leaves_of(cast.ana, key=her_key), our_packs()["phq-9"]) is None


def test_what_is_printed_holds_notes_only_when_asked(cast, her_key, ana):
    keep_mood(person=cast.ana, key=her_key, mood=4, words="Rain.")
    assert "Rain." not in ana.get("/path/print").content.decode()
    assert "Rain." in ana.get("/path/print?notes=yes").content.decode()
    assert ana.get("/path/take-along").json()[0]["words"] == "Rain."


@pytest.mark.parametrize(("language", "called"), [("en", "mild"), ("es", "leve"), ("ar", "خفيف")])
def test_a_band_is_called_in_the_language_of_its_reader(cast, her_key, ana, language, called):
    ana.cookies["language"] = language
    answers = {f"a{n}": "1" for n in range(1, 8)}
    page = ana.post("/path/measures/gad-7", answers).content.decode()
    assert f"<bdi>{called}</bdi>" in page
    for path in ("/path", "/path/print"):
        page = ana.get(path).content.decode()
        assert f"<td>{called}</td>" in page
        assert f">{called}</text>" in page
    assert scores(leaves_of(cast.ana, key=her_key), our_packs()["gad-7"])[0].band == "mild"


def test_each_pack_of_ours_speaks_three_languages():
    for pack in our_packs().values():
        assert {"en", "es", "ar"} <= set(pack.about)
        for language in ("es", "ar"):
            with translation.override(language):
                assert all(band_words(name) != name for _least, name in pack.bands)
                assert missing_words(pack.missing) != pack.missing
    assert band_words("of our own") == "of our own"


@given(st.lists(st.tuples(st.integers(0, 365), st.integers(0, 10)), max_size=60))
def test_every_point_lies_in_the_picture(found):
    first = date(2026, 1, 1)
    points = [Point(first + timedelta(days=day), value) for day, value in sorted(found)]
    drawn = plot(points, first=first, last=first + timedelta(days=365), highest=10, title="<b>")
    assert drawn.count('class="dot"') == len(points)
    assert "<b>" not in drawn
