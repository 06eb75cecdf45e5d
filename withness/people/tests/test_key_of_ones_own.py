"""One's own key: another passphrase for it, and throwing it away, each on a page that says what follows."""

import pytest

from withness.people.keyring import make_key, open_with
from withness.people.models import Keyring
from withness.people.tests.on_the_threshold import come_in
from withness.people.where_signed_in import places_of

OLD, NEW = "seven kettles on a bus", "eight kettles on a tram"
PAGES = ["/me/key/passphrase", "/me/key/throw-away"]


@pytest.fixture
def words(cast):
    """Ana has a key; these are her twelve words."""
    return make_key(person=cast.ana, passphrase=OLD)[1]


def test_the_page_of_the_key_leads_to_both(words, ana, cast, as_):
    shown = ana.get("/me/key").content.decode()
    assert [page for page in PAGES if f'href="{page}"' not in shown] == []
    assert 'href="/me/key"' in ana.get("/me").content.decode()
    for page in PAGES:
        assert ana.get(page).status_code == 200
        assert page not in as_(cast.sam).get("/me/key").content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_who_has_no_key_makes_one_first_and_who_is_out_comes_in(words, cast, as_, page):
    form = {"secret": OLD, "passphrase": NEW, "nickname": "ana"}
    sam = as_(None)
    come_in(sam, "sam")
    assert sam.get(page).headers["Location"] == sam.post(page, form).headers["Location"] == "/me/key"
    assert as_(None).post(page, form).headers["Location"].startswith("/account/come-in")
    assert open_with(person=cast.ana, secret=OLD) is not None


def test_another_passphrase_opens_the_same_key_and_ends_other_places(words, cast, ana, as_):
    as_(cast.ana).get("/me")
    before = open_with(person=cast.ana, secret=OLD)
    assert len(places_of(cast.ana, here="")) == 2
    answer = ana.post("/me/key/passphrase", {"secret": OLD, "passphrase": NEW})
    assert answer.headers["Location"] == "/me/key"
    assert open_with(person=cast.ana, secret=OLD) is None
    assert open_with(person=cast.ana, secret=NEW) == open_with(person=cast.ana, secret=words) == before
    assert len(places_of(cast.ana, here="")) == 1
    shown = ana.get("/me/key").content.decode()
    assert "Your key has another passphrase." in shown
    assert "Shut it in this browser" in shown


def test_a_forgotten_passphrase_is_changed_with_the_words(words, cast, ana):
    assert ana.post("/me/key/passphrase", {"secret": words.upper(), "passphrase": NEW}).status_code == 302
    assert open_with(person=cast.ana, secret=NEW) is not None


@pytest.mark.parametrize(
    ("form", "no"),
    [
        ({"secret": "guessed", "passphrase": NEW}, "Neither your passphrase nor your words are like this."),
        ({"passphrase": NEW}, "Neither your passphrase nor your words are like this."),
        ({"secret": OLD, "passphrase": "short"}, "Choose at least 12 letters."),
        ({"secret": OLD}, "Choose at least 12 letters."),
    ],
)
def test_what_does_not_fit_changes_nothing_even_where_the_key_lies_open(words, cast, ana, form, no):
    ana.post("/me/key", {"secret": OLD})
    answer = ana.post("/me/key/passphrase", form)
    assert answer.status_code == 422
    assert no in answer.content.decode()
    assert NEW not in answer.content.decode()
    assert open_with(person=cast.ana, secret=OLD) is not None


def test_guessing_is_slowed_here_as_where_it_is_opened(words, ana):
    for _n in range(4):
        ana.post("/me/key", {"secret": "guessed"})
        ana.post("/me/key/passphrase", {"secret": "guessed", "passphrase": NEW})
    assert ana.post("/me/key/passphrase", {"secret": OLD, "passphrase": NEW}).status_code == 429
    assert ana.post("/me/key", {"secret": OLD}).status_code == 429


def test_a_key_is_thrown_away_with_its_owners_nickname(words, cast, ana, as_):
    elsewhere = as_(cast.ana)
    elsewhere.post("/me/key", {"secret": OLD})
    ana.post("/me/key", {"secret": OLD})
    answer = ana.post("/me/key/throw-away", {"nickname": " ANA "})
    assert answer.headers["Location"] == "/me/key"
    assert not Keyring.objects.filter(person=cast.ana).exists()
    assert len(places_of(cast.ana, here="")) == 1  # nothing is sealed elsewhere with a key that is gone
    shown = ana.get("/me/key").content.decode()
    assert "Make my key" in shown
    assert "Shut it in this browser" not in shown


@pytest.mark.parametrize("nickname", ["", "ben", "an"])
def test_by_mistake_nothing_is_thrown_away(words, cast, ana, nickname):
    answer = ana.post("/me/key/throw-away", {"nickname": nickname})
    assert answer.status_code == 422
    assert "Write your nickname as you write it when you come in." in answer.content.decode()
    assert open_with(person=cast.ana, secret=OLD) is not None
