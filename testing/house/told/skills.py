"""What an export tells of the rows of `skills`: each column and where it stands, or why it is not told."""

from testing.house.told.why import INNER, OTHERS, WHOSE

TOLD = {
    "skills.Change": {
        "strategy": "skills.changes.strategy__title",
        "title": "skills.changes.title",
        "steps": "skills.changes.steps",
        "moments": "skills.changes.moments",
        "minutes": "skills.changes.minutes",
        "costs": "skills.changes.costs",
        "cautions": "skills.changes.cautions",
        "not_for": "skills.changes.not_for",
        "at": "skills.changes.at",
    },
    "skills.Note": {
        "strategy": "skills.notes.strategy__title",
        "words": "skills.notes.words",
        "at": "skills.notes.at",
    },
    "skills.Strategy": {
        "title": "skills.strategies.title",
        "steps": "skills.strategies.steps",
        "moments": "skills.strategies.moments",
        "minutes": "skills.strategies.minutes",
        "costs": "skills.strategies.costs",
        "cautions": "skills.strategies.cautions",
        "not_for": "skills.strategies.not_for",
        "language": "skills.strategies.language",
        "version": "skills.strategies.version",
        "written_at": "skills.strategies.written_at",
        "approved_at": "skills.strategies.approved_at",
        "pulled_at": "skills.strategies.pulled_at",
        "withdrawn_at": "skills.strategies.withdrawn_at",
        "group": "skills.strategies.group__title",
        "author": "skills.strategies.author__alias",
        "based_on": "skills.strategies.based_on__title",
    },
    "skills.Tool": {
        "strategy": "skills.toolkit.strategy__title",
        "since": "skills.toolkit.since",
        "for_now": "skills.toolkit.for_now",
    },
    "skills.Trial": {
        "strategy": "skills.tried.strategy__title",
        "moment": "skills.tried.moment",
        "began_at": "skills.tried.began_at",
        "before": "skills.tried.before",
        "after": "skills.tried.after",
        "went": "skills.tried.went",
        "told_at": "skills.tried.told_at",
    },
    "skills.Wording": {
        "strategy": "skills.said_before.strategy__title",
        "version": "skills.said_before.version",
        "title": "skills.said_before.title",
        "steps": "skills.said_before.steps",
        "until": "skills.said_before.until",
        "approved_at": "skills.said_before.approved_at",
    },
}
WITHHELD = {
    "skills.Change": {
        "html": INNER,
    },
    "skills.Note": {
        "id": INNER,
        "person": WHOSE,
        "approved_at": INNER,
    },
    "skills.Strategy": {
        "id": INNER,
        "starter": INNER,
        "html": INNER,
        "source": INNER,
        "approved_by": OTHERS,
    },
    "skills.Tool": {
        "id": INNER,
        "person": WHOSE,
    },
    "skills.Trial": {
        "id": INNER,
        "person": WHOSE,
    },
    "skills.Wording": {
        "id": INNER,
    },
}
