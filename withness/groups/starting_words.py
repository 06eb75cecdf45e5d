"""Words a group may begin its agreement with. Ours, neutral, short; a group changes them as it likes."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Clauses = tuple[str | Promise, ...]

OWN_LIFE = _("We speak from our own life, and let others speak from theirs.")
STAYS_HERE = _("What is said here stays here. We do not tell it elsewhere, with names or without.")
NO_JUDGING = _("Nobody is judged, corrected or diagnosed.")
MAY_BE_SILENT = _("Reading along is enough. Nobody has to speak.")
CONTENT_NOTES = _("If something may be hard to read, we put a note on it, so that each of us can choose.")
NOT_A_CLINIC = _("We are company, not a clinic and not an emergency service. In danger we call people who can come.")
NO_SELLING = _("We sell nothing, and ask nobody for money.")
DISAGREE = _("When something hurts, we say so calmly, or tell those who hold the group.")
MAY_GO = _("Whoever wishes to leave may leave, without giving a reason, and may come back.")

_WORDS: dict[str, Clauses] = {
    "mutual-aid": (
        _("One person speaks at a time. The others listen to the end."),
        _("We do not comment on what somebody else has said, neither in praise nor in doubt."),
        OWN_LIFE,
        _("Each of us takes our own steps, at our own pace."),
        _("Who slips is as welcome as on the first day."),
        STAYS_HERE,
        _("We leave names of firms, programmes and teachings out of it, so that everybody can feel at home."),
        NO_SELLING,
        NOT_A_CLINIC,
    ),
    "self-management": (
        OWN_LIFE,
        _("Answering each other is welcome. Before we answer, we have read to the end."),
        _("What helped me may not help you. We say “I tried”, not “you should”."),
        _("We do not tell anybody to start or stop a medicine. That is for them and those who treat them."),
        NO_JUDGING,
        STAYS_HERE,
        CONTENT_NOTES,
        NOT_A_CLINIC,
    ),
    "open-dialogue": (
        _("Every way of seeing what we live through has room here. Nobody has to share mine."),
        _("Each of us chooses our own words for it. We use the words a person uses for themselves."),
        _("We listen to understand, not to change each other’s mind."),
        _("A silence may last. Not every question needs an answer."),
        _("Nobody is measured, and nobody’s words are searched for signs."),
        STAYS_HERE,
        DISAGREE,
        _("In danger we are honest about what we can do: listen, stay, and help to find people who can come."),
    ),
    "check-in": (
        _("Each of us may say how the week was, in a sentence or in many."),
        _("Everybody gets their turn. Passing is a turn too."),
        _("We look back kindly at what we meant to do. Not having done it is news, not a fault."),
        OWN_LIFE,
        _("We ask before we advise."),
        STAYS_HERE,
        CONTENT_NOTES,
        NOT_A_CLINIC,
    ),
    "grief": (
        _("Everybody who is missed may be spoken of here, by name."),
        _("There is no right way to grieve, and no date by which it should be over."),
        _("We do not compare losses."),
        _("We leave out “at least” and “it was for the best”. “I am here” is enough."),
        _("Tears, anger, laughter and numbness are all welcome."),
        MAY_BE_SILENT,
        STAYS_HERE,
        CONTENT_NOTES,
        NOT_A_CLINIC,
    ),
    "chronic-illness": (
        _("We believe each other. Nobody has to prove how ill they are."),
        _("Good days may be told as well as bad ones."),
        _("We tell what we tried and how it went. We promise no cures."),
        _("We do not tell anybody to start or stop a treatment. That is for them and those who treat them."),
        _("Answering may take days. Nobody explains why they were too tired."),
        STAYS_HERE,
        CONTENT_NOTES,
        NO_SELLING,
        NOT_A_CLINIC,
    ),
    "carers": (
        _("Here it is about us who care, not only about those we care for."),
        _("Being tired, angry or wanting to run away may be said. It does not mean that we love less."),
        _("We tell no more about those we care for than they would bear to have told."),
        OWN_LIFE,
        _("We do not compare how heavy things are."),
        STAYS_HERE,
        CONTENT_NOTES,
        _("If somebody is in danger, we say so and call people who can come."),
        MAY_GO,
    ),
    "custom": (
        OWN_LIFE,
        STAYS_HERE,
        NO_JUDGING,
        MAY_BE_SILENT,
        CONTENT_NOTES,
        DISAGREE,
        NOT_A_CLINIC,
    ),
}


def clauses_for(profile: str) -> list[tuple[str, str]]:
    """The clauses that profile begins with, each under a name that stays the same in every language."""
    return [(f"{profile}-{n}", str(clause)) for n, clause in enumerate(_WORDS.get(profile, ()), start=1)]


def other_clauses(profile: str) -> list[tuple[str, str]]:
    """Those of the other profiles, each sentence once."""
    known = {sentence for _name, sentence in clauses_for(profile)}
    found: dict[str, str] = {}
    for other in _WORDS:
        for name, sentence in clauses_for(other):
            if sentence not in known:
                found.setdefault(sentence, name)
    return [(name, sentence) for sentence, name in found.items()]


def clauses_called(names: Iterable[str]) -> list[str]:
    """Their sentences, in the order in which a group would read them; names of nothing fall away."""
    known = {name: sentence for profile in _WORDS for name, sentence in clauses_for(profile)}
    return list(dict.fromkeys(known[name] for name in names if name in known))


def starting_agreement(profile: str) -> str:
    """Six to ten clauses for that profile, as a list one can write on in."""
    return "\n".join(f"- {clause}" for clause in _WORDS.get(profile, _WORDS["custom"]))
