"""Discourse: topics as `/t/ID.json` gives them (one, a list of them, or beneath `topics`), or posts as `/posts.json` does.

`raw` is read where it is there (`?include_raw=1`), else `cooked`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from withness.shares.bringing_in.rows import Row, Unreadable, moment
from withness.shares.bringing_in.tidying import from_html
from withness.shares.bringing_in.trees import Told, by_name, listed, read_json, said, whole_number

REGULAR, MODERATOR = 1, 2
WHISPER = 4


def read_discourse(body: bytes) -> Iterator[Row]:
    """Each post, topic by topic, in its order. Raises `Unreadable` when there is none."""
    told = read_json(body)
    number = 0
    for topic, posts in _topics(told):
        first = ""
        for post in sorted(posts, key=lambda one: whole_number(one.get("post_number"))):
            number += 1
            row = _row(number, topic, post, first)
            if not first and not row.no:
                first = row.id
                if whole_number(post.get("post_number")) > 1:
                    row.warnings.append("the first words of this conversation are not in the file")
            yield row
    if not number:
        raise Unreadable("No posts of Discourse were found in this file: neither “post_stream” nor “latest_posts”.")


def _topics(told: object) -> Iterator[tuple[Told, list[Told]]]:
    if isinstance(told, dict) and ("latest_posts" in told or "posts" in told):
        posts = listed(told.get("latest_posts") or told.get("posts"))
        posts.sort(key=lambda one: said(one, "topic_id"))
        for topic_id, some in groupby(posts, key=lambda one: said(one, "topic_id")):
            together = list(some)
            title = next((said(one, "topic_title") for one in together if said(one, "topic_title")), "")
            yield {"id": topic_id, "title": title, "category_id": together[0].get("category_id")}, together
        return
    for topic in by_name(told, "post_stream"):
        stream = topic.get("post_stream")
        yield topic, listed(stream.get("posts") if isinstance(stream, dict) else None)


def _row(number: int, topic: Told, post: Told, first: str) -> Row:
    raw = said(post, "raw")
    words, warnings = (raw, []) if raw else from_html(said(post, "cooked"))
    row = Row(
        number, id=said(post, "id") or f"{said(topic, 'id')}/{said(post, 'post_number')}", answers=first,
        author=said(post, "username", "user_id"), title="" if first else said(topic, "title"), words=words,
        at=moment(post.get("created_at")), place=said(topic, "category_name", "category_id"), warnings=warnings,
    )  # fmt: skip
    row.no = _why_not(topic, post)
    return row


def _why_not(topic: Told, post: Told) -> str:
    kind = post.get("post_type", REGULAR)
    if topic.get("archetype") == "private_message":
        return "private: a message between some stays between them"
    if post.get("deleted_at") or post.get("user_deleted") or post.get("hidden") or topic.get("deleted_at"):
        return "taken_back: it was deleted or hidden there"
    if kind == WHISPER:
        return "whisper: only those who kept the place could read it"
    if kind not in {REGULAR, MODERATOR}:
        return "no_words: the forum itself noted something"
    return ""
