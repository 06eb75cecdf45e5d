"""The inbox, for programs."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from ninja import Router
from ninja.params.functions import Query
from pydantic import Field
from typing_extensions import TypedDict

from withness.foundation import clock
from withness.foundation.bodies import Body
from withness.foundation.keyset import LONGEST, Page, asked, cursor, page
from withness.foundation.telling import done, minute, tell
from withness.notices.inbox import PAGE, Told, see_all, see_up_to, told
from withness.notices.models import Wishes
from withness.notices.wishes import choose_hours, wishes_of
from withness.people.asking import Asking, known

router = Router(tags=["notices"])


class NoticeWords(TypedDict):
    """Something that may matter to me, in a sentence that may be shown as it is. `page` is where the website leads."""

    id: str
    kind: str
    sentence: str
    page: str
    at: str
    new: bool


class Seen(Body):
    """The newest notice that has been shown; what came after it still waits. Left out: everything has been."""

    up_to: str = Field(default="", max_length=40)


EVERYTHING = Seen()


class QuietHours(TypedDict):
    """From when until when, such as `22:00` and `07:00`. Both are empty where there are none."""

    quiet_from: str
    quiet_until: str


class NewQuietHours(Body):
    """Both hours, or both empty for none."""

    quiet_from: str = Field(max_length=8, examples=["22:00"])
    quiet_until: str = Field(max_length=8, examples=["07:00"])


@router.get("/notices", response=Page[NoticeWords], summary="My notices")
def list_notices(request: Asking, after: str = Query("", max_length=LONGEST)) -> HttpResponse:
    """The newest first, twenty at a time. Listing them does not mark them as seen."""
    wish = asked(request, after=after, limit=PAGE)
    found, onward = told(known(request), before=wish.parts(1)[0] if wish.after else "")
    return tell(page([_words(one) for one in found], cursor(onward) if onward else None))


@router.post("/notices/seen", response={204: None}, summary="I have seen my notices")
def see_notices(request: Asking, body: Seen = EVERYTHING) -> HttpResponse:
    """All of them, or up to one."""
    if not body.up_to:
        see_all(person=known(request), until=clock.now())
    elif not see_up_to(person=known(request), notice_id=body.up_to):
        raise Http404
    return done()


@router.get("/notices/quiet-hours", response=QuietHours, summary="My quiet hours")
def read_quiet_hours(request: Asking) -> HttpResponse:
    """In these hours nothing rings and no letter leaves. By the clock on the person's wall (`zone` in `/me`)."""
    return tell(_hours(wishes_of(known(request))))


@router.put("/notices/quiet-hours", response=QuietHours, summary="Choose my quiet hours")
def choose_quiet_hours(request: Asking, body: NewQuietHours) -> HttpResponse:
    """Everything else that the person chose about notices stays as it is."""
    chosen = choose_hours(person=known(request), quiet_from=body.quiet_from, quiet_until=body.quiet_until)
    return tell(_hours(chosen))


def _hours(wishes: Wishes) -> QuietHours:
    first, last = (hour.strftime("%H:%M") if hour else "" for hour in (wishes.quiet_from, wishes.quiet_until))
    return {"quiet_from": first, "quiet_until": last}


def _words(one: Told) -> NoticeWords:
    return {
        "id": one.notice.id,
        "kind": one.notice.kind,
        "sentence": one.words.sentence,
        "page": one.words.href,
        "at": minute(one.at),
        "new": one.is_new,
    }
