"""Shares, replies and what they said before, with the moments at which they were written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from withness.foundation.text import RENDERER, clean, to_html
from withness.home.demo.chance import demo_id, minutes
from withness.home.demo.moments import moment
from withness.home.demo.places import Happening, Place
from withness.home.demo.reading import ReplyStory, ShareStory
from withness.shares.models import Edit, Reply, Share

_A_BREATH = timedelta(minutes=1)


def write_words(place: Place) -> None:
    """Everything that was said in this group."""
    for told in place.story.shares:
        share = _share(place, told)
        place.shares.append(share)
        place.happened.append(Happening(share.at, "share", share.author_id, share, {"share": share.id}))
        _edit(place, share, told)
        _reply(place, share, told.replies)
        others = {reply.author_id for reply in place.replies if reply.share_id == share.id} - {share.author_id}
        share.responders = len(others)


def reply_times(place: Place, share: Share, replies: Sequence[ReplyStory]) -> list[datetime]:
    """When each reply came: as the file says, or drawn; all of them before now, however young the share is."""
    times: list[datetime] = []
    for number, told in enumerate(replies):
        before = times[-1] if times else share.at
        gap = timedelta(minutes=minutes("reply", share.id, number, middle=38, spread=1.1))
        times.append(max(share.at + told.after, before + _A_BREATH) if told.after else before + gap)
    if times and max(times) >= place.now:
        step = (place.now - share.at) / (len(times) + 1)
        times = [share.at + step * (number + 1) for number in range(len(times))]
    return times


def _share(place: Place, told: ShareStory) -> Share:
    names = (place.story.slug, told.alias, told.week, told.when)
    words = clean(told.words)
    return Share(
        id=demo_id("share", *names), group=place.group, author_id=place.member_id(told.alias),
        key=demo_id("key", *names), need=told.need, note=told.note, words=words, html=to_html(words), renderer=RENDERER,
        at=moment(told.week, told.when, zone=place.zone, now=place.now),
    )  # fmt: skip


def _edit(place: Place, share: Share, told: ShareStory) -> None:
    if told.before is None:
        return
    stood, words = told.before
    share.edited_at = min(share.at + stood, place.now)
    place.edits.append(
        Edit(id=demo_id("edit", share.id), share=share, html=to_html(clean(words)), until=share.edited_at)
    )
    place.happened.append(Happening(share.edited_at, "edit", share.author_id, share, {"share": share.id}, of=share))


def _reply(place: Place, share: Share, replies: Sequence[ReplyStory]) -> None:
    for number, (told, at) in enumerate(zip(replies, reply_times(place, share, replies), strict=True)):
        words = clean(told.words)
        reply = Reply(
            id=demo_id("reply", share.id, number, told.alias), share=share, author_id=place.member_id(told.alias),
            key=demo_id("key", share.id, number), words=words, html=to_html(words), renderer=RENDERER, at=at,
        )  # fmt: skip
        place.replies.append(reply)
        share.replies_count += 1
        place.happened.append(
            Happening(at, "reply", reply.author_id, reply, {"share": share.id, "reply": reply.id}, of=share)
        )
