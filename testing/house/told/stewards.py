"""What an export tells of the rows of `stewards`: each column and where it stands, or why it is not told."""

from testing.house.told.why import INNER, OTHERS, WHOSE

TOLD = {
    "stewards.Action": {
        "kind": "stewards.decided_about_me.kind",
        "rule": "stewards.decided_about_me.rule",
        "reason": "stewards.decided_about_me.reason",
        "at": "stewards.decided_about_me.at",
        "until": "stewards.decided_about_me.until",
        "undone_at": "stewards.decided_about_me.undone_at",
    },
    "stewards.Appeal": {
        "words": "stewards.asked_again.words",
        "at": "stewards.asked_again.at",
        "answered_at": "stewards.asked_again.answered_at",
        "stands": "stewards.asked_again.stands",
        "answer": "stewards.asked_again.answer",
    },
    "stewards.Look": {
        "at": "stewards.looked_as_steward.at",
    },
    "stewards.Unmasking": {
        "why": "stewards.asked_who_i_am.why",
        "asked_at": "stewards.asked_who_i_am.asked_at",
        "life_at_risk": "stewards.asked_who_i_am.life_at_risk",
        "opened_at": "stewards.asked_who_i_am.opened_at",
    },
}
WITHHELD = {
    "stewards.Action": {
        "id": INNER,
        "case": INNER,
        "by": OTHERS,
        "about": WHOSE,
        "second_by": OTHERS,
        "seconded_at": INNER,
        "told_at": INNER,
        "erased_at": INNER,
    },
    "stewards.Appeal": {
        "action": INNER,
        "by": OTHERS,
    },
    "stewards.Case": {
        "id": "what others asked; what was decided is told",
        "kind": "what others asked; what was decided is told",
        "thing": "what others asked; what was decided is told",
        "place": "what others asked; what was decided is told",
        "face": "what others asked; what was decided is told",
        "about": "what others asked; what was decided is told",
        "urgency": "what others asked; what was decided is told",
        "care": "what others asked; what was decided is told",
        "is_demo": "what others asked; what was decided is told",
        "opened_at": "what others asked; what was decided is told",
        "taken_by": "what others asked; what was decided is told",
        "closed_at": "what others asked; what was decided is told",
    },
    "stewards.Look": {
        "id": INNER,
        "steward": WHOSE,
        "case": OTHERS,
    },
    "stewards.Reporter": {
        "id": INNER,
        "case": INNER,
        "person": WHOSE,
    },
    "stewards.Unmasking": {
        "id": INNER,
        "case": INNER,
        "about": WHOSE,
        "asked_by": OTHERS,
        "second_by": OTHERS,
        "open_from": INNER,
    },
    "stewards.Wave": {
        "id": "the group's",
        "place": "the group's",
        "begun_at": "the group's",
        "ends_at": "the group's",
        "undone_at": "the group's",
        "undone_by": "the group's",
    },
    "stewards.WaveHold": {
        "id": INNER,
        "wave": INNER,
        "kind": INNER,
        "thing": INNER,
        "face": INNER,
        "at": INNER,
        "shown_at": INNER,
    },
}
