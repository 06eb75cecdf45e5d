"""Many strangers at once. Their first words wait until somebody has looked; nobody else notices anything.

Two rules, for newcomers of the last hour in groups that anybody may join: together they show three pieces of writing in
ten minutes, and with the fourth, or once eight of them came within ten minutes, it is a wave: all of theirs wait.
Who waits is told at once, and why, and when it ends by itself. Nothing is lost by undoing a wave: words stay held for
thirty days, and who was no raider asks, and gets everything back.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.refusing import NotAllowed
from withness.foundation.rows import ask_one, for_database
from withness.foundation.timers import set_timer
from withness.groups.happenings import Joined
from withness.groups.models import Group, Member
from withness.notices.telling import tell
from withness.people.auditing import STEWARD, write_down
from withness.people.models import Person, Stewardship
from withness.people.stewarding import is_steward
from withness.safety.reportable import kind_of
from withness.shares.happenings import Replied, Shared
from withness.shares.models import Reply, Share
from withness.stewards.acting import DECIDED, OVER
from withness.stewards.effects import settle
from withness.stewards.models import Action, Case, Wave, WaveHold

NEW_FOR, LATELY, LASTS = timedelta(hours=1), timedelta(minutes=10), timedelta(hours=1)
SHOWN_TOGETHER, A_WAVE = 3, 8
WAITS, WAVE_SEEN, WAVE_OVER = "words_wait", "wave_seen", "wave_over"
PAUSED_FOR = timedelta(days=14)


def watch_join(happened: Joined) -> None:
    """Somebody came in: is it a wave?"""
    group = Group.objects.filter(members__id=happened.member_id, joining=Group.OPEN).first()
    if group is None:
        return
    came = Member.objects.filter(group=group, joined_at__gt=clock.now() - LATELY, holds="").count()
    if came >= A_WAVE and wave_at(group.id) is None and not _is_young(group):
        _begin(group)


def watch_share(happened: Shared) -> None:
    """A newcomer shared: may it show?"""
    _watch("share", happened.share_id, happened.group_id, happened.member_id)


def watch_reply(happened: Replied) -> None:
    """A newcomer answered: may it show?"""
    _watch("reply", happened.reply_id, happened.group_id, happened.member_id)


def wave_at(place: str) -> Wave | None:
    """The wave that is going on in this group, if any."""
    return Wave.objects.filter(place=place, ends_at__gt=clock.now(), undone_at=None).first()


def newcomers_of(wave: Wave) -> list[Member]:
    """Who came with the wave, and wrote to nobody's answer: those that undoing it would pause."""
    since = wave.begun_at - LATELY
    came = Member.objects.here().select_related("person", "group").filter(group_id=wave.place, holds="")
    return list(came.filter(joined_at__gt=since, joined_at__lte=wave.ends_at).order_by("joined_at"))


def look_at_wave(*, by: Person, wave: Wave) -> list[Member]:
    """Who came with a wave, for a steward; written down."""
    _check(by, wave)
    write_down(role=STEWARD, what="saw_wave", by=by, thing=f"wave:{wave.id}", why=_("Many strangers came at once."))
    return newcomers_of(wave)


def undo_wave(*, by: Person, wave: Wave, but: frozenset[str] = frozenset()) -> int:
    """Pause everybody who came with it (`but` these members) and keep their words out of sight. Each is told, and may
    ask for another look, which brings everything back. Answers how many.
    """
    _check(by, wave)
    with transaction.atomic():
        wave = Wave.objects.select_for_update().get(id=wave.id)
        if wave.undone_at is not None:
            return 0
        came = [member for member in newcomers_of(wave) if member.id not in but and member.person_id]
        for member in came:
            _pause_for_wave(member, by)
        wave.undone_at, wave.undone_by = clock.now(), by
        wave.save(update_fields=["undone_at", "undone_by"])
        for held in WaveHold.objects.filter(wave=wave, shown_at=None, face__in=but):
            _show(held)
        write_down(
            role=STEWARD, what="undid_wave", by=by, thing=f"wave:{wave.id}", why=_("Many strangers came at once.")
        )
    return len(came)


