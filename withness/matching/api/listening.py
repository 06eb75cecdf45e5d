"""Listening, for programs."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from ninja import Router
from pydantic import Field
from typing_extensions import TypedDict

from withness.foundation.bodies import Body
from withness.foundation.telling import done, minute, minute_or_none, tell
from withness.groups.belonging import membership
from withness.groups.models import Member
from withness.matching import ending, taking, willing
from withness.matching.listening import Heard, waiting_for, waiting_share
from withness.matching.waiting_words import how_it_stands
from withness.people.asking import Asking, known
from withness.safety.folding import unfolds

router = Router(tags=["listening"])


class WaitingWords(TypedDict):
    """A share that waits to be heard. `words` is null while its note keeps it folded. `held`: somebody else is writing."""

    share_id: str
    group_id: str
    alias: str
    need: str
    note: str
    words: str | None
    since: str
    replies: int
    held: bool
    mine_until: str | None


class WaitingList(TypedDict):
    """Those who wait, the one who needs it most first; a few at a time, and not the same for everybody."""

    items: list[WaitingWords]


class WillingWords(TypedDict):
    """What I said about being asked. `often`: never, little, some, more; empty: I have not said, and nobody asks me."""

    often: str
    from_hour: int | None
    until_hour: int | None
    beyond: bool
    rest_until: str | None
    practised: bool


class StandWords(TypedDict):
    """How it stands with a share of mine, in sentences that may be shown as they are. `ended` is empty while it waits."""

    sentences: list[str]
    ended: str


class Willing(Body):
    """Whether I may be asked, and when. Hours are on the clock on my wall; both left out: outside quiet hours."""

    often: str = Field(max_length=8)
    from_hour: int | None = Field(default=None, ge=0, le=23)
    until_hour: int | None = Field(default=None, ge=0, le=23)
    beyond: bool = False


class Rest(Body):
    """For a day, a week or a month; empty: I am back."""

    how_long: str = Field(default="", max_length=8)


@router.get("/listen", response=WaitingList, summary="Who waits to be heard")
def list_waiting(request: Asking) -> HttpResponse:
    """A few shares I could answer. None of mine, and none that I passed, muted or answered."""
    person = known(request)
    unfolded = unfolds(person)
    return tell({"items": [_waiting(one, unfolded(one.share.note)) for one in waiting_for(person)]})


@router.post("/shares/{share_id}/take", response=WaitingWords, summary="I can be there")
def take_share(request: Asking, share_id: str) -> HttpResponse:
    """Hold a waiting share for ten minutes, so that others turn to the next one. It keeps nobody from replying."""
    me = _listener(request, share_id)
    taking.take(by=me, share_id=share_id)
    heard = waiting_share(known(request), share_id)
    if heard is None:
        raise Http404
    return tell(_waiting(heard, unfolded=True))


@router.delete("/shares/{share_id}/take", response={204: None}, summary="Let it go")
def let_share_go(request: Asking, share_id: str) -> HttpResponse:
    """Hold it no longer."""
    taking.let_go(by=_listener(request, share_id), share_id=share_id)
    return done()


@router.post("/shares/{share_id}/pass", response={204: None}, summary="Not this one")
def pass_share(request: Asking, share_id: str) -> HttpResponse:
    """Nobody sees it, nobody counts it, and I am not shown this share again."""
    taking.pass_by(by=_listener(request, share_id), share_id=share_id)
    return done()


@router.get("/shares/{share_id}/stand", response=StandWords, summary="How it stands with my share")
def read_stand(request: Asking, share_id: str) -> HttpResponse:
    """For its author only."""
    stand = how_it_stands(_author(request, share_id), share_id)
    if stand is None:
        raise Http404
    return tell({"sentences": stand.sentences, "ended": stand.ended})


@router.post("/shares/{share_id}/stand/{word}", response={204: None}, summary="I feel heard")
def say_stand(request: Asking, share_id: str, word: str) -> HttpResponse:
    """`heard`, `no_replies` or `wait_again`, for its author only."""
    verbs = {"heard": ending.say_heard, "no_replies": ending.rather_no_replies, "wait_again": ending.wait_again}
    me = _author(request, share_id)
    if word not in verbs:
        raise Http404
    verbs[word](by=me, share_id=share_id)
    return done()


@router.get("/me/listening", response=WillingWords, summary="Whether I may be asked")
def read_willingness(request: Asking) -> HttpResponse:
    """As I said it."""
    return tell(_willing(request))


@router.put("/me/listening", response=WillingWords, summary="Say whether I may be asked")
def say_willingness(request: Asking, body: Willing) -> HttpResponse:
    """`never` turns everything off, at once."""
    hours = ["" if hour is None else str(hour) for hour in (body.from_hour, body.until_hour)]
    willing.choose_willingness(
        person=known(request), often=body.often, from_hour=hours[0], until_hour=hours[1], beyond=body.beyond
    )
    return tell(_willing(request))


@router.post("/me/listening/rest", response=WillingWords, summary="Rest")
def rest_a_while(request: Asking, body: Rest) -> HttpResponse:
    """Nobody asks me until it is over."""
    willing.rest(person=known(request), how_long=body.how_long)
    return tell(_willing(request))


def _listener(request: Asking, share_id: str) -> Member:
    """Who I am where that share waits. Raises `Http404` where it does not wait for me."""
    heard = waiting_share(known(request), share_id)
    me = membership(known(request), heard.share.group_id) if heard is not None else None
    if me is None:
        raise Http404
    return me


def _author(request: Asking, share_id: str) -> Member:
    me = ending.author_seat(known(request), share_id)
    if me is None:
        raise Http404
    return me


def _waiting(one: Heard, unfolded: bool) -> WaitingWords:  # noqa: FBT001
    share = one.share
    return {
        "share_id": share.id, "group_id": share.group_id, "alias": share.alias, "need": share.need, "note": share.note,
        "words": share.words if unfolded or not share.note else None, "since": minute(share.at), "replies": one.replies,
        "held": one.held, "mine_until": minute_or_none(one.mine),
    }  # fmt: skip


def _willing(request: Asking) -> WillingWords:
    said = willing.willingness_of(known(request))
    return {
        "often": said.often if said else "", "from_hour": said.from_hour if said else None,
        "until_hour": said.until_hour if said else None, "beyond": bool(said and said.beyond),
        "rest_until": minute_or_none(said.rest_until if said else None),
        "practised": bool(said and said.practised_at),
    }  # fmt: skip
