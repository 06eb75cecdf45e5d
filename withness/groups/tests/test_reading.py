"""Lists of groups: one's own first, those one may find, and what is new."""

from datetime import timedelta

import pytest

from testing.cast import a_group, a_member
from withness.foundation import clock
from withness.foundation.events import record, where
from withness.groups.belonging import a_few
from withness.groups.closing import close_group
from withness.groups.joining import join
from withness.groups.looking import look
from withness.groups.models import Group
from withness.groups.reading import groups_for, listed_groups, my_groups, spoken_languages
from withness.safety.boundaries import draw_boundary


def titles(places):
    return [place.group.title for place in places.items]


def share(member, share_id="s"):
    from django.db import transaction

    with transaction.atomic():
        record(stream=f"group:{member.group_id}", kind="share", by=member.id, share=share_id)


def test_everybody_finds_the_listed_groups_and_only_members_the_others(cast):
    assert titles(listed_groups(None)) == ["The Thursday Table", "Long Nights"]
    assert titles(listed_groups(cast.sam)) == ["The Thursday Table", "Long Nights"]
    assert titles(listed_groups(cast.ana)) == ["The Thursday Table"]
    assert [place.group.title for place in my_groups(cast.ana)] == ["Still Water", "Long Nights"]
    assert my_groups(cast.sam) == []


def test_one_s_own_come_first_in_one_list(cast):
    assert [(one.group.title, one.me is not None) for one in groups_for(cast.ana).items] == [
        ("Still Water", True), ("Long Nights", True), ("The Thursday Table", False)
    ]  # fmt: skip
    assert titles(groups_for(None)) == titles(groups_for(cast.sam)) == ["The Thursday Table", "Long Nights"]


@pytest.mark.parametrize("most", [1, 2, 3, 5, 20])
def test_page_after_page_nothing_is_missed_or_met_twice(cast, most):
    for n in range(7):
        a_group(cast.sam, title=f"Group {n}", joining=Group.OPEN, alias="Tarn")
    for person in (None, cast.ana, cast.sam):
        found, after = [], ""
        while True:
            places = groups_for(person, after=after, most=most)
            found += titles(places)
            after = places.next
            if not after:
                break
        assert found == titles(groups_for(person, most=100))
        assert len(found) == len(set(found))


def test_groups_in_the_language_one_speaks_come_first_page_after_page(cast):
    for n in range(3):
        member = a_group(cast.chidi, title=f"Grupo {n}", joining=Group.OPEN, alias="Mirlo")
        Group.objects.filter(id=member.group_id).update(language="es")
    found, after = [], ""
    while after or not found:
        places = listed_groups(None, speaks="en", most=1, after=after)
        found, after = found + titles(places), places.next
    assert found == ["The Thursday Table", "Long Nights", "Grupo 2", "Grupo 1", "Grupo 0"]
    assert titles(listed_groups(None, speaks="es"))[:3] == ["Grupo 2", "Grupo 1", "Grupo 0"]
    assert titles(listed_groups(None, speaks="xx"))[0] == "Grupo 2"


@pytest.mark.parametrize("after", ["x", "\x00", "2" * 17, "é" * 10_000])
def test_a_cursor_that_is_none_begins_at_the_beginning(cast, after):
    assert titles(groups_for(cast.sam, after=after)) == ["The Thursday Table", "Long Nights"]


def test_the_id_of_a_closed_group_is_no_cursor_either(cast):
    assert titles(groups_for(cast.sam, after=cast.still_water.id)) == ["The Thursday Table", "Long Nights"]


def test_words_find_a_group_in_any_case_and_without_accents(cast):
    group = a_group(cast.chidi, title="Café de los Miércoles", joining=Group.OPEN, alias="Mirlo").group
    Group.objects.filter(id=group.id).update(language="es")
    assert titles(listed_groups(cast.sam, words="CAFE miercoles")) == ["Café de los Miércoles"]
    assert titles(listed_groups(cast.sam, words="cafe nights")) == []
    assert titles(listed_groups(cast.sam, words="water")) == []
    assert titles(listed_groups(cast.sam, language="es")) == ["Café de los Miércoles"]
    assert titles(listed_groups(cast.sam, language="ar")) == []
    assert spoken_languages(cast.sam) == ["en", "es"]
    assert titles(listed_groups(cast.sam, words="\x00 %_")) == []


