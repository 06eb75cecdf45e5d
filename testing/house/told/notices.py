"""What an export tells of the rows of `notices`: each column and where it stands, or why it is not told."""

from testing.house.told.why import INNER, OTHERS, SECRET, WHOSE

TOLD = {
    "notices.Device": {
        "name": "notices.devices.name",
        "since": "notices.devices.since",
    },
    "notices.Notice": {
        "kind": "notices.notices.kind",
        "at": "notices.notices.at",
        "seen_at": "notices.notices.seen_at",
    },
    "notices.Wishes": {
        "by_mail": "notices.wishes.by_mail",
        "words_by_mail": "notices.wishes.words_by_mail",
        "quiet_from": "notices.wishes.quiet_from",
        "quiet_until": "notices.wishes.quiet_until",
        "off": "notices.wishes.off",
        "weekly_at": "notices.wishes.weekly_at",
        "look_in_every": "notices.wishes.look_in_every",
        "look_in_at": "notices.wishes.look_in_at",
    },
}
WITHHELD = {
    "notices.Device": {
        "id": INNER,
        "person": WHOSE,
        "endpoint": SECRET,
        "endpoint_hash": SECRET,
        "p256dh": SECRET,
        "auth": SECRET,
        "failures": INNER,
    },
    "notices.Notice": {
        "id": INNER,
        "person": WHOSE,
        "bundle": INNER,
        "place": INNER,
        "ids": OTHERS,
        "posted_at": INNER,
        "pushed_at": INNER,
    },
    "notices.Wishes": {
        "person": WHOSE,
        "letter_key": SECRET,
    },
}
