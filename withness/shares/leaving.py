"""What this room holds of a person, and letting it go."""

from __future__ import annotations

from typing import Any

from withness.groups.happenings import Left
from withness.groups.models import Member
from withness.people.happenings import ConsentWithdrawn
from withness.people.models import Person
from withness.shares.changing import withdraw_everything
from withness.shares.letting_letters_go import let_letters_go_now
from withness.shares.models import Draft, Edit, Following, Keepsake, Mute, Presence, Reply, Share, Wait


def export_for(person: Person) -> dict[str, Any]:
    """Every word of theirs, and what they did with others' shares (by id: the words are not theirs to take)."""
    mine = {"author__person": person, "taken_back_at": None}
    own = {"member__person": person}
    return {
        "shares": list(
            Share.objects.filter(**mine).values("id", "group__title", "author__alias", "need", "note", "words", "at")
        ),
        "replies": list(Reply.objects.filter(**mine).values("id", "share_id", "author__alias", "words", "at")),
        "said_before": [
            {"share_id": edit.share_id, "reply_id": edit.reply_id, "html": edit.html, "until": edit.until}
            for edit in Edit.objects.filter(share__author__person=person)
            | Edit.objects.filter(reply__author__person=person)
        ],
        "waits": list(Wait.objects.filter(share__author__person=person).values("share_id", "at", "until", "asked_at")),
        "drafts": list(Draft.objects.filter(**own).values("words", "need", "note", "at")),
        "presences": list(Presence.objects.filter(**own).values("share_id", "kind", "at")),
        "kept": list(Keepsake.objects.filter(**own).values("share_id", "since")),
        "followed": list(Following.objects.filter(**own).values("share_id", "since")),
        "muted": list(Mute.objects.filter(**own).values("share_id", "since")),
    }


def forget(person: Person) -> None:
    """Take back every word, and let go of everything done with a tap."""
    for member in Member.objects.filter(person=person):
        withdraw_everything(member)
    let_letters_go_now()


def take_words_along(happened: Left) -> None:
    """Somebody left a group and wished their words to go with them."""
    if happened.with_words:
        withdraw_everything(Member.objects.get(id=happened.member_id))


def take_back_without_consent(happened: ConsentWithdrawn) -> None:
    """Who no longer wants their words about health kept takes back all of them, also where they left long ago."""
    if happened.about == "health":
        for member in Member.objects.filter(person_id=happened.person_id):
            withdraw_everything(member)


def standing_shares() -> list[str]:
    """For `foundation.erasures`: every share that still has its words."""
    return list(Share.objects.filter(taken_back_at=None).values_list("id", flat=True))


def standing_replies() -> list[str]:
    """For `foundation.erasures`: every reply that still has its words."""
    return list(Reply.objects.filter(taken_back_at=None).values_list("id", flat=True))
