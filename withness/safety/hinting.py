"""Hints in words: what each kind means, and why it may be worth another look. The reply itself is kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from withness.safety.words.hints import Hint


@dataclass(frozen=True, slots=True)
class Explained:
    """A hint as a person reads it. `about` is the piece of their own reply that it is about."""

    kind: str
    sentence: str
    about: str


def explained(found: list[Hint]) -> list[Explained]:
    """The hints with their sentences, in the same order."""
    sentences = _sentences()
    return [Explained(hint.kind, sentences[hint.kind], hint.because) for hint in found]


def _sentences() -> dict[str, str]:
    return {
        "advice": _("They asked for no advice here. Perhaps say first that you hear them."),
        "judging": _("This could sound like blame."),
        "minimising": _("This could sound as if it were not so bad. For them it may be."),
        "promising": _("Nobody can promise this. Perhaps say what it was like for you."),
        "contact": _(
            "This looks like a way to reach somebody outside the group, or asks for one. Here both of you are safer."
        ),
        "money": _("This is about money. Nobody here should have to give or ask for any."),
        "secrecy": _("This asks somebody to keep a secret. Being safe needs that they may tell others."),
        "personal": _("This could tell something about another person that is theirs to tell."),
    }
