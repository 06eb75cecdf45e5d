"""The handbook for everybody, and the page of the house for stewards."""

from withness.foundation import clock
from withness.foundation.models import HouseNote
from withness.home.handbook import CHAPTERS


def test_everybody_can_read_the_handbook(cast, as_):
    for who in (None, cast.sam, cast.chidi):
        page = as_(who).get("/handbook").content.decode()
        assert page.count("<h2 ") == len(CHAPTERS)
    assert 'href="#hard-words"' in page


def test_the_handbook_offers_to_open_a_group_to_who_may(cast, as_, settings):
    settings.OPENING_GROUPS = "STEWARDS"
    shown = [who for who in (None, cast.sam, cast.dana) if "/groups/new" in as_(who).get("/handbook").content.decode()]
    settings.OPENING_GROUPS = "EVERYBODY"
    assert shown == [cast.dana]
    assert "/groups/new" in as_(None).get("/handbook").content.decode()


def test_dana_sees_how_the_house_is_and_no_small_number(cast, as_):
    HouseNote.objects.create(name="backup", at=clock.now())
    page = as_(cast.dana).get("/house").content.decode()
    assert "The last copy was made on" in page
    assert "People: fewer than ten" in page
    for name in ("ana", "Teasel", "Long Nights"):
        assert f">{name}" not in page
    assert 'href="/house"' in as_(cast.dana).get("/me").content.decode()


def test_for_everybody_else_there_is_nothing(cast, as_):
    assert as_(cast.ana).get("/house").status_code == 404
    assert as_(cast.sam).get("/house").status_code == 404
    assert as_(None).get("/house").status_code == 302
    assert 'href="/house"' not in as_(cast.ana).get("/me").content.decode()


def test_the_house_and_the_handbook_are_only_read(cast, as_):
    assert as_(cast.dana).post("/house").status_code == 405
    assert as_(cast.dana).post("/handbook").status_code == 405
