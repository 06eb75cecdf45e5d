"""Reading a list that a steward asked for on a page, step by step, so that the page can say how far it is."""

from __future__ import annotations

import gzip
import logging
from dataclasses import asdict
from functools import partial

from withness.foundation import clock
from withness.meetings.importing.fetching import fetch
from withness.meetings.importing.listing import Report, Tell, Unreadable, Wishes
from withness.meetings.importing.reading import read_list
from withness.meetings.importing.storing import Stored, settle_zones
from withness.meetings.importing.taking_in import feed_called, fetch_and_take_in, take_in
from withness.meetings.models import Feed, Intake

log = logging.getLogger("withness.meetings")
MOST_KEPT = 16 * 1024 * 1024  # bytes, compressed: so much may wait until somebody says “take it in”
_BROKE = "Something of ours broke while this was read. Nothing was changed."


def work_on(intake_id: str) -> None:
    """Do what it asks for. However it goes, it ends, and the page says how."""
    intake = Intake.objects.select_related("feed").filter(id=intake_id, ended_at=None).first()
    if intake is None:
        return
    trouble = ""
    try:
        _work(intake, partial(_tell, intake))
    except Unreadable as no:
        trouble = no.sentence
    except Exception:  # the page must not say for ever that it is on its way
        log.exception("list_broke")
        trouble = _BROKE
    Intake.objects.filter(id=intake.id).update(ended_at=clock.now(), told_at=clock.now(), trouble=trouble[:300])


def wishes_of_intake(intake: Intake) -> Wishes:
    """How it is to be read."""
    return Wishes(intake.vocabulary, intake.zone, intake.with_contacts)


def _work(intake: Intake, tell: Tell) -> None:
    if intake.wanted_at is None:
        _only_try(intake, tell)
    elif intake.feed is None:
        feed = feed_called(intake.address, wishes_of_intake(intake), hours=intake.hours)
        _remember(intake, feed, take_in(gzip.decompress(bytes(intake.body or b"")), feed, tell=tell))
        Feed.objects.filter(id=feed.id).update(etag=intake.etag)
    else:
        tell(Intake.ASKS, 0, 0)
        _remember(intake, intake.feed, fetch_and_take_in(intake.feed, tell=tell))


def _only_try(intake: Intake, tell: Tell) -> None:
    """Read it as if it were kept, and keep only what it said of itself."""
    if intake.body is None:
        tell(Intake.ASKS, 0, 0)
        fetched = fetch(intake.address)
        packed = gzip.compress(fetched.body, mtime=0)
        if len(packed) > MOST_KEPT:
            raise Unreadable(
                "This is too large for a page. Whoever keeps the server can take it in with import-meetings."
            )
        intake.body, intake.etag = packed, fetched.etag
    report = read_list(gzip.decompress(bytes(intake.body)), wishes_of_intake(intake), tell=tell)
    settle_zones(report, intake.zone)
    intake.report = report.as_json()
    intake.save(update_fields=["body", "etag", "report"])


def _remember(intake: Intake, feed: Feed, found: tuple[Report, Stored] | None) -> None:
    intake.feed, intake.body = feed, None
    if found is not None:
        intake.report, intake.stored = found[0].as_json(), asdict(found[1])
    intake.save(update_fields=["feed", "body", "report", "stored"])


def _tell(intake: Intake, step: str, done: int, total: int) -> None:
    Intake.objects.filter(id=intake.id).update(step=step, done=done, total=total, told_at=clock.now())
