"""What an export tells of the rows of `hope`: each column and where it stands, or why it is not told."""

from testing.house.told.why import INNER, OTHERS, WHOSE

TOLD = {
    "hope.Delivery": {
        "letter": "hope.letters_received.letter__words",
        "at": "hope.letters_received.at",
        "thanked_at": "hope.letters_received.thanked_at",
    },
    "hope.Letter": {
        "group": "hope.letters.group__title",
        "author": "hope.letters.author__alias",
        "moment": "hope.letters.moment",
        "language": "hope.letters.language",
        "words": "hope.letters.words",
        "written_at": "hope.letters.written_at",
        "approved_at": "hope.letters.approved_at",
        "returned_at": "hope.letters.returned_at",
        "returned_because": "hope.letters.returned_because",
        "withdrawn_at": "hope.letters.withdrawn_at",
    },
    "hope.LetterWish": {
        "since": "hope.letter_wish.since",
        "moment": "hope.letter_wish.moment",
    },
    "hope.Milestone": {
        "kind": "hope.milestones.kind",
        "words": "hope.milestones.words",
        "number": "hope.milestones.number",
        "on": "hope.milestones.on",
    },
    "hope.Receipt": {
        "story": "hope.receipts.story__title",
        "told_to": "hope.receipts.told_to",
        "words_version": "hope.receipts.words_version",
        "given_at": "hope.receipts.given_at",
        "withdrawn_at": "hope.receipts.withdrawn_at",
    },
    "hope.Story": {
        "group": "hope.stories.group__title",
        "author": "hope.stories.author__alias",
        "title": "hope.stories.title",
        "words": "hope.stories.words",
        "told_to": "hope.stories.told_to",
        "written_at": "hope.stories.written_at",
        "approved_at": "hope.stories.approved_at",
        "withdrawn_at": "hope.stories.withdrawn_at",
    },
}
WITHHELD = {
    "hope.Delivery": {
        "id": INNER,
        "person": WHOSE,
    },
    "hope.Letter": {
        "id": INNER,
        "html": INNER,
        "approved_by": OTHERS,
    },
    "hope.LetterWish": {
        "person": WHOSE,
    },
    "hope.Milestone": {
        "id": INNER,
        "person": WHOSE,
        "about": INNER,
    },
    "hope.Receipt": {
        "id": INNER,
    },
    "hope.Story": {
        "id": INNER,
        "html": INNER,
        "approved_by": OTHERS,
    },
}
