"""What an export tells of the rows of `accountability`: each column and where it stands, or why it is not told."""

from testing.house.told.why import INNER, OTHERS, WHOSE

TOLD = {
    "accountability.CheckIn": {
        "goal": "accountability.check_ins.goal__words",
        "on": "accountability.check_ins.on",
        "went": "accountability.check_ins.went",
        "words": "accountability.check_ins.words",
        "difficulty": "accountability.check_ins.difficulty",
    },
    "accountability.Commitment": {
        "member": "accountability.commitments.member__group__title",
        "words": "accountability.commitments.words",
        "named_at": "accountability.commitments.named_at",
        "how": "accountability.commitments.how",
        "how_words": "accountability.commitments.how_words",
        "told_at": "accountability.commitments.told_at",
        "let_go_at": "accountability.commitments.let_go_at",
    },
    "accountability.Goal": {
        "words": "accountability.goals.words",
        "why": "accountability.goals.why",
        "frame": "accountability.goals.frame",
        "began_at": "accountability.goals.began_at",
        "remind_at": "accountability.goals.remind_at",
        "paused_at": "accountability.goals.paused_at",
        "ended_at": "accountability.goals.ended_at",
    },
    "accountability.Line": {
        "goal": "accountability.days.goal__words",
        "kind": "accountability.days.kind",
        "on": "accountability.days.on",
        "written_on": "accountability.days.written_on",
    },
    "accountability.Remembered": {
        "on": "accountability.dates.on",
        "words": "accountability.dates.words",
    },
    "accountability.Return": {
        "goal": "accountability.returns.goal__words",
        "on": "accountability.returns.on",
        "tell": "accountability.returns.tell",
        "what_happened": "accountability.returns.what_happened",
        "next_hour": "accountability.returns.next_hour",
    },
    "accountability.Walk": {
        "one_agreed": "accountability.walks.i_agreed",
        "because": "accountability.walks.because",
        "since": "accountability.walks.since",
        "paused_at": "accountability.walks.paused_at",
        "ended_at": "accountability.walks.ended",
    },
}
WITHHELD = {
    "accountability.CheckIn": {
        "id": INNER,
    },
    "accountability.Commitment": {
        "id": INNER,
        "circle": INNER,
    },
    "accountability.Goal": {
        "id": INNER,
        "person": WHOSE,
    },
    "accountability.Line": {
        "id": INNER,
    },
    "accountability.Remembered": {
        "id": INNER,
        "person": WHOSE,
    },
    "accountability.Return": {
        "id": INNER,
    },
    "accountability.Walk": {
        "id": INNER,
        "one": WHOSE,
        "other": OTHERS,
        "other_agreed": OTHERS,
    },
}
