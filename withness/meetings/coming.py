"""Saying that one comes, or cannot; a waiting list where places are few; and who holds a meeting."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.groups.models import Member
from withness.groups.reach import Faces, faces_out_of_reach, in_sight
from withness.groups.rules import is_paused
from withness.meetings.happenings import HostChanged, PlaceFree
from withness.meetings.models import Coming, Hosting, Series
from withness.meetings.one_date import occasion_of
from withness.meetings.rules import may_change, may_come


def come(*, by: Member, series: Series, planned: str, comes: bool) -> Coming:
    """Say so for one date. Where no place is left, one waits; whoever waited longest gets the next that is free."""
    if is_paused(by):
        raise NotAllowed(_("You were asked to pause here for a while. Your notices say why, and what you can do."))
    if not may_come(by, series):
        raise NotAllowed(_("The agreement has changed. Please read it first."))
    found = occasion_of(series, planned)
    if found is None or not found.takes_place or found.ends_at < clock.now():
        raise NotUnderstood("planned", _("This date does not take place. Please look again."))
    with transaction.atomic():
        held = Series.objects.select_for_update().get(id=series.id)
        mine = Coming.objects.filter(series=held, planned=planned, member=by).first()
        if mine is not None and (mine.state != Coming.CANNOT) == comes:
            return mine
        full = held.capacity is not None and _coming(held, planned) >= held.capacity
        state = (Coming.WAITS if full else Coming.COMES) if comes else Coming.CANNOT
        answer, _new = Coming.objects.update_or_create(
            series=held, planned=planned, member=by, defaults={"state": state, "at": clock.now()}
        )
        if mine is not None and mine.state == Coming.COMES:
            _give_place(held, planned)
    return answer


def who_comes(series: Series, planned: str, *, seen_by: Member) -> tuple[list[Coming], list[Coming]]:
    """Those who come, and those who wait, in the order in which they said so, as far as this member meets them. Needs
    `seen_by.person`.
    """
    far = _far_from(seen_by)
    rows = (
        Coming.objects.filter(series=series, planned=planned, member__left_at=None)
        .select_related("member")
        .order_by("at", "id")
    )
    found = [one for one in rows if one.state != Coming.CANNOT and in_sight(far, one.member_id, one.at)]
    return [one for one in found if one.state == Coming.COMES], [one for one in found if one.state == Coming.WAITS]


def hand_over(*, by: Member, series: Series, to: Member) -> None:
    """Another member holds this meeting from now on."""
    if not may_change(by, series):
        raise NotAllowed(_("Only who holds this meeting can give it into other hands."))
    if to.group_id != series.group_id or to.left_at is not None:
        raise NotUnderstood("host", _("Choose a member of this group."))
    now = clock.now()
    with transaction.atomic():
        held = Hosting.objects.filter(series=series, until=None)
        if held.filter(member=to).exists():
            return
        held.update(until=now)
        Hosting.objects.create(series=series, member=to, since=now)
        announce(HostChanged(series.id, to.id, by.id))


def host_of(series: Series, *, seen_by: Member) -> Member | None:
    """Who holds it now, if this member meets them. Needs `seen_by.person`."""
    held = Hosting.objects.filter(series=series, until=None, member__left_at=None).select_related("member").first()
    return held.member if held and in_sight(_far_from(seen_by), held.member_id, held.since) else None


def free_places(member_id: str) -> None:
    """A member goes: each place they had goes to whoever waited longest."""
    for one in Coming.objects.filter(member_id=member_id, state=Coming.COMES).select_related("series"):
        one.delete()
        _give_place(one.series, one.planned)


def _far_from(member: Member) -> Faces:
    assert member.person is not None
    return faces_out_of_reach(member.person, [member.group_id])


def _coming(series: Series, planned: str) -> int:
    return Coming.objects.filter(series=series, planned=planned, state=Coming.COMES, member__left_at=None).count()


def _give_place(series: Series, planned: str) -> None:
    if series.capacity is None or _coming(series, planned) >= series.capacity:
        return
    waits = Coming.objects.filter(series=series, planned=planned, state=Coming.WAITS, member__left_at=None)
    first = waits.order_by("at", "id").first()
    if first is not None:
        first.state = Coming.COMES
        first.save(update_fields=["state"])
        announce(PlaceFree(first.id))
