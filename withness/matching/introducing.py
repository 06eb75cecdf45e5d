"""Somebody who has been there: asked with one tap on a share, introduced when both have said yes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.ids import looks_like_id
from withness.foundation.limits import Limit, TooMuch, spend
from withness.foundation.refusing import NotAllowed, TooSoon
from withness.groups.models import Member
from withness.groups.rules import check_not_paused, is_paused
from withness.matching.choosing import lived_by
from withness.matching.happenings import TakenBack
from withness.matching.knowing import under
from withness.matching.models import Introduction, Lived, Willingness
from withness.matching.willing import rests_until
from withness.notices.telling import tell
from withness.people.experiences.vocabulary import nearness
from withness.people.models import Person
from withness.safety.boundaries import out_of_reach

ASKED_FOR, SAID_YES, INTRODUCED = "been_there_asked", "been_there_yes", "introduced"
_ASKS = Limit("been_there", burst=3, per_hour=1 / 24)
MOST, LEAST_NEAR = 3, 0.4  # asked at once; nearness of what they lived through
FURTHER = {Lived.NEW: 0, Lived.MIDDLE: 1, Lived.ALONG: 2}


class Glimpse(Protocol):
    """A share, as the room next door knows it."""

    @property
    def author_id(self) -> str:
        """The member who wrote it."""


Knows = Callable[[Member, str], Glimpse | None]
_knows: list[Knows] = []


def shares_known_by(knows: Knows) -> None:
    """Who knows shares: for a member and an id, the share as they may see it (the wiring says which room)."""
    _knows[:] = [knows]


def ask_who_has_been_there(*, by: Member, share_id: str, experience: str) -> None:
    """Ask up to `MOST` members here who have lived through the same; perhaps there are none, and nothing tells.

    A number would tell how many here live with each thing one asks for. Only for one's own share, and only those are asked
    who could read it, whom no boundary keeps apart, who said what they lived through, who may be asked at all, and who
    have not been asked about it.
    Raises `Http404` for a share that is not there for `by`; `TooSoon` after three times for one share, found or not.
    """
    own_share(by, share_id)
    try:
        spend(_ASKS, f"share:{share_id}")
    except TooMuch as much:
        sentence = _("You have asked three times for this share. That is enough for today; it is read all the same.")
        raise TooSoon(sentence, much.wait) from much
    with transaction.atomic():
        chosen = _who_fits(by, share_id, experience)[:MOST]
        for member in chosen:
            made = Introduction.objects.create(
                share=share_id, by=by, to=member, experience=under(experience), at=clock.now()
            )
            assert member.person_id is not None
            tell(
                person_id=member.person_id, kind=ASKED_FOR, bundle=f"{ASKED_FOR}:{made.id}", place=by.group_id,
                introduction=made.id,
            )  # fmt: skip


def own_share(by: Member, share_id: str) -> None:
    """Nothing, for one's own share. Raises `Http404` for one that is not there; `NotAllowed` for another's, or paused."""
    if not looks_like_id(share_id) or not _knows or (share := _knows[0](by, share_id)) is None:
        raise Http404
    if share.author_id != by.id:
        raise NotAllowed(_("Only who wrote this can ask for it."))
    check_not_paused(by)


def say_yes(*, by: Member, introduction: Introduction) -> None:
    """Yes, of either side. The first comes from who has been there; then who shared is told, and may say it too.

    Raises `NotAllowed` when it is over, or for who was asked to pause: a steward keeps them from meeting anybody new.
    """
    check_not_paused(by)
    with transaction.atomic():
        one = Introduction.objects.select_for_update().select_related("by", "to").get(id=introduction.id)
        if one.ended_at is not None or not _both_here(one):
            raise NotAllowed(_("This is no longer open. You need do nothing."))
        if by.id == one.to_id and one.offered_at is None:
            one.offered_at = clock.now()
            _tell(one.by, SAID_YES, one)
        elif by.id == one.by_id and one.offered_at is not None and one.met_at is None:
            one.met_at = clock.now()
            _tell(one.to, INTRODUCED, one)
        one.save(update_fields=["offered_at", "met_at"])


def say_no(*, by: Member, introduction: Introduction) -> None:
    """No, of either side, at any time, without a reason. Nobody is told."""
    mine = Introduction.objects.filter(id=introduction.id, ended_at=None)
    (mine.filter(to=by) | mine.filter(by=by)).update(ended_at=clock.now())


def introduction_for(person: Person, introduction_id: str) -> tuple[Introduction, Member] | None:
    """An introduction that this person is one side of, and which; who shared sees it only after the other's yes."""
    if not looks_like_id(introduction_id):
        return None
    one = (
        Introduction.objects.select_related("by__group", "to__group").filter(id=introduction_id, ended_at=None).first()
    )
    if one is None or not _both_here(one) or _apart(one):
        return None
    if one.to.person_id == person.id:
        return one, one.to
    return (one, one.by) if one.by.person_id == person.id and one.offered_at is not None else None


def forget_share(happened: TakenBack) -> None:
    """What was asked about a share goes with it."""
    if not happened.reply_id:
        Introduction.objects.filter(share=happened.share_id).delete()


def _who_fits(by: Member, share_id: str, experience: str) -> list[Member]:
    """The nearest first: what they lived through, further along before others, then those asked least lately."""
    wished = under(experience)
    asked = set(Introduction.objects.filter(share=share_id).values_list("to_id", flat=True))
    assert by.person is not None
    far = {one.person_id for one in out_of_reach(by.person)}
    mine = lived_by(by).get(experience, Lived.NEW)
    scored: dict[str, tuple[float, Member]] = {}
    for tag in Lived.objects.shown_in(by.group_id).exclude(member=by).select_related("member__person__willingness"):
        near = nearness(wished, under(tag.experience))
        apart = tag.member_id in asked or tag.member.person_id in far or tag.member.person_id == by.person_id
        if near < LEAST_NEAR or apart or not _may_be_asked(tag.member):
            continue
        worth = near + 0.1 * (FURTHER[tag.stage] > FURTHER[mine])
        if worth > scored.get(tag.member_id, (0.0, tag.member))[0]:
            scored[tag.member_id] = (worth, tag.member)
    lately = _asked_lately(list(scored))
    ranked = sorted(scored.values(), key=lambda one: (-one[0], lately.get(one[1].id, 0), one[1].id))
    return [member for _worth, member in ranked]


def _may_be_asked(member: Member) -> bool:
    """Not who said that nobody asks them for anything, who rests, or who was asked to pause."""
    willing = getattr(member.person, "willingness", None)
    off = willing is not None and willing.often == Willingness.NEVER
    return not (off or rests_until(willing) or is_paused(member))


def _asked_lately(members: Sequence[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for member_id in Introduction.objects.filter(to_id__in=members, ended_at=None).values_list("to_id", flat=True):
        counts[member_id] = counts.get(member_id, 0) + 1
    return counts


def _both_here(one: Introduction) -> bool:
    return all(side.left_at is None and side.person_id is not None for side in (one.by, one.to))


def _apart(one: Introduction) -> bool:
    assert one.by.person is not None
    return any(far.person_id == one.to.person_id for far in out_of_reach(one.by.person))


def _tell(member: Member, kind: str, one: Introduction) -> None:
    assert member.person_id is not None
    tell(person_id=member.person_id, kind=kind, bundle=f"{kind}:{one.id}", place=one.by.group_id, introduction=one.id)
