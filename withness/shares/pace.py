"""How much one may write in an hour: enough for anybody in a bad night, too little for a flood.

Asked of the rows themselves, through an index, so that it costs one read and keeps no second account.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import TooSoon
from withness.foundation.rows import as_time, ask_one
from withness.groups.models import Member
from withness.groups.rules import is_slow
from withness.shares.models import Reply, Share

HOUR = timedelta(hours=1)
SLOWLY = timedelta(minutes=10)  # between two shares of one member, while a group goes slowly
NEW_FOR = timedelta(days=1)
SHARES, SHARES_WHEN_NEW, REPLIES, REPLIES_WHEN_NEW = 30, 6, 240, 40


def check_pace_of_shares(member: Member) -> None:
    """Raises `TooSoon` after 30 shares in an hour (6 on one's first day in the group)."""
    if is_slow(member.group):
        _check(Share, member, 1, SLOWLY)
    _check(Share, member, SHARES_WHEN_NEW if _is_new(member) else SHARES)


def check_pace_of_replies(member: Member) -> None:
    """Raises `TooSoon` after 240 replies in an hour (40 on one's first day in the group)."""
    _check(Reply, member, REPLIES_WHEN_NEW if _is_new(member) else REPLIES)


def _is_new(member: Member) -> bool:
    return clock.now() - member.joined_at < NEW_FOR


_NTH = {
    Share: "SELECT at FROM shares_share WHERE author_id = %s ORDER BY at DESC LIMIT 1 OFFSET %s",
    Reply: "SELECT at FROM shares_reply WHERE author_id = %s ORDER BY at DESC LIMIT 1 OFFSET %s",
}


def _check(what: type[Share] | type[Reply], member: Member, most: int, within: timedelta = HOUR) -> None:
    nth = ask_one(_NTH[what], [member.id, most - 1])
    ago = clock.now() - as_time(nth[0]) if nth else within
    if ago < within:
        sentence = _("That was a lot in one hour. Your words are safe here; please try again a little later.")
        if within < HOUR:
            sentence = _("This group goes slowly just now. Your words are safe here; please try again in some minutes.")
        raise TooSoon(sentence, within - ago)
