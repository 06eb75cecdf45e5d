"""A group lets what it shares help newcomers find it: common terms of several people, and never one person's words."""

import json
from datetime import timedelta

import pytest

from testing.cast import a_member, a_person
from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.timers import run_due
from withness.groups.models import Group
from withness.groups.opening import change_ways, edit_group, open_group
from withness.groups.ways import told
from withness.matching.catalogue import forget_catalogue
from withness.matching.models import OwnWords
from withness.matching.own_words import LEAST_PEOPLE, READ_WORDS, common_terms
from withness.safety.models import NotWanted
from withness.safety.wanting import wish
from withness.shares.changing import take_back_share
from withness.shares.sharing import share

AGREEMENT = "We speak from our own life. What is said here stays here. Nobody has to be fine."
NIGHTS = [
    "The nightmares came again, and I lay awake until four. Flashbacks of the crash.",
    "Nightmares every night since the accident. A loud car, and there is a flashback.",
    "My nightmares are worse in winter. The flashbacks too.",
    "I told nobody of the nightmares for years. Flashbacks in the supermarket.",
    "Four nightmares this week. One flashback at work.",
    "I dreamt of Marlowe Street. Nightmares, flashbacks, the lot.",
]


@pytest.fixture(autouse=True)
def _anew():
    forget_catalogue()
    yield
    forget_catalogue()


@pytest.fixture
def tuesday(cast):
    """A group that says little of itself, and six who share in it."""
    chidi = open_group(
        by=cast.chidi, alias="Rook", title="Tuesday evenings", about="A quiet circle in the village. Tea is at seven.",
        profile="custom", joining=Group.OPEN, agreement=AGREEMENT, language="en",
    )  # fmt: skip
    open_group(
        by=cast.chidi, alias="Rook", title="Sugar and Salt", about="For people who live with diabetes and insulin.",
        profile="custom", joining=Group.OPEN, agreement=AGREEMENT, language="en",
    )  # fmt: skip
    group = Group.objects.get(title="Tuesday evenings")
    faces = [a_member(a_person(f"night{n}"), group, f"Night {n}") for n in range(len(NIGHTS))]
    return group, group.members.get(person=cast.chidi), faces, chidi


def agree(face, answer=True):
    change_ways(by=face, ways={**face.group.ways, "teaches": answer})


def tell(faces):
    return [share(by=face, words=words, need="just_listen") for face, words in zip(faces, NIGHTS, strict=True)]


def a_day_later(days=1):
    with clock.stopped(clock.now() + timedelta(days=days, minutes=5)):
        while run_due():
            pass


def suggested(browser):
    answer = browser.post(
        "/api/v1/welcome/suggestions", json.dumps({"words": "I have flashbacks and nightmares since the crash."}),
        content_type="application/json",
    )  # fmt: skip
    return {one["title"]: one for one in answer.json()["groups"]}


def test_a_group_that_agreed_is_found_by_what_its_members_speak_of(as_, cast, tuesday):
    group, chidi, faces, _ = tuesday
    assert "Tuesday evenings" not in suggested(as_(cast.sam))
    agree(chidi)
    tell(faces)
    a_day_later()
    found = suggested(as_(cast.sam))
    assert next(iter(found)) == "Tuesday evenings"
    kept = OwnWords.objects.get().terms
    assert {"nightmar", "flashback"} <= set(kept)
    page = as_(cast.sam).post("/welcome", {"words": "Flashbacks and nightmares since the crash."}).content.decode()
    assert "Tuesday evenings" in page
    assert not any(words[:30] in page for words in NIGHTS)  # Sam the stranger reads none of it
    assert any("five or more people use here" in sentence for sentence in told(Group.objects.get(id=group.id)))


def test_without_a_choice_nothing_is_read(as_, cast, tuesday):
    _group, _chidi, faces, _ = tuesday
    tell(faces)
    a_day_later()
    assert not OwnWords.objects.exists()
    assert "Tuesday evenings" not in suggested(as_(cast.sam))


def test_what_was_shared_before_the_choice_is_not_read(tuesday):
    _group, chidi, faces, _ = tuesday
    tell(faces)
    with clock.stopped(clock.now() + timedelta(minutes=1)):
        agree(chidi)
    a_day_later()
    assert OwnWords.objects.get().terms == []


def test_four_people_are_too_few_however_much_they_say(tuesday):
    _group, chidi, faces, _ = tuesday
    agree(chidi)
    tell(faces)
    for face in faces[LEAST_PEOPLE - 1 :]:
        wish(person=face.person, what=NotWanted.TEACHING, wanted=False)
    for n in range(5):
        share(by=faces[0], words=f"Nightmares, again, {n} of them.", need="just_listen")
    a_day_later()
    assert OwnWords.objects.get().terms == []


def test_what_is_taken_back_is_gone_the_day_after(as_, cast, tuesday):
    _group, chidi, faces, _ = tuesday
    agree(chidi)
    shared = tell(faces)
    a_day_later()
    for one in shared[: len(shared) - LEAST_PEOPLE + 1]:
        take_back_share(by=one.author, share=one)
    a_day_later(2)
    assert OwnWords.objects.get().terms == []
    assert "Tuesday evenings" not in suggested(as_(cast.sam))


def test_a_group_that_changes_its_mind_or_hides_lets_go_at_once(as_, cast, tuesday):
    group, chidi, faces, _ = tuesday
    agree(chidi)
    tell(faces)
    a_day_later()
    agree(chidi, False)
    assert not OwnWords.objects.exists()
    assert not Timer.objects.filter(kind=READ_WORDS).exists()
    assert "Tuesday evenings" not in suggested(as_(cast.sam))
    agree(chidi)
    about = {"title": group.title, "about": group.about, "language": "en", "zone": group.zone}
    edit_group(by=chidi, joining=Group.INVITE, **about)
    assert not OwnWords.objects.exists()


def test_no_words_of_one_person_and_no_names_are_kept():
    told_by_six = [
        (f"p{n}", f"Marlowe Street, Zsuzsanna, and the nightmares. {words}") for n, words in enumerate(NIGHTS)
    ]
    kept = common_terms(told_by_six)
    assert "nightmar" in kept
    assert not {"marlow", "zsuzsanna", "marlow street"} & set(kept)
    assert common_terms([("one", "nightmares"), *[("one", words) for words in NIGHTS]]) == []


def test_only_who_holds_the_group_chooses_and_each_may_leave_their_words_out(as_, cast, tuesday):
    group, _chidi, _faces, _ = tuesday
    at = f"/g/{group.id}/desk/ways"
    assert "help newcomers find this group" in as_(cast.chidi).get(at).content.decode()
    assert as_(cast.sam).post(at, {"teaches": "yes"}).status_code == 404
    browser = as_(cast.ana)
    assert "help newcomers find it" in browser.get("/me/writing").content.decode()
    browser.post("/me/writing", {"card": "yes", "hints": "yes"})
    assert list(NotWanted.objects.filter(person=cast.ana).values_list("what", flat=True)) == ["teaching"]
    browser.post("/me/writing", {"card": "yes", "hints": "yes", "teaching": "yes"})
    assert not NotWanted.objects.filter(person=cast.ana).exists()
