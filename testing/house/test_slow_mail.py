"""Letters leave the house by hands of their own. A mail server that says nothing holds up nobody who writes, and no
clock; its letters stay in their box.
"""

from __future__ import annotations

import time

import pytest

from testing.houses import postgres_here, running_house
from testing.mail_server import mail_server
from testing.proving.silent_mail import LETTERS, go_on_without_mail

pytestmark = pytest.mark.slow


def test_letters_are_carried_once_and_their_box_is_empty_then(tmp_path):
    with mail_server() as server:
        with running_house(tmp_path / "house", WITHNESS_MAIL=f"smtp://127.0.0.1:{server.port}") as house:
            house.errand("letters", count=LETTERS)
            for _try in range(200):
                if house.errand("rows", sql="SELECT count(*) FROM foundation_timer WHERE kind = 'post_letter'") == [
                    [0]
                ]:
                    break  # a letter leaves its box first, and its timer after it
                time.sleep(0.1)
            assert house.errand("rows", sql="SELECT count(*) FROM foundation_letterbox") == [[0]]
        assert sorted(letter["To"] for letter in server.letters) == [f"somebody{n}@example.org" for n in range(LETTERS)]


def test_words_and_clocks_go_on_while_letters_hang():
    assert go_on_without_mail() == {"letters": LETTERS, "kept": LETTERS}


@pytest.mark.postgres
def test_on_postgresql_too():
    assert go_on_without_mail(postgres=postgres_here())["kept"] == LETTERS