def test_where_one_waits_at_the_door_the_list_says_so_and_who_holds_it_sees_it(cast):
    join(person=cast.sam, group=cast.thursday, alias="Finch", agreement_version=1)
    assert [(one.group.title, one.asked) for one in listed_groups(cast.sam).items] == [
        ("The Thursday Table", True), ("Long Nights", False)
    ]  # fmt: skip
    assert {one.group.title: one.waiting for one in my_groups(cast.chidi)} == {
        "Still Water": False, "The Thursday Table": True, "Long Nights": False
    }  # fmt: skip
    assert not any(one.waiting for one in my_groups(cast.dana))


def news(person):
    return {place.group.title for place in my_groups(person) if place.new}


def test_what_others_shared_is_new_until_one_has_looked(cast):
    teasel, wren = cast.face(cast.ana, cast.long_nights), cast.face(cast.ben, cast.long_nights)
    assert news(cast.ana) == set()
    share(wren)
    assert (news(cast.ana), news(cast.ben)) == ({"Long Nights"}, set())
    stream = f"group:{cast.long_nights.id}"
    look(by=teasel, seq=where([stream])[stream][0])
    assert news(cast.ana) == set()
    share(cast.face(cast.chidi, cast.long_nights), "t")
    look(by=teasel, seq=1)  # an old page opened again brings nothing back
    assert news(cast.ana) == {"Long Nights"}


def test_what_was_taken_back_is_no_news(cast):
    from django.db import transaction

    wren = cast.face(cast.ben, cast.long_nights)
    share(wren, "gone")
    with transaction.atomic():
        record(stream=f"group:{cast.long_nights.id}", kind="taken_back", by=wren.id, share="gone")
    assert news(cast.ana) == set()


def test_news_from_beyond_a_boundary_is_none(cast):
    share(cast.face(cast.eve, cast.long_nights))
    assert (news(cast.ben), news(cast.ana)) == ({"Long Nights"}, set())


def test_elsewhere_news_goes_quiet_only_when_the_boundary_reaches_there(cast):
    dunlin = a_member(cast.eve, cast.thursday, "Dunlin")
    a_member(cast.ana, cast.thursday, "Linnet")
    share(dunlin)
    assert news(cast.ana) == {"The Thursday Table"}
    with clock.stopped(clock.now() + timedelta(days=15)):
        assert news(cast.ana) == set()
    draw_boundary(by=cast.ana, towards=cast.eve, place=cast.thursday.id)
    assert news(cast.ana) == set()


def test_a_closed_group_is_listed_nowhere_and_stays_among_one_s_own(cast):
    close_group(by=cast.face(cast.chidi, cast.long_nights), words="")
    assert titles(listed_groups(None)) == ["The Thursday Table"]
    assert [place.group.title for place in my_groups(cast.ana)] == ["Still Water", "Long Nights"]


def test_my_groups_cost_the_same_with_one_and_with_three(cast, django_assert_num_queries):
    with django_assert_num_queries(3):  # memberships, events, boundaries
        assert len(my_groups(cast.dana)) == 1
    with django_assert_num_queries(4):  # and who waits at the doors Chidi holds
        assert len(my_groups(cast.chidi)) == 3
    with django_assert_num_queries(1):
        assert my_groups(cast.sam) == []


def test_listed_groups_cost_the_same_with_one_and_with_three(cast, django_assert_num_queries):
    with django_assert_num_queries(3):  # groups, people, knocks
        assert len(listed_groups(cast.ana).items) == 1
    a_group(cast.chidi, title="Third", joining=Group.OPEN, alias="Tarn")
    with django_assert_num_queries(3):
        assert len(listed_groups(cast.sam).items) == 3


@pytest.mark.parametrize(("number", "shown"), [(0, None), (1, None), (9, None), (10, 10), (19, 10), (128, 120)])
def test_no_number_under_ten_leaves_a_group(number, shown):
    assert a_few(number) == shown
