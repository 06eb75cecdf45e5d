"""Opening a group, and changing what it says of itself."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean, clean_line, to_html
from withness.groups.agreeing import write_agreement
from withness.groups.aliases import wearable
from withness.groups.happenings import GroupChanged
from withness.groups.joining import admit
from withness.groups.languages import known_languages
from withness.groups.models import Group, Member
from withness.groups.profiles import BY_SLUG
from withness.groups.rules import may_open_group
from withness.groups.steady import steady_holder
from withness.groups.ways import differences
from withness.people.consenting import consent, has_consented
from withness.people.models import Person


def open_group(
    *, by: Person, alias: str, title: str, about: str, profile: str, joining: str, agreement: str,
    language: str = "", zone: str = "", stone: str = "", ways: dict[str, Any] | None = None, consents: bool = False,
) -> Member:  # fmt: skip
    """Open a group; whoever opens it is its facilitator. Answers that first member.

    Needs consent, as joining does: what one writes there may be about one's health. `consents` gives it now. `ways` are
    what the group decides for itself from the first day.

    Raises `NotAllowed` without consent, or where only stewards open groups; `NotUnderstood`.
    """
    if not may_open_group(by):
        raise NotAllowed(closed_sentence())
    if profile not in BY_SLUG:
        raise NotUnderstood("profile", _("Choose one of the ways of being a group."))
    if not consents and not has_consented(by, "health"):
        raise NotAllowed(_("First we need your consent to keep what you write here."))
    with transaction.atomic():
        group = Group(profile=profile, opened_at=clock.now(), is_demo=by.is_demo)
        describe(
            group, title=title, about=about, joining=joining, language=language or by.language, zone=zone or by.zone
        )
        group.ways = differences(group, ways) if ways is not None else {}
        group.save(force_insert=True)
        if consents:
            consent(person=by, about="health")
        worn, shape = wearable(alias, group=group, person=by)
        write_agreement(group=group, words=agreement, version=1, by=None)
        return admit(group=group, person=by, alias=worn, shape=shape, stone=stone, agreed=1, holds=Member.FACILITATOR)


def closed_sentence() -> str:
    """Why somebody cannot open a group here, and what they can do."""
    return _("In this house stewards open the groups. If you miss one, you can write to whoever runs it.")


def edit_group(
    *, by: Member, title: str, about: str, joining: str, language: str = "", zone: str = "",
    ways: dict[str, Any] | None = None,
) -> Group:  # fmt: skip
    """Change what the group says of itself, who may join, and (with `ways`) how it does things."""
    with transaction.atomic():
        group = steady_holder(by).group
        describe(
            group, title=title, about=about, joining=joining,
            language=language or group.language, zone=zone or group.zone,
        )  # fmt: skip
        if ways is not None:
            group.ways = differences(group, ways)
        return _keep(group)


def change_ways(*, by: Member, ways: dict[str, Any]) -> Group:
    """Decide how the group does things. Raises `NotUnderstood` for an answer that is none."""
    with transaction.atomic():
        group = steady_holder(by).group
        group.ways = differences(group, ways)
        return _keep(group)


def describe(group: Group, *, title: str, about: str, joining: str, language: str, zone: str) -> None:
    """Put the words in place. Raises `NotUnderstood` for the first that needs another look."""
    group.title, group.about = clean_line(title, longest=81), clean(about, longest=4001)
    if not 2 <= len(group.title) <= 80:
        raise NotUnderstood("title", _("Give the group a name of 2 to 80 letters."))
    if not 10 <= len(group.about) <= 4000:
        raise NotUnderstood("about", _("Say in a few words for whom this group is: 10 to 4,000 letters."))
    if joining not in dict(Group.JOINING):
        raise NotUnderstood("joining", _("Choose how people may join."))
    if language not in known_languages():
        raise NotUnderstood("language", _("Choose the language of the group."))
    if zone != "UTC" and zone not in clock.known_zones():
        raise NotUnderstood("zone", _("Choose the place whose clock the group goes by."))
    group.about_html = to_html(group.about)
    group.joining, group.language, group.zone = joining, language, zone


def _keep(group: Group) -> Group:
    group.version += 1
    group.save()
    announce(GroupChanged(group_id=group.id))
    return group
