"""Taking in a list: from a file, or from an address, once or every few hours."""

from __future__ import annotations

import contextlib

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.meetings.happenings import FeedNeedsLook
from withness.meetings.importing.fetching import Fetched, fetch
from withness.meetings.importing.listing import Report, Tell, Unreadable, Wishes
from withness.meetings.importing.planning import plan_next
from withness.meetings.importing.reading import read_list
from withness.meetings.importing.storing import Stored, store
from withness.meetings.models import Feed


def feed_called(address: str, wishes: Wishes, *, hours: int = 0) -> Feed:
    """The feed of that address or file name, with these wishes from now on. `hours` 0: never again by itself."""
    feed, _new = Feed.objects.update_or_create(
        address=address[:400],
        defaults={
            "vocabulary": wishes.vocabulary, "zone": wishes.zone, "with_contacts": wishes.with_contacts, "hours": hours,
            "stopped_at": None,
        },
    )  # fmt: skip
    plan_next(feed)
    return feed


def take_in(body: bytes, feed: Feed, *, even_if_fewer: bool = False, tell: Tell | None = None) -> tuple[Report, Stored]:
    """Read a list and keep what is in it; `tell` hears how far it is. Raises `Unreadable`, and then nothing has changed but
    the time of the try.
    """
    now = clock.now()
    Feed.objects.filter(id=feed.id).update(tried_at=now)
    try:
        report = read_list(body, wishes_of(feed), tell=tell)
    except Unreadable as no:
        Feed.objects.filter(id=feed.id).update(trouble=no.sentence[:300])
        raise
    if tell is not None:
        tell("keeps", 0, report.accepted)
    stored = store(report, feed, even_if_fewer=even_if_fewer)
    if stored.asks_first:
        announce(FeedNeedsLook(feed.id))
    else:
        Feed.objects.filter(id=feed.id).update(worked_at=now, trouble="")
    return report, stored


def fetch_and_take_in(
    feed: Feed, *, even_if_fewer: bool = False, tell: Tell | None = None
) -> tuple[Report, Stored] | None:
    """Ask the address of the feed; nothing when it says that all is as it was. Raises `Unreadable`."""
    now = clock.now()
    Feed.objects.filter(id=feed.id).update(tried_at=now)
    try:
        fetched: Fetched = fetch(feed.address, etag="" if even_if_fewer else feed.etag)
    except Unreadable as no:
        Feed.objects.filter(id=feed.id).update(trouble=no.sentence[:300])
        raise
    if fetched.is_same:
        Feed.objects.filter(id=feed.id).update(worked_at=now, trouble="")
        feed.meetings.filter(missing_since=None).update(seen_at=now)
        return None
    found = take_in(fetched.body, feed, even_if_fewer=even_if_fewer, tell=tell)
    if not found[1].asks_first:
        Feed.objects.filter(id=feed.id).update(etag=fetched.etag)
    return found


def ask_again(feed: Feed) -> None:
    """As `fetch_and_take_in`, where nobody waits for the answer: what went wrong stands on the feed's page."""
    with contextlib.suppress(Unreadable):
        fetch_and_take_in(feed)


def accept_fewer(feed: Feed) -> None:
    """A human says that the list is right though it fell: the next reading counts."""
    Feed.objects.filter(id=feed.id).update(count=0, shrunk_to=None, etag="")


def wishes_of(feed: Feed) -> Wishes:
    """How this feed is to be read."""
    return Wishes(feed.vocabulary, feed.zone, feed.with_contacts)


def is_address(text: str) -> bool:
    """Whether it is to be fetched."""
    return text.startswith(("https://", "http://"))
