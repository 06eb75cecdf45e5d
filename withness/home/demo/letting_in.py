"""Those who knock, and words begun but not sent."""

from __future__ import annotations

from withness.foundation.text import clean
from withness.groups.models import Knock
from withness.home.demo.chance import demo_id
from withness.home.demo.places import Place
from withness.home.demo.reading import NEEDS, Block, span
from withness.shares.models import Draft, Share


def knock_on_doors(place: Place) -> None:
    """“-- Bramble, jo, 3h” and what they said at the door."""
    place.knocks = [_knock(place, block) for block in place.story.knocks]


def begin_drafts(place: Place) -> None:
    """“-- Wren, 2h, listen” begins a share; “-- Wren, 2h, to Teasel” a reply to the newest share of Teasel."""
    place.drafts = [_draft(place, block) for block in place.story.drafts]


def _knock(place: Place, block: Block) -> Knock:
    alias, person, ago = block.head[:3]
    return Knock(
        id=demo_id("knock", place.story.slug, alias), group=place.group, person_id=demo_id("person", person),
        alias=alias, words=clean(block.words), agreed_version=place.group.agreement_version, at=place.now - span(ago),
    )  # fmt: skip


def _draft(place: Place, block: Block) -> Draft:
    alias, ago, what = block.head[:3]
    share = _newest_of(place, what.removeprefix("to ")) if what.startswith("to ") else None
    return Draft(
        id=demo_id("draft", place.story.slug, alias, what), member=place.members[alias], share=share,
        place=share.id if share else "", words=block.words, need="" if share else NEEDS[what],
        key=demo_id("draft key", place.story.slug, alias, what), at=place.now - span(ago),
    )  # fmt: skip


def _newest_of(place: Place, alias: str) -> Share:
    theirs = [share for share in place.shares if share.author_id == place.member_id(alias)]
    return max(theirs, key=lambda share: share.at)
