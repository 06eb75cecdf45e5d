"""Addresses are found by their first word, and as Django would find them."""

import pytest
from django.urls import Resolver404, URLResolver, get_resolver, include, path, re_path
from django.urls.resolvers import RoutePattern

from withness.foundation.late import LateAddresses
from withness.foundation.signposts import Signposts, signposted


def _page(name):
    def page(_request):
        raise AssertionError("nobody asks in this test")

    page.name = name
    return page


ROOM = [
    path("", _page("front")),
    path("g/<str:group_id>", _page("group")),
    path("g/<str:group_id>/s/<str:share_id>", _page("share")),
    path("<str:word>/anything", _page("any")),
]
LATER = [
    path("me", _page("me")),
    path("me/anything", _page("never: the room before has it")),
    path("g/<str:group_id>/s/new", _page("never: a share may have any name")),
    re_path(r"^x-\d+$", _page("expression")),
]
HOUSE = [
    path("below/", include([path("stairs", _page("stairs"))])),
    path("", include(ROOM)),
    path("", include(LATER)),
]
PATHS = [
    "", "g", "g/", "g/a", "g/a/s/b", "g/a/s/new", "me", "me/", "me/anything", "you/anything", "below/stairs", "below/", "x-12",
    "x-", "nowhere", "nowhere/at/all", "<str:word>/anything", "%2e", "é/anything",
]  # fmt: skip


def _found(resolver, at):
    try:
        match = resolver.resolve(at)
    except Resolver404:
        return None
    return match.func.name, match.args, match.kwargs, match.route


@pytest.mark.parametrize("at", PATHS)
def test_finding_finds_what_django_finds(at):
    plain = URLResolver(RoutePattern(""), HOUSE)
    assert _found(Signposts(HOUSE), at) == _found(plain, at)


def test_words_of_strangers_are_not_kept():
    posts = Signposts(HOUSE)
    for n in range(100):
        _found(posts, f"word{n}/x")
    assert list(posts._posts) == [""]


def test_the_house_is_signposted_and_the_rooms_for_programs_still_wait():
    (posts,) = get_resolver().url_patterns
    assert isinstance(posts, Signposts)
    assert [type(one) for one in posts._flat() if str(one.pattern) == "api/v1/"] == [LateAddresses]
    assert len(posts._post("g").url_patterns) < len(posts._flat()) / 2
    assert signposted([])[0].url_patterns == []
