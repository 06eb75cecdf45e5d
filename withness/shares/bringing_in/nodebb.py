"""NodeBB: topics as `/api/topic/ID` gives them (one, a list of them, or beneath `topics`), or the flat lists `categories`,
`topics`, `posts` (and `users`) as its database and its import plugin have them, with `_` before each name or without.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from withness.shares.bringing_in.rows import Row, Unreadable, moment
from withness.shares.bringing_in.tidying import from_html
from withness.shares.bringing_in.trees import Told, by_name, listed, read_json, said

_TAG_BEGINS = ("<p", "<blockquote", "<ul", "<ol", "<h", "<a ", "<strong", "<em", "<code", "<pre", "<img")


def read_nodebb(body: bytes) -> Iterator[Row]:
    """Each post, topic by topic, in its order. Raises `Unreadable` when there is none."""
    number = 0
    for topic, posts in _topics(read_json(body)):
        first, main = "", said(topic, "mainPid")
        for post in sorted(posts, key=lambda one: (said(one, "pid") != main, _when(one), said(one, "pid"))):
            number += 1
            row = _row(number, topic, post, first)
            first = first or ("" if row.no else row.id)
            yield row
    if not number:
        raise Unreadable("No posts of NodeBB were found in this file: neither topics with “posts” nor a list of them.")


def _topics(told: Any) -> Iterator[tuple[Told, list[Told]]]:
    flat = {key.lstrip("_"): value for key, value in told.items()} if isinstance(told, dict) else {}
    if "posts" in flat and "topics" in flat:
        yield from _flat(flat)
        return
    for topic in by_name(told, "posts"):
        yield topic, listed(topic.get("posts"))


def _flat(told: dict[str, Any]) -> Iterator[tuple[Told, list[Told]]]:
    names = {said(one, "uid"): said(one, "username") for one in listed(told.get("users"))}
    places = {said(one, "cid"): said(one, "name") for one in listed(told.get("categories"))}
    under: defaultdict[str, list[Told]] = defaultdict(list)
    for post in listed(told["posts"]):
        under[said(post, "tid")].append(post | {"user": {"username": names.get(said(post, "uid"), "")}})
    for topic in listed(told["topics"]):
        tid = said(topic, "tid")
        posts = under.pop(tid, [])
        if said(topic, "content"):  # the import plugin keeps the first post in the topic itself
            begun = {"pid": f"t{tid}", "uid": topic.get("uid"), "content": topic["content"],
                     "timestamp": topic.get("timestamp"), "user": {"username": names.get(said(topic, "uid"), "")}}  # fmt: skip
            posts, topic["mainPid"] = [begun, *posts], f"t{tid}"
        yield topic | {"category": {"name": places.get(said(topic, "cid"), "")}}, posts
    for posts in under.values():
        yield {}, posts


def _row(number: int, topic: Told, post: Told, first: str) -> Row:
    content = said(post, "content")
    is_html = content.lower().startswith(_TAG_BEGINS)
    words, warnings = from_html(content) if is_html else (content, [])
    author = said(post.get("user"), "username") or said(post, "handle", "uid")
    row = Row(
        number, id=said(post, "pid") or f"{said(topic, 'tid')}/{number}", answers=first,
        author="" if author == "0" else author, title="" if first else said(topic, "title"), words=words,
        at=moment(post.get("timestamp") or post.get("timestampISO")),
        place=said(topic.get("category"), "name") or said(topic, "cid"), warnings=warnings,
    )  # fmt: skip
    if post.get("deleted") or topic.get("deleted"):
        row.no = "taken_back: it was deleted there"
    elif said(post, "toChat", "roomId") or said(topic, "cid") == "-1":
        row.no = "private: a message between some stays between them"
    return row


def _when(post: Told) -> float:
    found = moment(post.get("timestamp") or post.get("timestampISO"))
    return found.timestamp() if found else 0.0