def end_wave(timer: Timer) -> None:
    """A wave is over by itself: what waited is shown, unless it was undone."""
    wave = Wave.objects.filter(id=timer.about, undone_at=None).first()
    for held in WaveHold.objects.filter(wave=wave, shown_at=None) if wave else ():
        _show(held)


def show_again(action: Action) -> None:
    """Who was paused with a wave and was no raider gets their words back."""
    if action.rule == "wave":
        for held in WaveHold.objects.filter(face=action.case.face, shown_at=None):
            _show(held)


def _check(by: Person, wave: Wave) -> None:
    if not is_steward(by) or not Group.objects.filter(id=wave.place, is_demo=by.is_demo).exists():
        raise NotAllowed(_("Stewards do this."))


_IS_NEW = (
    "SELECT 1 FROM groups_member m JOIN groups_group g ON g.id = m.group_id "
    "WHERE m.id = %s AND m.joined_at > %s AND m.holds = '' AND g.joining = %s"
)


def _watch(kind: str, thing: str, place: str, member_id: str) -> None:
    now = clock.now()
    if ask_one(_IS_NEW, [member_id, for_database(now - NEW_FOR), Group.OPEN]) is None:
        return
    wave = wave_at(place)
    if wave is None:
        group = Group.objects.get(id=place)
        if _is_young(group) or _shown_lately(place) <= SHOWN_TOGETHER:
            return
        wave = _begin(group)
    _hold(wave, kind, thing, member_id)


def _shown_lately(place: str) -> int:
    now = clock.now()
    new = Member.objects.filter(group_id=place, joined_at__gt=now - NEW_FOR, holds="").values("id")
    said = {"author__in": new, "at__gt": now - LATELY, "held_at": None}
    return (
        Share.objects.filter(group_id=place, **said).count()
        + Reply.objects.filter(share__group_id=place, **said).count()
    )


def _is_young(group: Group) -> bool:
    """In its first day a group is made of newcomers."""
    return clock.now() - group.opened_at < timedelta(days=1)


def _begin(group: Group) -> Wave:
    now = clock.now()
    wave = Wave.objects.create(place=group.id, begun_at=now, ends_at=now + LASTS)
    set_timer(kind=WAVE_OVER, about=wave.id, due_at=wave.ends_at)
    holding = Member.objects.holding().filter(group=group).values_list("person_id", flat=True)
    stewards = Stewardship.objects.filter(person__is_demo=group.is_demo).values_list("person_id", flat=True)
    for person_id in {*holding, *stewards} - {None}:
        tell(person_id=str(person_id), kind=WAVE_SEEN, bundle=f"{WAVE_SEEN}:{wave.id}", place=group.id, wave=wave.id)
    return wave


def _hold(wave: Wave, kind: str, thing: str, member_id: str) -> None:
    known = kind_of(kind)
    if known is None or known.hold is None:
        return
    known.hold(thing)
    WaveHold.objects.get_or_create(
        thing=thing, defaults={"wave": wave, "kind": kind, "face": member_id, "at": clock.now()}
    )
    person_id = Member.objects.filter(id=member_id).values_list("person_id", flat=True).first()
    if person_id:
        tell(person_id=person_id, kind=WAITS, bundle=f"{WAITS}:{wave.id}", place=wave.place, wave=wave.id)


def _show(held: WaveHold) -> None:
    known = kind_of(held.kind)
    if known is not None and known.show is not None:
        known.show(held.thing)
    WaveHold.objects.filter(id=held.id).update(shown_at=clock.now())


def _pause_for_wave(member: Member, by: Person) -> None:
    now = clock.now()
    case = Case.objects.create(
        kind="member", thing=member.id, place=member.group_id, face=member.id, about=member.person, urgency=2,
        is_demo=member.group.is_demo, opened_at=now, closed_at=now,
    )  # fmt: skip
    action = Action.objects.create(
        case=case, by=by, about=member.person, kind=Action.PAUSE, rule="wave", at=now, until=now + PAUSED_FOR, told_at=now,
        reason=_("Many people came at once, and we had to stop all of them for a moment. If you are not one of them, say so."),
    )  # fmt: skip
    settle(case)
    tell(person_id=str(member.person_id), kind=DECIDED, bundle=f"{DECIDED}:{action.id}", action=action.id)
    set_timer(kind=OVER, about=action.id, due_at=now + PAUSED_FOR)
