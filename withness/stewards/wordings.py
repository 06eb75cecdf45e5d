"""The words of the desk: written by people, read in each reader's own language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from withness.people.models import AuditEntry
from withness.stewards.models import Action


def decided_sentence(action: Action) -> str:
    """What was decided, to whom it is about."""
    sentences = {
        Action.NOTE: _("A steward writes to you."),
        Action.HOLD: _("Something you wrote is out of sight while it is looked at. It comes back by itself."),
        Action.REMOVE: _("Something you wrote is taken away. You can ask for it back for thirty days."),
        Action.PAUSE: _("You are asked to pause in one group. You can read, and write again later."),
        Action.PART: _("You can no longer be part of one group."),
        Action.LOCK: _("The door of a group you hold is shut to newcomers for a while."),
    }
    if action.kind in Action.FINAL and action.seconded_at is None:
        return {
            Action.REMOVE: _("Something you wrote is out of sight until two stewards have decided."),
            Action.PART: _("You are asked to pause in one group until two stewards have decided."),
        }[action.kind]
    return sentences[action.kind]


def entry_sentence(entry: AuditEntry) -> str:
    """What an entry of the audit says, to whom it is about."""
    sentences = {
        "made_link": _("The operator made a link that signs in to your account."),
        "made_token": _("The operator made a key for programs that act for you."),
        "made_first_steward": _("The operator made you the first steward."),
        "made_steward": _("The operator made you a steward."),
        "released_steward": _("The operator released you from being a steward."),
        "read_words": _("A steward read something you wrote, because it was reported."),
        "read_removal": _("A steward read why you were asked to leave, because you asked for it."),
        "left_as_it_is": _("A steward looked and left it as it is."),
        "offered_again": _("A steward looked at something that helps, and offered it again."),
        "asked_who_it_is": _("A steward asked to see who you are."),
        "agreed_who_it_is": _("A second steward agreed."),
        "saw_who_it_is": _("A steward saw your nickname, and your address if you gave one."),
        "appeal_stands": _("Another steward looked again. It stands."),
        "appeal_undone": _("Another steward looked again, and undid it."),
    }
    if entry.what.startswith("decided_"):
        return _("A steward decided something about what you wrote.")
    if entry.what.startswith("seconded_"):
        return _("A second steward decided the same.")
    return sentences.get(entry.what, entry.what)


def starts() -> list[tuple[str, str]]:
    """Beginnings for a reason, by rule, written by people. A steward adds what fits."""
    return [
        ("agreement", _("This group agreed on something else. You can read it again, and write it in another way.")),
        ("danger", _("What you wrote could put somebody in danger, so it cannot stay. You are welcome to stay.")),
        (
            "method",
            _("You may say how bad it is. How one does it cannot stand here, for others who read it on a bad night."),
        ),
        ("privacy", _("It tells who somebody is. They did not choose that, so it cannot stay.")),
        ("kindness", _("It hurt somebody. We believe that you did not only want to hurt.")),
        ("selling", _("Nothing is sold here, also not with good intentions.")),
        ("care", _("Somebody here read what you wrote and worries about you. You are not in trouble.")),
    ]
