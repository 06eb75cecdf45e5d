"""Finding words again."""

from __future__ import annotations

from typing import Literal

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja.params.functions import Query
from typing_extensions import TypedDict

from withness.foundation.keyset import Page, page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.telling import tell
from withness.people.asking import Asking, known
from withness.people.models import Person
from withness.safety.folding import unfolds
from withness.shares.api import words as say
from withness.shares.api.room import router
from withness.shares.api.words import ReplyWords, ShareWords, Unfolds
from withness.shares.models import Reply, Share
from withness.shares.searching import findable_letters, search


class Found(TypedDict):
    """A share or a reply that holds the words; `share` is where it stands."""

    kind: Literal["share", "reply"]
    group: str
    share: str
    said: ShareWords | ReplyWords


@router.get("/search", response=Page[Found], summary="Search in my groups")
def search_words(
    request: Asking, words: str = Query(..., max_length=100), group: str = Query("", max_length=40)
) -> HttpResponse:
    """The newest first, forty at most, in all my groups or in one of them. What was asked is written down nowhere."""
    if findable_letters(words) < 2:
        raise NotUnderstood("words", _("Write at least two letters to look for."))
    person = known(request)
    unfolded = unfolds(person)
    return tell(
        page([_found(one, person, unfolded) for one in search(person=person, words=words, group_id=group)], None)
    )


def _found(thing: Share | Reply, person: Person, unfolded: Unfolds) -> Found:
    mine = thing.author.person_id == person.id
    if isinstance(thing, Share):
        said: ShareWords | ReplyWords = say.share_words(thing, mine=mine, unfolds=unfolded)
        return {"kind": "share", "group": thing.group_id, "share": thing.id, "said": said}
    said = say.reply_words(thing, mine=mine)
    return {"kind": "reply", "group": thing.share.group_id, "share": thing.share_id, "said": said}
