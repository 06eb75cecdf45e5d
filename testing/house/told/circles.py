"""What an export tells of the rows of `circles`: each column and where it stands, or why it is not told."""

from testing.house.told.why import INNER, OTHERS, WHOSE

TOLD = {
    "circles.Circle": {
        "group": "circles.opened.group__title",
        "opened_at": "circles.opened.opened_at",
        "began_at": "circles.opened.began_at",
        "closed_at": "circles.opened.closed_at",
    },
    "circles.Format": {
        "group": "circles.formats.group__title",
        "name": "circles.formats.name",
        "text": "circles.formats.text",
        "changed_at": "circles.formats.changed_at",
    },
    "circles.Intention": {
        "words": "circles.intentions.words",
        "at": "circles.intentions.at",
    },
    "circles.Removal": {
        "at": "circles.asked_to_leave.at",
        "because": "circles.asked_to_leave.because",
        "asked_again_at": "circles.asked_to_leave.asked_again_at",
        "asked_again_words": "circles.asked_to_leave.asked_again_words",
    },
    "circles.Said": {
        "words": "circles.circles.said",
    },
    "circles.Seat": {
        "joined_at": "circles.circles.joined_at",
        "heard_at": "circles.circles.heard_at",
        "arriving": "circles.circles.arriving",
    },
}
WITHHELD = {
    "circles.Circle": {
        "id": INNER,
        "opened_by": WHOSE,
        "format_text": "the circle's",
        "state": INNER,
        "let_go_at": INNER,
        "voice": "the group's",
        "voice_room": "the group's",
        "skill": "the circle's; what helps belongs to who wrote it",
    },
    "circles.Format": {
        "id": INNER,
        "by": WHOSE,
    },
    "circles.HowItWas": {
        "id": INNER,
        "month": "sums of a group; nobody can be found in them",
        "group": "sums of a group; nobody can be found in them",
        "answers": "sums of a group; nobody can be found in them",
        "heard": "sums of a group; nobody can be found in them",
        "safe": "sums of a group; nobody can be found in them",
        "hopeful": "sums of a group; nobody can be found in them",
    },
    "circles.Intention": {
        "id": INNER,
        "circle": INNER,
        "member": WHOSE,
    },
    "circles.Removal": {
        "id": INNER,
        "circle": INNER,
        "member": WHOSE,
        "by": OTHERS,
    },
    "circles.Said": {
        "id": INNER,
        "circle": INNER,
        "seat": INNER,
        "seq": INNER,
        "phase": INNER,
        "html": INNER,
    },
    "circles.Seat": {
        "id": INNER,
        "circle": INNER,
        "number": INNER,
        "member": WHOSE,
        "name": "of a seat in the hall; not theirs",
        "answered": INNER,
    },
    "circles.Sent": {
        "id": INNER,
        "circle": INNER,
        "seat": INNER,
        "key": INNER,
        "did": INNER,
        "why": INNER,
    },
    "circles.Ways": {
        "group": "the group's",
        "format": "the group's",
        "keep_hours": "the group's",
        "voice": "the group's",
        "voice_link": "the group's",
    },
}
