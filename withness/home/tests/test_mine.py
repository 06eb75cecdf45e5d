"""What one keeps, and what one has begun."""

import pytest

from withness.shares.changing import take_back_share
from withness.shares.drafting import keep_draft
from withness.shares.keeping import keep
from withness.shares.models import Draft
from withness.shares.sharing import share


def _kept(cast, words, by=None):
    one = share(by=cast.face(by or cast.ana, cast.long_nights), words=words, need="just_listen")
    keep(by=cast.face(cast.ben, cast.long_nights), share=one, on=True)
    return one


@pytest.mark.parametrize("address", ["/saved", "/drafts"])
def test_a_stranger_is_shown_the_way_in(as_, db, address):
    answer = as_(None).get(address)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/account/come-in?next={address}")


@pytest.mark.parametrize("address", ["/saved", "/drafts"])
def test_sam_has_nothing_yet_and_is_told_what_would_be_here(cast, as_, address):
    _kept(cast, "Awake again.")
    page = as_(cast.sam).get(address).content.decode()
    assert "Awake again." not in page
    assert 'href="/today"' in page


def test_ben_keeps_what_does_him_good_and_nobody_else_sees_that(cast, as_):
    _kept(cast, "Awake again.")
    assert "Awake again." in as_(cast.ben).get("/saved").content.decode()
    assert "Awake again." not in as_(cast.ana).get("/saved").content.decode()


def test_what_is_taken_back_is_kept_no_longer(cast, as_):
    hers = _kept(cast, "Awake again.")
    take_back_share(by=cast.face(cast.ana, cast.long_nights), share=hers)
    assert "Awake again." not in as_(cast.ben).get("/saved").content.decode()


def test_what_is_kept_comes_twenty_at_a_time(cast, as_, monkeypatch):
    monkeypatch.setattr("withness.shares.pace.SHARES_WHEN_NEW", 99)
    for n in range(23):
        _kept(cast, f"Night {n:02}.")
    ben = as_(cast.ben)
    first = ben.get("/saved").content.decode()
    assert first.count("<article") == 20
    address = first.split('href="/saved?before=')[1].split('"')[0]
    rest = ben.get(f"/saved?before={address}").content.decode()
    assert [f"Night {n:02}." in rest for n in range(4)] == [True, True, True, False]
    assert "before=" not in rest
    assert ben.get("/saved?before=nonsense").status_code == 200


@pytest.mark.parametrize("things", [1, 3])
def test_the_kept_list_asks_a_fixed_number_of_questions(cast, as_, django_assert_num_queries, things):
    for n in range(things):
        _kept(cast, f"Night {n}.")
    ben = as_(cast.ben)
    ben.get("/saved")
    with django_assert_num_queries(6):
        ben.get("/saved")


def test_a_draft_can_be_gone_on_with_or_let_go(cast, as_):
    hers = share(by=cast.face(cast.ana, cast.long_nights), words="Awake again.", need="just_listen")
    wren = cast.face(cast.ben, cast.long_nights)
    draft = keep_draft(by=wren, share=hers, words="I know that")
    ben = as_(cast.ben)
    page = ben.get("/drafts").content.decode()
    assert "I know that" in page
    assert f'href="/g/{cast.long_nights.id}/s/{hers.id}"' in page
    answer = ben.post("/drafts", {"draft": draft.id}, follow=True)
    assert "The draft is gone." in answer.content.decode()
    assert not Draft.objects.exists()


def test_words_under_a_share_that_is_gone_can_still_be_read(cast, as_):
    hers = share(by=cast.face(cast.ana, cast.long_nights), words="Awake again.", need="just_listen")
    keep_draft(by=cast.face(cast.ben, cast.long_nights), share=hers, words="I know that")
    Draft.objects.update(share=None)  # as when the share was taken back in another moment
    take_back_share(by=cast.face(cast.ana, cast.long_nights), share=hers)
    page = as_(cast.ben).get("/drafts").content.decode()
    assert "I know that" in page
    assert "Go on writing" not in page


def test_eve_cannot_let_bens_draft_go(cast, as_):
    draft = keep_draft(by=cast.face(cast.ben, cast.long_nights), share=None, words="Mine")
    for name in (draft.id, "nothing", ""):
        assert as_(cast.eve).post("/drafts", {"draft": name}).status_code == 404
    assert Draft.objects.count() == 1
