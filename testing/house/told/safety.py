"""What an export tells of the rows of `safety`: each column and where it stands, or why it is not told."""

from testing.house.told.why import INNER, OTHERS, SECRET, WHOSE

TOLD = {
    "safety.Boundary": {
        "drawn_at": "safety.boundaries_drawn.drawn_at",
        "everywhere": "safety.boundaries_drawn.everywhere",
    },
    "safety.Directive": {
        "written_at": "safety.directive.written_at",
        "expires_on": "safety.directive.expires_on",
    },
    "safety.FoldWish": {
        "note": "safety.unfolded_notes.note",
        "since": "safety.unfolded_notes.since",
    },
    "safety.Named": {
        "place": "safety.named_people.place",
        "wait": "safety.named_people.wait",
        "asked_at": "safety.named_people.asked_at",
        "confirmed_at": "safety.named_people.confirmed_at",
        "withdrawn_at": "safety.named_people.withdrawn_at",
    },
    "safety.NotWanted": {
        "what": "safety.not_wanted.what",
        "since": "safety.not_wanted.since",
    },
    "safety.QuietWish": {
        "kind": "safety.quiet.kind",
        "what": "safety.quiet.what",
        "since": "safety.quiet.since",
    },
    "safety.Report": {
        "kind": "safety.reports.kind",
        "reason": "safety.reports.reason",
        "words": "safety.reports.words",
        "at": "safety.reports.at",
        "looked_at": "safety.reports.looked_at",
        "closed_at": "safety.reports.closed_at",
        "answer": "safety.reports.answer",
    },
    "safety.Run": {
        "begun_at": "safety.runs.begun_at",
        "drill": "safety.runs.drill",
        "ended_at": "safety.runs.ended_at",
        "ended": "safety.runs.ended",
    },
    "safety.RunStep": {
        "number": "safety.runs.steps.number",
        "kind": "safety.runs.steps.kind",
        "outcome": "safety.runs.steps.outcome",
        "at": "safety.runs.steps.at",
    },
}
WITHHELD = {
    "safety.Boundary": {
        "id": INNER,
        "drawn_by": WHOSE,
        "towards": OTHERS,
        "place": OTHERS,
        "own_face": OTHERS,
        "face": OTHERS,
        "elsewhere_from": OTHERS,
    },
    "safety.Directive": {
        "person": WHOSE,
        "sealed": SECRET,
        "ready": SECRET,
    },
    "safety.FoldWish": {
        "id": INNER,
        "person": WHOSE,
    },
    "safety.Named": {
        "id": INNER,
        "owner": WHOSE,
        "card": SECRET,
        "address": OTHERS,
        "person": OTHERS,
        "token_hash": SECRET,
    },
    "safety.NotWanted": {
        "id": INNER,
        "person": WHOSE,
    },
    "safety.QuietWish": {
        "id": INNER,
        "person": WHOSE,
    },
    "safety.Report": {
        "id": INNER,
        "by": WHOSE,
        "about": OTHERS,
        "thing": INNER,
        "place": INNER,
        "face": OTHERS,
        "is_demo": INNER,
    },
    "safety.Run": {
        "id": INNER,
        "person": WHOSE,
        "plan": SECRET,
        "number": INNER,
        "due_at": INNER,
    },
    "safety.RunStep": {
        "id": INNER,
        "run": WHOSE,
        "named": OTHERS,
    },
}
