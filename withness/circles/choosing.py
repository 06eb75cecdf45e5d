"""Which formats a group has, which one it begins with, and how it keeps its circles."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from withness.circles.formats.parsing import read_format
from withness.circles.formats.plan import Plan
from withness.circles.formats.shelf import NAMES, fitting, shipped, shipped_text, tongue_for
from withness.circles.models import Format, Ways
from withness.circles.rules import may_change_formats
from withness.circles.voice.providers import check_voice
from withness.foundation import clock
from withness.foundation.ids import looks_like_id
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.groups.models import Group, Member

KEEPS = (0, 24)
MOST_FORMATS = 40


@dataclass(frozen=True, slots=True)
class Offer:
    """A format that can be chosen: `name` is what one calls it by."""

    name: str
    plan: Plan
    own: bool
    first: bool


def ways_of(group: Group) -> Ways:
    """How this group holds circles; what nobody has decided is as its profile suggests."""
    return Ways.objects.filter(group=group).first() or Ways(group=group)


def first_format(group: Group) -> str:
    """The format with which circles of this group begin, unless somebody chooses another."""
    chosen = ways_of(group).format
    known = chosen in NAMES or Format.objects.filter(group=group, id=chosen).exists()
    return chosen if chosen and known else fitting(group.profile)


def text_of(group: Group, name: str) -> str | None:
    """The words of the format that is called so here; without a name, of the first one."""
    name = name or first_format(group)
    if name in NAMES:
        return shipped_text(name, tongue_for(group.language))
    found = own_format(group, name)
    return found.text if found else None


def own_format(group: Group, name: str) -> Format | None:
    """A format this group has made its own."""
    return Format.objects.filter(group=group, id=name).first() if looks_like_id(name) else None


def offers(group: Group) -> list[Offer]:
    """Every format this group can choose; its own first, then the shipped ones in the language it speaks."""
    first, tongue = first_format(group), tongue_for(group.language)
    own = [Offer(one.id, read_format(one.text), True, one.id == first) for one in _own(group)]
    return own + [Offer(name, plan, False, name == first) for name, plan in shipped(tongue).items()]


def _own(group: Group) -> list[Format]:
    return list(Format.objects.filter(group=group).order_by("name", "id"))


def keep_format(*, by: Member, text: str, name: str = "") -> Format:
    """Keep a format; with the id of one in `name`, change it. Raises `BadFormat` with the line and the reason."""
    _check(by)
    plan = read_format(text)
    with transaction.atomic():
        Group.objects.locked(by.group_id)
        kept = own_format(by.group, name)
        if kept is None:
            if Format.objects.filter(group=by.group).count() >= MOST_FORMATS:
                raise NotAllowed(_("You have forty formats. Let one go first."))
            kept = Format(group=by.group)
        kept.name, kept.text, kept.by, kept.changed_at = plan.name, text, by, clock.now()
        kept.save()
    return kept


def drop_format(*, by: Member, name: str) -> None:
    """Let a format go. Circles that began with it go on."""
    _check(by)
    if looks_like_id(name):
        Format.objects.filter(group=by.group, id=name).delete()


def begin_with(*, by: Member, name: str) -> None:
    """Let circles here begin with this format."""
    _check(by)
    if text_of(by.group, name) is None:
        raise NotUnderstood("format", _("There is no such format here. Choose one from the list."))
    Ways.objects.update_or_create(group=by.group, defaults={"format": name})


def keep_ways(*, by: Member, keep_hours: int, voice: str, voice_link: str) -> None:
    """How long words stay after a circle, and where one hears each other."""
    _check(by)
    if keep_hours not in KEEPS:
        raise NotUnderstood("keep_hours", _("Choose one of the two."))
    check_voice(voice, voice_link)
    kept = {"keep_hours": keep_hours, "voice": voice, "voice_link": voice_link if voice == "link" else ""}
    Ways.objects.update_or_create(group=by.group, defaults=kept)


def _check(by: Member) -> None:
    if not may_change_formats(by):
        raise NotAllowed(_("Only those who hold this group can do this."))
