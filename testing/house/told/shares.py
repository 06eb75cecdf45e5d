"""What an export tells of the rows of `shares`: each column and where it stands, or why it is not told."""

from testing.house.told.why import INNER, WHOSE

TOLD = {
    "shares.Draft": {
        "words": "shares.drafts.words",
        "need": "shares.drafts.need",
        "note": "shares.drafts.note",
        "at": "shares.drafts.at",
    },
    "shares.Edit": {
        "share": "shares.said_before.share_id",
        "reply": "shares.said_before.reply_id",
        "html": "shares.said_before.html",
        "until": "shares.said_before.until",
    },
    "shares.Following": {
        "share": "shares.followed.share_id",
        "since": "shares.followed.since",
    },
    "shares.Keepsake": {
        "share": "shares.kept.share_id",
        "since": "shares.kept.since",
    },
    "shares.Mute": {
        "share": "shares.muted.share_id",
        "since": "shares.muted.since",
    },
    "shares.Presence": {
        "share": "shares.presences.share_id",
        "kind": "shares.presences.kind",
        "at": "shares.presences.at",
    },
    "shares.Reply": {
        "id": "shares.replies.id",
        "share": "shares.replies.share_id",
        "author": "shares.replies.author__alias",
        "words": "shares.replies.words",
        "at": "shares.replies.at",
    },
    "shares.Share": {
        "id": "shares.shares.id",
        "group": "shares.shares.group__title",
        "author": "shares.shares.author__alias",
        "need": "shares.shares.need",
        "note": "shares.shares.note",
        "words": "shares.shares.words",
        "at": "shares.shares.at",
    },
    "shares.Wait": {
        "share": "shares.waits.share_id",
        "at": "shares.waits.at",
        "until": "shares.waits.until",
        "asked_at": "shares.waits.asked_at",
    },
}
WITHHELD = {
    "shares.Wait": {},
    "shares.Draft": {
        "id": INNER,
        "member": WHOSE,
        "share": INNER,
        "place": INNER,
        "key": INNER,
    },
    "shares.Edit": {
        "id": INNER,
    },
    "shares.Findable": {
        "id": INNER,
        "thing": INNER,
        "share": INNER,
        "place": INNER,
        "words": INNER,
    },
    "shares.Following": {
        "id": INNER,
        "member": WHOSE,
    },
    "shares.Keepsake": {
        "id": INNER,
        "member": WHOSE,
    },
    "shares.Mute": {
        "id": INNER,
        "member": WHOSE,
    },
    "shares.Presence": {
        "id": INNER,
        "member": WHOSE,
    },
    "shares.Reply": {
        "key": INNER,
        "seq": INNER,
        "html": INNER,
        "renderer": INNER,
        "edited_at": INNER,
        "taken_back_at": INNER,
        "held_at": INNER,
    },
    "shares.Share": {
        "key": INNER,
        "seq": INNER,
        "html": INNER,
        "renderer": INNER,
        "edited_at": INNER,
        "taken_back_at": INNER,
        "version": INNER,
        "replies_count": INNER,
        "responders": INNER,
        "held_at": INNER,
    },
}
