"""What an export tells of the rows of `matching`: each column and where it stands, or why it is not told."""

from testing.house.told.why import INNER, OTHERS, WHOSE

TOLD = {
    "matching.Addition": {
        "name": "matching.words_added.name",
        "words": "matching.words_added.words",
        "under": "matching.words_added.under",
        "language": "matching.words_added.language",
        "at": "matching.words_added.at",
        "answered_at": "matching.words_added.answered_at",
        "taken_in": "matching.words_added.taken_in",
    },
    "matching.Ask": {
        "rung": "matching.asked.rung",
        "at": "matching.asked.at",
        "answered_at": "matching.asked.answered_at",
    },
    "matching.BuddyWish": {
        "since": "matching.buddy_wishes.since",
    },
    "matching.Clock": {
        "share": "matching.waited.share",
        "group": "matching.waited.group__title",
        "begun_at": "matching.waited.begun_at",
        "first_at": "matching.waited.first_at",
        "second_at": "matching.waited.second_at",
        "sisters_from": "matching.waited.sisters_from",
        "ended_at": "matching.waited.ended_at",
        "ended_because": "matching.waited.ended_because",
    },
    "matching.Duty": {
        "group": "matching.duties.group__title",
        "slot": "matching.duties.slot",
        "since": "matching.duties.since",
    },
    "matching.HandOver": {
        "group": "matching.notes_for_the_next.group__title",
        "words": "matching.notes_for_the_next.words",
        "at": "matching.notes_for_the_next.at",
    },
    "matching.Hold": {
        "until": "matching.held.until",
    },
    "matching.Introduction": {
        "share": "matching.introductions_asked.share",
        "experience": "matching.introductions_asked.experience",
        "at": "matching.introductions_asked.at",
        "offered_at": "matching.introductions_offered.offered_at",
        "met_at": "matching.introductions_offered.met_at",
        "ended_at": "matching.introductions_offered.ended_at",
    },
    "matching.Lived": {
        "experience": "matching.lived.experience",
        "stage": "matching.lived.stage",
        "since": "matching.lived.since",
    },
    "matching.Pair": {
        "made_at": "matching.buddies_suggested.made_at",
        "until": "matching.buddies_suggested.until",
        "one_said": "matching.buddies_suggested.i_said",
        "other_said": "matching.buddies_suggested.i_said",
    },
    "matching.Pass": {
        "at": "matching.passed.at",
    },
    "matching.Wanting": {
        "experience": "matching.waiting_for.experience",
        "since": "matching.waiting_for.since",
        "told_at": "matching.waiting_for.told_at",
        "group": "matching.waiting_for.group__title",
    },
    "matching.Willingness": {
        "often": "matching.willingness.often",
        "since": "matching.willingness.since",
        "from_hour": "matching.willingness.from_hour",
        "until_hour": "matching.willingness.until_hour",
        "beyond": "matching.willingness.beyond",
        "rest_until": "matching.willingness.rest_until",
        "practised_at": "matching.willingness.practised_at",
    },
}
WITHHELD = {
    "matching.Addition": {
        "id": INNER,
        "by": WHOSE,
        "answered_by": OTHERS,
    },
    "matching.Ask": {
        "id": INNER,
        "clock": OTHERS,
        "person": WHOSE,
        "member": WHOSE,
    },
    "matching.Clock": {
        "first_ever": INNER,
        "at_night": INNER,
        "heavy": INNER,
        "replies": INNER,
        "steps": INNER,
        "author": WHOSE,
    },
    "matching.Duty": {
        "id": INNER,
        "member": WHOSE,
    },
    "matching.HandOver": {
        "id": INNER,
        "by": WHOSE,
    },
    "matching.Hold": {
        "clock": OTHERS,
        "member": WHOSE,
    },
    "matching.Introduction": {
        "id": INNER,
        "by": WHOSE,
        "to": OTHERS,
    },
    "matching.Lived": {
        "id": INNER,
        "member": WHOSE,
    },
    "matching.BuddyWish": {
        "member": WHOSE,
    },
    "matching.Pair": {
        "id": INNER,
        "one": WHOSE,
        "other": OTHERS,
    },
    "matching.Pass": {
        "id": INNER,
        "clock": OTHERS,
        "member": WHOSE,
    },
    "matching.Sister": {
        "id": "the group's",
        "group": "the group's",
        "other": "the group's",
        "asked_at": "the group's",
        "agreed_at": "the group's",
        "asked_by": WHOSE,
    },
    "matching.Step": {
        "id": INNER,
        "clock": INNER,
        "number": INNER,
        "rung": INNER,
        "at": INNER,
        "asked": INNER,
    },
    "matching.Wanting": {
        "id": INNER,
        "person": WHOSE,
    },
    "matching.Willingness": {
        "person": WHOSE,
    },
}
