"""What an export tells of the rows of `talks`: each column and where it stands, or why it is not told."""

from testing.house.told.why import INNER, OTHERS

TOLD = {
    "talks.Message": {
        "talk": "talks.messages.talk_id",
        "author": "talks.messages.author__alias",
        "words": "talks.messages.words",
        "at": "talks.messages.at",
        "held_at": "talks.messages.held_at",
    },
    "talks.Talk": {
        "id": "talks.talks.id",
        "group": "talks.talks.group",
        "asked_by": "talks.talks.asked_by_me",
        "asked_at": "talks.talks.asked_at",
        "agreed_at": "talks.talks.agreed_at",
        "declined_at": "talks.talks.not_now_at",
        "ended_at": "talks.talks.ended_at",
    },
    "talks.Unasked": {
        "member": "talks.not_to_be_asked.member__alias",
        "since": "talks.not_to_be_asked.since",
    },
}
WITHHELD = {
    "talks.Message": {
        "id": INNER,
        "key": INNER,
        "html": INNER,
        "taken_back_at": "its words are gone",
    },
    "talks.Talk": {
        "other": OTHERS,
        "pair": INNER,
    },
    "talks.Unasked": {},
}
