"""The list of groups and the page about one: open to everybody, and silent about people."""

import pytest

from testing.cast import a_group, a_person
from withness.groups.closing import close_group
from withness.groups.joining import join
from withness.groups.models import Group, Member


def read(as_, person, path):
    answer = as_(person).get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_stranger_finds_the_listed_groups_and_the_way_in(cast, as_):
    page = read(as_, None, "/groups")
    assert ("The Thursday Table" in page, "Long Nights" in page, "Still Water" in page) == (True, True, False)
    assert f'href="/g/{cast.long_nights.id}/about"' in page
    assert 'href="/account/join?next=/groups"' in page
    assert "/groups/new" not in page
    assert "<title>Groups</title>" in page


def test_ana_finds_her_own_first_and_then_those_she_can_join(cast, as_):
    page = read(as_, cast.ana, "/groups")
    assert page.index("Still Water") < page.index("Long Nights") < page.index("The Thursday Table")
    assert "You are <bdi>Fern</bdi> here." in page
    assert "Still Water" not in read(as_, cast.sam, "/groups")


def test_no_number_about_people_under_ten_is_told(cast, as_):
    for person in (None, cast.sam):
        for path in ("/groups", f"/g/{cast.long_nights.id}/about"):
            page = read(as_, person, path)
            assert "A few people are here." in page
            assert "people or more" not in page
    for n in range(9):
        join(person=a_person(f"p{n}"), group=cast.long_nights, alias=f"Stone {'abcdefghi'[n]}", agreement_version=1)
    assert Member.objects.here().filter(group=cast.long_nights).count() == 13
    for path in ("/groups", f"/g/{cast.long_nights.id}/about"):
        assert "10 people or more are here." in read(as_, cast.sam, path)


def test_looking_for_words_language_and_kind(cast, as_):
    a_group(cast.chidi, title="Café de los Miércoles", joining=Group.OPEN, alias="Mirlo", profile="grief")
    Group.objects.filter(title__startswith="Café").update(language="es")
    page = read(as_, cast.sam, "/groups?words=cafe")
    assert ("Café de los Miércoles" in page, "Long Nights" in page) == (True, False)
    page = read(as_, cast.sam, "/groups?language=es&profile=grief")
    assert ("Café de los Miércoles" in page, "Long Nights" in page) == (True, False)
    assert "Long Nights" in read(as_, cast.sam, "/groups?profile=carers")
    assert "No group like that" in read(as_, cast.sam, "/groups?words=water&language=es")
    assert "Long Nights" in read(as_, cast.sam, "/groups?language=%00&profile=nonsense&after=x")


def test_more_groups_than_a_page_holds(cast, as_):
    for n in range(21):
        a_group(cast.chidi, title=f"Group {n:02}", joining=Group.OPEN, alias="Tarn", profile="grief")
    page = read(as_, cast.sam, "/groups?profile=grief")
    assert ("Group 20" in page, "Group 00" in page) == (True, False)
    onward = page.split('rel="next"')[0].rpartition('href="')[2].split('"')[0].replace("&amp;", "&")
    assert "profile=grief" in onward
    page = read(as_, cast.sam, onward)
    assert ("Group 20" in page, "Group 00" in page) == (False, True)


def test_a_new_house_says_so_gently(as_, db):
    assert "No group is open yet." in read(as_, None, "/groups")


def test_what_others_wrote_about_a_group_is_only_text(cast, as_):
    Group.objects.filter(id=cast.thursday.id).update(title="<b>T</b>", about='<img src="x" onerror="y">')
    page = read(as_, cast.sam, "/groups?words=%22%3E%3Cscript%3E")
    assert "<script>" not in page
    page = read(as_, cast.sam, "/groups")
    assert ("<b>T" in page, "<img" in page) == (False, False)


def test_the_page_about_a_group_tells_what_one_should_know_before_joining(cast, as_):
    for person in (None, cast.sam):
        page = read(as_, person, f"/g/{cast.thursday.id}/about")
        for said in (
            "The Thursday Table",
            "Nobody has to be fine.",
            "For those who look after someone.",
            "Ask to join",
        ):
            assert said in page
        way = f"/g/{cast.thursday.id}/join"
        assert f'class="btn main" href="{way if person else "/account/join?next=" + way}"' in page
        assert ("Alder" in page, "Sorrel" in page) == (False, False)  # who is there is nobody's business
        assert "<title>About a group</title>" in page


def test_a_member_reads_it_too_and_goes_in(cast, as_):
    page = read(as_, cast.ana, f"/g/{cast.still_water.id}/about")
    assert f'href="/g/{cast.still_water.id}">Go in' in page


def test_a_closed_group_is_found_no_more(cast, as_):
    close_group(by=cast.face(cast.chidi, cast.long_nights), words="")
    assert "Long Nights" not in read(as_, cast.sam, "/groups")
    assert as_(cast.sam).get(f"/g/{cast.long_nights.id}/about").status_code == 404
    assert "This group has come to its end." in read(as_, cast.ana, "/groups")


@pytest.mark.parametrize("groups", [1, 3])
def test_the_list_asks_the_database_a_fixed_number_of_questions(cast, as_, groups, django_assert_num_queries):
    for n in range(groups):
        a_group(cast.chidi, title=f"Group {n}", joining=Group.OPEN, alias="Tarn")
    ana, stranger = as_(cast.ana), as_(None)
    ana.get("/groups")
    with django_assert_num_queries(11):
        ana.get("/groups")
    with django_assert_num_queries(5):
        stranger.get("/groups")
