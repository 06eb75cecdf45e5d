"""Finding a group, and reading about it before one joins."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from withness.foundation.pages import page
from withness.foundation.text import clean_line
from withness.groups.agreeing import agreement_of
from withness.groups.belonging import a_few, about_group, membership
from withness.groups.joining import may_join
from withness.groups.knocking import waiting_knock
from withness.groups.languages import language_name
from withness.groups.models import Group
from withness.groups.numbers import people_in
from withness.groups.profiles import BY_SLUG, profile_of
from withness.groups.reading import listed_groups, lived_profiles, my_groups, spoken_languages
from withness.groups.rules import may_open_group
from withness.groups.ways import told
from withness.people.asking import Asking


@require_GET
def list_page(request: Asking) -> HttpResponse:
    """One's own groups, and those one may join. What was looked for is written down nowhere."""
    person, asked = request.person, request.GET
    words = clean_line(asked.get("words", ""), longest=100)
    languages, profiles = spoken_languages(person), lived_profiles(person)
    language = asked.get("language", "") if asked.get("language") in languages else ""
    profile = asked.get("profile", "") if asked.get("profile") in profiles else ""
    found = listed_groups(
        person, words=words, language=language, profile=profile, after=asked.get("after", ""),
        speaks=(get_language() or "")[:2],
    )  # fmt: skip
    return page(
        request, "groups/list.html", room="groups", mine=my_groups(person) if person else [], found=found, words=words,
        wanted=language, profile=profile, looking=bool(words or language or profile), after=asked.get("after", ""),
        spoken=[(code, language_name(code)) for code in languages], name_of=language_name, a_few=a_few,
        profiles=[(slug, BY_SLUG[slug].title) for slug in profiles], profile_of=profile_of, may_open=may_open_group(person),
    )  # fmt: skip


@require_GET
def about_page(request: Asking, group_id: str) -> HttpResponse:
    """What a group says of itself and what is agreed there; of a group by invitation only its members know."""
    person, group = request.person, about_group(request.person, group_id)
    if group is None:
        raise Http404
    me = membership(person, group.id)
    return page(
        request, "groups/about.html", room="groups", me=me, trouble={}, listed=group.joining in Group.LISTED,
        asked=waiting_knock(person, group) if person and me is None else None,
        why_not=may_join(person, group) if person and me is None else "", **what_is_told(group),
    )  # fmt: skip


def what_is_told(group: Group) -> dict[str, Any]:
    """What anybody may know who may know of the group at all."""
    return {
        "group": group, "agreement": agreement_of(group), "ways": told(group), "profile": profile_of(group),
        "people": a_few(people_in(group)), "language_name": language_name(group.language),
    }  # fmt: skip
