"""What is a person's own, across all their groups: words they have begun, and shares they keep."""

from __future__ import annotations

from dataclasses import dataclass

from withness.people.models import Person
from withness.shares.models import Draft, Keepsake, Share

PAGE = 20


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft, and where one goes on writing it (empty when what it answered is out of sight now)."""

    draft: Draft
    address: str


def drafts_of(person: Person) -> list[Begun]:
    """Everything this person has begun to write, the newest first."""
    mine = Draft.objects.filter(member__person=person, member__left_at=None)
    drafts = list(mine.select_related("member__group").order_by("-at"))
    under = [draft.place for draft in drafts if draft.place]
    seen = set(Share.objects.visible_to(person).filter(id__in=under).values_list("id", flat=True)) if under else set()
    return [Begun(draft, _address(draft, seen)) for draft in drafts]


def let_draft_go(*, person: Person, draft_id: str) -> bool:
    """Throw away one's own draft. False when there is none of that id."""
    gone, _rows = Draft.objects.filter(id=draft_id, member__person=person).delete()
    return bool(gone)


def kept_by(person: Person, *, before: int | None = None) -> tuple[list[Share], int | None]:
    """Shares this person keeps and may still see, the newest kept first; and where the next page begins (None: no more)."""
    kept = Keepsake.objects.filter(member__person=person, member__left_at=None)
    kept = kept.filter(id__lt=before) if before is not None else kept
    visible = Share.objects.visible_to(person).values("id")
    rows = list(kept.filter(share_id__in=visible).order_by("-id").values_list("id", "share_id")[: PAGE + 1])
    shares = Share.objects.visible_to(person).select_related("author", "group").in_bulk([row[1] for row in rows[:PAGE]])
    found = [shares[share_id] for _id, share_id in rows[:PAGE] if share_id in shares]
    return found, rows[PAGE - 1][0] if len(rows) > PAGE else None


def _address(draft: Draft, seen: set[str]) -> str:
    if not draft.place:
        return f"/g/{draft.member.group_id}/shares/new"
    return f"/g/{draft.member.group_id}/s/{draft.place}" if draft.place in seen else ""
