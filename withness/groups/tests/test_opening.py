"""Opening a group and changing what it says of itself."""

import pytest

from testing.cast import AGREEMENT, a_person
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.groups.agreeing import accept, agreement_of, change_agreement, versions_of
from withness.groups.closing import close_group
from withness.groups.models import Group
from withness.groups.opening import change_ways, edit_group, open_group
from withness.groups.profiles import PROFILES, way_of
from withness.groups.rules import may_write
from withness.groups.starting_words import starting_agreement
from withness.groups.ways import QUESTIONS, read_ways, told
from withness.people.consenting import consent, withdraw_consent

GOOD = {
    "alias": "Tarn", "title": "Small Hours", "about": "For those who are awake when nobody else is.",
    "profile": "check-in", "joining": "request", "agreement": AGREEMENT, "language": "es", "zone": "Europe/Madrid",
}  # fmt: skip


def test_sam_opens_a_group_and_holds_it(cast):
    member = open_group(by=cast.sam, **GOOD)
    group = Group.objects.get(id=member.group_id)
    assert (member.holds, group.language, group.zone, group.is_demo) == ("facilitator", "es", "Europe/Madrid", False)
    assert (agreement_of(group).words, member.agreed_version) == (AGREEMENT, 1)


def test_where_stewards_open_the_groups_nobody_else_does(cast, settings):
    settings.OPENING_GROUPS = "STEWARDS"
    with pytest.raises(NotAllowed, match="stewards open the groups"):
        open_group(by=cast.sam, **GOOD)
    assert Group.objects.count() == 3
    assert open_group(by=cast.dana, **GOOD).holds == "facilitator"
    visitor = a_person("dora", is_demo=True)
    consent(person=visitor, about="health")
    assert open_group(by=visitor, **GOOD).group.is_demo


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", " "), ("title", "x" * 81), ("about", "short"), ("about", "x" * 4001), ("profile", "magic"),
     ("joining", "never"), ("agreement", ""), ("agreement", "x" * 8001), ("language", "klingon"), ("zone", "Mars/Base"),
     ("alias", "A")],
)  # fmt: skip
def test_what_needs_another_look_is_named(cast, field, value):
    with pytest.raises(NotUnderstood) as no:
        open_group(by=cast.sam, **(GOOD | {field: value}))
    assert no.value.field == field
    assert Group.objects.count() == 3


def test_opening_needs_consent(cast):
    withdraw_consent(person=cast.sam, about="health")
    with pytest.raises(NotAllowed):
        open_group(by=cast.sam, **GOOD)


def test_chidi_edits_and_others_do_not(cast):
    said = {"title": "Longer Nights", "about": "For those who do not sleep.", "joining": "invite"}
    with pytest.raises(NotAllowed):
        edit_group(by=cast.face(cast.ana, cast.long_nights), **said)
    version = cast.long_nights.version
    group = edit_group(by=cast.face(cast.chidi, cast.long_nights), **said)
    assert (group.title, group.joining, group.version > version) == ("Longer Nights", "invite", True)
    assert group not in Group.objects.visible_to(None)


def test_ways_are_kept_only_where_they_differ_from_the_profile(cast):
    rowan = cast.face(cast.chidi, cast.long_nights)  # carers: in discussion, advice, no counters
    group = change_ways(by=rowan, ways={"cross_talk": "never", "advice": True, "circle_size": 8, "title": "no"})
    assert group.ways == {"cross_talk": "never", "circle_size": 8}
    assert (way_of(group, "cross_talk"), way_of(group, "advice"), way_of(group, "counters")) == ("never", True, False)
    assert told(group)[0] == "In meetings each person speaks and the others listen."
    for bad in ({"cross_talk": "shout"}, {"advice": "maybe"}, {"circle_size": 2}, {"circle_size": 31}):
        with pytest.raises(NotUnderstood):
            change_ways(by=rowan, ways=bad)


def test_a_form_of_ways_is_read(cast):
    form = {question.name: question.answers[0][0] for question in QUESTIONS} | {"circle_size": "10"}
    assert read_ways(form) == {
        "cross_talk": "never", "advice": True, "counters": True, "measures": True, "risk_tooling": True,
        "private_messages": True, "hold_heavy": "never", "conscience": "never", "conscience_rule": "two_thirds", "teaches": False,
        "circle_size": 10,
    }  # fmt: skip
    with pytest.raises(NotUnderstood):
        read_ways(form | {"advice": "perhaps"})
    assert read_ways(form | {"circle_size": "ten"})["circle_size"] == 0  # and that is refused when it is kept


def test_a_changed_agreement_asks_everybody_again_and_keeps_the_old_words(cast):
    rowan, teasel = cast.face(cast.chidi, cast.long_nights), cast.face(cast.ana, cast.long_nights)
    with pytest.raises(NotAllowed):
        change_agreement(by=teasel, words=AGREEMENT + " More.")
    assert change_agreement(by=rowan, words=f" {AGREEMENT}\n").version == 1  # the same words ask nobody
    change_agreement(by=rowan, words=AGREEMENT + " And we are patient.")
    group = Group.objects.get(id=cast.long_nights.id)
    assert [one.version for one in versions_of(group)] == [2, 1]
    assert not may_write(cast.face(cast.ana, cast.long_nights))
    assert not may_write(cast.face(cast.chidi, cast.long_nights))
    with pytest.raises(NotUnderstood):
        accept(by=teasel, version=1)
    assert may_write(accept(by=teasel, version=2))


def test_nothing_changes_in_a_closed_group(cast):
    rowan = cast.face(cast.chidi, cast.long_nights)
    close_group(by=rowan, words="")
    for change in (
        lambda: edit_group(by=rowan, title="Other", about="Something else here.", joining="open"),
        lambda: change_ways(by=rowan, ways={}),
        lambda: change_agreement(by=rowan, words=AGREEMENT + " More."),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_every_profile_begins_with_six_to_ten_clauses_that_can_be_kept(db):
    person = a_person("sam")
    for profile in PROFILES:
        words = starting_agreement(profile.slug)
        assert 6 <= words.count("\n") + 1 <= 10
        member = open_group(
            by=person, **(GOOD | {"profile": profile.slug, "agreement": words, "joining": profile.joining})
        )
        assert agreement_of(member.group).html.count("<li>") == words.count("\n") + 1
        assert len(told(member.group)) == 6
