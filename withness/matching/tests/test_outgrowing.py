"""How a group could become two."""

from testing.cast import a_member, a_person
from withness.groups.models import Member
from withness.groups.opening import change_ways
from withness.matching.choosing import say_lived


def test_only_who_holds_a_large_group_sees_two_halves_and_nobody_moves(as_, cast, settings):
    holder = cast.face(cast.chidi, cast.long_nights)
    address = f"/g/{cast.long_nights.id}/halves"
    change_ways(by=holder, ways={"circle_size": 6})
    assert "still fits" in as_(cast.chidi).get(address).content.decode()
    for number in range(6):
        face = a_member(a_person(f"person{number}"), cast.long_nights, f"Alias{'abcdef'[number]}")
        say_lived(by=face, stages={"panic" if number % 2 else "gambling": "new"})
    before = Member.objects.here().count()
    page = as_(cast.chidi).get(address).content.decode()
    assert page.index("One half") < page.index("Rowan") < page.index("The other half")
    assert page.count('<li><div class="by">') == 10
    assert "/groups/new" in page
    settings.OPENING_GROUPS = "STEWARDS"
    assert "/groups/new" not in as_(cast.chidi).get(address).content.decode()
    assert "panic" not in page.casefold()
    assert Member.objects.here().count() == before
    assert as_(cast.ben).get(address).status_code == 403
    assert as_(cast.sam).get(address).status_code == 404
