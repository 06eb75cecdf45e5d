"""What is not for somebody is to them as if it had never been: every address of this room, to the byte."""

import re

import pytest

from withness.foundation.ids import new_id
from withness.groups.urls import GROUP, urlpatterns

INSIDE = [str(one.pattern) for one in urlpatterns if str(one.pattern).startswith(GROUP)]


def addresses(group_id, member_id):
    return [
        "/" + path.replace("<str:group_id>", group_id).replace("<str:member_id>", member_id) for path in INSIDE
    ]  # fmt: skip


def bare(answer, *names):
    """An answer without its address and tokens."""
    body = re.sub(r'name="csrf" value="[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    for name in names:
        body = body.replace(name, "N")
    headers = {name: value for name, value in answer.headers.items() if name not in {"Content-Length", "X-Request-Id"}}
    return answer.status_code, headers, body


@pytest.mark.parametrize("who", ["sam", "eve", "dana", None])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_group_by_invitation_is_to_others_like_one_that_never_was(cast, as_, who, method):
    browser = as_(getattr(cast, who) if who else None)
    fern = cast.face(cast.ana, cast.still_water).id
    nothing, nobody = new_id(), new_id()
    there = {
        path.rpartition(cast.still_water.id)[2].replace(fern, "M"): path
        for path in addresses(cast.still_water.id, fern)
    }
    missing = {path.rpartition(nothing)[2].replace(nobody, "M"): path for path in addresses(nothing, nobody)}
    assert len(there) > 15
    for name, path in there.items():
        closed = bare(getattr(browser, method)(path), cast.still_water.id, fern)
        never = bare(getattr(browser, method)(missing[name]), nothing, nobody)
        assert closed == never, name
        assert closed[0] in {404, 405}, name


def test_a_member_is_answered_so_that_the_test_above_can_fail(cast, as_):
    fern = cast.face(cast.ana, cast.still_water).id
    answers = [as_(cast.ben).get(path).status_code for path in addresses(cast.still_water.id, fern)]
    assert 200 in answers


@pytest.mark.parametrize("name", ["x", "%00", "2" * 17, "2" * 400, "é", ".", "about"])
def test_malformed_names_are_not_there_either(cast, as_, name):
    for person in (cast.ana, None):
        for path in addresses(name, name):
            assert as_(person).get(path).status_code in {404, 405}, path


def test_a_listed_group_shows_strangers_nothing_but_what_is_about_it(cast, as_):
    for group in (cast.long_nights, cast.thursday):
        for path in addresses(group.id, cast.face(cast.chidi, group).id):
            open_to_all = path.endswith((f"{group.id}/about", "/join"))
            assert as_(cast.sam).get(path).status_code in ({200} if open_to_all else {404, 405}), path
