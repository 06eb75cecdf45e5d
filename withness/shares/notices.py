"""What this room tells people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from withness.foundation.rows import ask
from withness.groups.belonging import membership
from withness.groups.models import Member
from withness.notices.kinds import Wording, declare
from withness.notices.models import Notice
from withness.notices.telling import see, tell
from withness.people.models import Person
from withness.safety.boundaries import who_misses
from withness.shares.happenings import BePresent, Replied, ShareWaits
from withness.shares.models import Presence, Reply, Share
from withness.shares.reading import sight_of
from withness.shares.sentences import in_a_row
from withness.shares.waiting import waits_for

REPLY, PRESENCE, WAITS = "reply", "presence", "share_waits"


def declare_kinds() -> None:
    """How the notices of this room read."""
    declare(
        REPLY, wording=word_reply, many=word_replies, off_able=True, label=gettext_lazy("Somebody writes back")
    )  # fmt: skip
    declare(
        PRESENCE, wording=word_presence, many=word_presences, off_able=True,
        label=gettext_lazy("Somebody lets me know they are there"),
    )  # fmt: skip
    declare(WAITS, wording=word_wait, off_able=False, label=gettext_lazy("Words wait a while, as a group chose"))


def tell_of_wait(happened: ShareWaits) -> None:
    """Its author, always; and those who hold the group, unless a boundary stands between."""
    here = Member.objects.here().exclude(person=None)
    people = list(here.holding().filter(group_id=happened.group_id).values_list("person_id", flat=True))
    author = list(here.filter(id=happened.member_id).values_list("person_id", flat=True))
    for person_id in [*author, *_who_may_hear(happened.member_id, people, happened.group_id)]:
        tell(
            person_id=str(person_id), kind=WAITS, bundle=f"{WAITS}:{happened.share_id}", place=happened.group_id,
            share=happened.share_id,
        )  # fmt: skip


def word_wait(notice: Notice, person: Person) -> Wording | None:
    """While it waits."""
    me = membership(person, notice.place)
    share = waits_for(me, person, str(notice.ids.get("share", ""))) if me is not None else None
    if me is None or share is None:
        return None
    mine = _("Your words in %(group)s wait a while before others read them") % {"group": me.group.title}
    theirs = _("In %(group)s a share waits that sounds like a hard hour. You can look") % {"group": me.group.title}
    return Wording(mine if share.author_id == me.id else theirs, f"/g/{me.group_id}/s/{share.id}/waits")


_LISTENERS = (
    "SELECT m.id, m.person_id FROM groups_member m WHERE m.left_at IS NULL AND m.person_id IS NOT NULL "
    "AND m.id IN (SELECT %s UNION SELECT member_id FROM shares_following WHERE share_id = %s) AND m.id <> %s "
    "AND NOT EXISTS (SELECT 1 FROM shares_mute u WHERE u.share_id = %s AND u.member_id = m.id)"
)


def tell_of_reply(happened: Replied) -> None:
    """The one who shared, and those who follow, unless they muted it or a boundary stands between."""
    share_id = happened.share_id
    listeners = ask(_LISTENERS, [happened.author_id, share_id, happened.member_id, share_id])
    for person_id in _who_may_hear(happened.member_id, [person for _id, person in listeners], happened.group_id):
        tell(
            person_id=person_id, kind=REPLY, bundle=f"reply:{share_id}", place=happened.group_id,
            by=happened.member_id, share=share_id, reply=happened.reply_id,
        )  # fmt: skip


def tell_of_presence(happened: BePresent) -> None:
    """Only the one who shared, and gathered: presences are company, not a score."""
    share_id = happened.share_id
    authors = ask(_LISTENERS, [happened.author_id, "", happened.member_id, share_id])
    for person_id in _who_may_hear(happened.member_id, [person for _id, person in authors], happened.group_id):
        tell(
            person_id=person_id, kind=PRESENCE, bundle=f"presence:{share_id}", place=happened.group_id,
            by=happened.member_id, share=share_id,
        )  # fmt: skip


def seen_share(*, person: Person, share_id: str) -> None:
    """Opening a share is having seen what its notices said."""
    see(person=person, bundles=[f"reply:{share_id}", f"presence:{share_id}"])


def word_reply(notice: Notice, person: Person) -> Wording | None:
    """“Plover and Fenn wrote back to you”: those whose words are still in sight."""
    return word_replies([notice], person).get(notice.id)


def word_replies(notices: Sequence[Notice], person: Person) -> dict[str, Wording]:
    """As `word_reply`, for several."""
    shares = _shares_of(notices, person)
    replies = Reply.objects.visible_to(person).filter(share_id__in=shares, author_id__in=_everybody(notices))
    under: defaultdict[str, list[Reply]] = defaultdict(list)
    for reply in replies.select_related("author").order_by("seq"):
        under[reply.share_id].append(reply)
    found = {}
    for notice, share in _pairs(notices, shares):
        standing = [reply for reply in under[share.id] if reply.author_id in notice.ids.get("by", [])]
        if standing:
            found[notice.id] = _wrote_back(notice, share, standing, mine=share.author.person_id == person.id)
    return found


def word_presence(notice: Notice, person: Person) -> Wording | None:
    """“Plover and Fenn let you know they are there”: those who still stand beside the share, and are in sight."""
    return word_presences([notice], person).get(notice.id)


def word_presences(notices: Sequence[Notice], person: Person) -> dict[str, Wording]:
    """As `word_presence`, for several."""
    shares = _shares_of(notices, person)
    mine = Member.objects.here().filter(person=person, group_id__in={share.group_id for share in shares.values()})
    sight = {me.group_id: sight_of(me, person) for me in mine}
    beside = Presence.objects.filter(share_id__in=shares, member_id__in=_everybody(notices)).select_related("member")
    there: defaultdict[str, list[Member]] = defaultdict(list)
    for presence in beside:
        there[presence.share_id].append(presence.member)
    found = {}
    for notice, share in _pairs(notices, shares):
        seen = [
            one
            for one in there[share.id]
            if one.id in notice.ids.get("by", []) and not sight[share.group_id].hides(one.id)
        ]
        if seen:
            sentence = _("%(names)s let you know they are there") % {"names": _names(notice, seen)}
            found[notice.id] = Wording(sentence, f"/g/{share.group_id}/s/{share.id}#beside", _stones(seen))
    return found


def _wrote_back(notice: Notice, share: Share, replies: Sequence[Reply], *, mine: bool) -> Wording:
    authors = [reply.author for reply in replies]
    said = {"names": _names(notice, authors), "author": share.author.alias}
    sentence = _("%(names)s wrote back to you") if mine else _("%(names)s wrote back to %(author)s")
    return Wording(sentence % said, f"/g/{share.group_id}/s/{share.id}#{replies[-1].id}", _stones(authors))


def _shares_of(notices: Sequence[Notice], person: Person) -> dict[str, Share]:
    asked = {notice.ids.get("share", "") for notice in notices}
    return Share.objects.visible_to(person).select_related("author").in_bulk(asked)


def _pairs(notices: Sequence[Notice], shares: dict[str, Share]) -> list[tuple[Notice, Share]]:
    return [(notice, shares[share]) for notice in notices if (share := notice.ids.get("share", "")) in shares]


def _everybody(notices: Sequence[Notice]) -> set[str]:
    return {name for notice in notices for name in notice.ids.get("by", [])}


def _names(notice: Notice, members: Iterable[Member]) -> str:
    """The newest first, each once."""
    alias = {member.id: member.alias for member in members}
    return in_a_row([alias[name] for name in reversed(notice.ids.get("by", [])) if name in alias])


def _who_may_hear(member_id: str, people: list[str], place: str) -> list[str]:
    """Those of `people` between whom and that member no boundary stands."""
    if not people:
        return []
    by = ask("SELECT person_id FROM groups_member WHERE id = %s", [member_id])[0][0]
    missing = who_misses(by_id=by, face=member_id, people=people, place=place)
    return [person for person in people if person not in missing]


def _stones(members: Iterable[Member]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(member.stone for member in members))[-3:]
