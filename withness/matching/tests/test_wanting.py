"""Being told when a group opens."""

import pytest

from withness.groups.opening import open_group
from withness.matching.catalogue import forget_catalogue
from withness.matching.choosing import choose_for_group
from withness.matching.models import Wanting
from withness.matching.wanting import MOST, want, wanted
from withness.notices.inbox import unseen
from withness.notices.models import Notice


@pytest.fixture(autouse=True)
def _anew():
    forget_catalogue()


def opened(by, title, about):
    words = "We speak from our own life. What is said here stays here. Nobody has to be fine."
    return open_group(by=by, alias="Rook", title=title, about=about, profile="carers", joining="open", agreement=words)


def test_who_waits_is_told_once_when_such_a_group_opens(cast):
    want(person=cast.sam, experiences=["diabetes", "gambling"])
    want(person=cast.ana, experiences=["epilepsy"])
    opened(cast.chidi, "Sugar and Salt", "For people who live with diabetes and insulin.")
    opened(cast.chidi, "Sweet and Low", "Diabetes again, insulin again.")
    assert [one.words.sentence for one in unseen(cast.sam, most=5)] == [
        "There is a group now for what you were waiting for: Sugar and Salt"
    ]
    assert Notice.objects.filter(kind="group_for_me").count() == 1
    assert [one.slug for one in wanted(cast.sam, "en")] == ["gambling"]


def test_choosing_what_a_group_is_for_tells_who_waits(cast):
    want(person=cast.sam, experiences=["epilepsy"])
    quiet = opened(cast.chidi, "Harbour", "A calm place, every evening, for whoever needs it.")
    assert unseen(cast.sam, most=5) == []
    choose_for_group(by=quiet, experiences=["epilepsy"])
    assert len(unseen(cast.sam, most=5)) == 1


def test_waiting_on_the_page(as_, cast):
    assert as_(None).post("/welcome/waiting", {"experience": "sleep"}).url == "/account/come-in?next=/me/waiting"
    assert as_(None).get("/me/waiting").status_code == 302
    sam = as_(cast.sam)
    assert sam.post("/welcome/waiting", {"experience": ["sleep", "nonsense"]}).url == "/me/waiting"
    assert "Sleep" in sam.get("/me/waiting").content.decode()
    sam.post("/me/waiting", {"experience": ["grief", "panic"]})
    assert [one.slug for one in wanted(cast.sam, "en")] == ["panic"]
    sam.post("/me/waiting", {})
    assert not Wanting.objects.exists()


def test_nobody_waits_for_everything(cast):
    from withness.people.experiences.vocabulary import vocabulary

    want(person=cast.sam, experiences=list(vocabulary()))
    assert Wanting.objects.count() == MOST
