"""How a group does things: the questions that its profile answers first, and that it may answer otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from withness.foundation.numbers import whole
from withness.foundation.refusing import NotUnderstood
from withness.groups.models import Group
from withness.groups.profiles import profile_of, way_of

LEAST_SEATS, MOST_SEATS = 3, 30
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Question:
    """One question, its answers (value, label), and the sentence that tells each answer to a reader."""

    name: str
    asks: Words
    answers: tuple[tuple[str, Words], ...]
    told: dict[str, Words]


def _yes_or_no(name: str, asks: Words, *, yes: Words, no: Words, told_yes: Words, told_no: Words) -> Question:
    return Question(name, asks, (("yes", yes), ("no", no)), {"yes": told_yes, "no": told_no})


QUESTIONS: tuple[Question, ...] = (
    Question(
        "cross_talk", later("In a meeting, may people answer each other?"),
        (
            ("never", later("No. Each speaks, the others listen")),
            ("in_discussion", later("In the discussion part")),
            ("always", later("Yes, all the time")),
        ),
        {
            "never": later("In meetings each person speaks and the others listen."),
            "in_discussion": later("In meetings people answer each other in the discussion part."),
            "always": later("In meetings people may answer each other."),
        },
    ),
    _yes_or_no(
        "advice", later("May somebody ask for advice?"),
        yes=later("Yes, who wants it says so"), no=later("No. People tell what they lived through"),
        told_yes=later("Advice is given when somebody asks for it."),
        told_no=later("Nobody gives advice. People tell what they lived through."),
    ),
    _yes_or_no(
        "counters", later("May people count days here?"),
        yes=later("Yes, who wishes to"), no=later("No counting"),
        told_yes=later("Who wishes to may count days."), told_no=later("Nothing is counted."),
    ),
    _yes_or_no(
        "measures", later("Are questionnaires offered, such as one about mood?"),
        yes=later("Yes, to who wishes to"), no=later("No"),
        told_yes=later("Questionnaires are there for who wishes to fill them in."),
        told_no=later("There are no questionnaires."),
    ),
    _yes_or_no(
        "risk_tooling", later("When words sound like a crisis, may the page offer their writer help?"),
        yes=later("Yes. Only the writer sees it"), no=later("No"),
        told_yes=later("When words sound like a crisis, their writer is offered help. Nobody else sees that."),
        told_no=later("The page never looks for a crisis in what people write."),
    ),
    _yes_or_no(
        "private_messages", later("May two members write to each other alone, when both agree?"),
        yes=later("Yes"), no=later("No. Everything is said in the group"),
        told_yes=later("Two members may write to each other alone when both agree."),
        told_no=later("Everything is said in the group. There are no private messages."),
    ),
    Question(
        "hold_heavy", later("Does a share that sounds like a crisis wait a while before others read it?"),
        (
            ("never", later("No. It is read at once")),
            ("1", later("Yes, an hour")),
            ("2", later("Yes, two hours")),
            ("6", later("Yes, six hours")),
        ),
        {
            "never": "",
            "1": later("Words that sound like a crisis wait an hour before others read them. Their writer is told at once."),
            "2": later("Words that sound like a crisis wait two hours before others read them. Their writer is told at once."),
            "6": later("Words that sound like a crisis wait six hours before others read them. Their writer is told at once."),
        },
    ),
    Question(
        "conscience", later("Is everybody asked before what you agree on changes?"),
        (
            ("never", later("No. Those who hold the group change it, after talking about it")),
            ("holders", later("Yes, about what those who hold the group propose")),
            ("anybody", later("Yes, about what anybody here proposes")),
        ),
        {
            "never": "",
            "holders": later("Before what is agreed on changes, everybody is asked. Those who hold the group propose it."),
            "anybody": later("Before what is agreed on changes, everybody is asked. Anybody here may propose it."),
        },
    ),
    Question(
        "conscience_rule", later("If everybody is asked: when does a change pass?"),
        (
            ("two_thirds", later("When two thirds of those who answer say yes")),
            ("half", later("When more than half of those who answer say yes")),
            ("all", later("When everybody who answers says yes")),
        ),
        {"two_thirds": "", "half": "", "all": ""},
    ),
    Question(
        "teaches", later("May what people share here help newcomers find this group?"),
        (
            ("no", later("No. Only what the group says of itself")),
            ("yes", later("Yes, by words that five or more people use")),
        ),
        {
            "no": "",
            "yes": later(
                "Words that five or more people use here help newcomers find this group. What you share stays here, and you "
                "may leave your words out."
            ),
        },
    ),
)  # fmt: skip


# A program or an older page that does not know of these questions leaves them as a group begins.
_ADDED_LATER = {"hold_heavy": "never", "conscience": "never", "conscience_rule": "two_thirds", "teaches": "no"}


def answer_of(group: Group, name: str) -> str:
    """How this group answers a question, as the value a form shows."""
    answer = way_of(group, name)
    return {True: "yes", False: "no"}.get(answer, str(answer))


def told(group: Group) -> list[str]:
    """How this group does things, a plain sentence for each question."""
    sentences = (str(question.told[answer_of(group, question.name)]) for question in QUESTIONS)
    return [sentence for sentence in sentences if sentence]


def rule_sentence(group: Group) -> str:
    """When a change to the agreement passes here."""
    least = _("At least three of you have to answer, or all of you where you are fewer.")
    return {
        "two_thirds": _("It passes when at least two thirds of those who say yes or no say yes."),
        "half": _("It passes when more than half of those who say yes or no say yes."),
        "all": _("It passes when everybody who says yes or no says yes."),
    }[answer_of(group, "conscience_rule")] + f" {least}"


def read_ways(form: Mapping[str, str]) -> dict[str, Any]:
    """The answers in a form, as they are kept. Raises `NotUnderstood` for an answer that is none."""
    ways: dict[str, Any] = {}
    for question in QUESTIONS:
        answer = form.get(question.name, "") or _ADDED_LATER.get(question.name, "")
        if answer not in question.told:
            raise NotUnderstood(question.name, _("Choose one of these answers."))
        ways[question.name] = {"yes": True, "no": False}.get(answer, answer)
    ways["circle_size"] = whole(form.get("circle_size"), most=999) or 0
    return ways


def differences(group: Group, ways: dict[str, Any]) -> dict[str, Any]:
    """What the group decides differently from its profile. Raises `NotUnderstood` for an answer that is none."""
    begins = asdict(profile_of(group))
    for question in QUESTIONS:
        answer = ways.get(question.name, begins[question.name])
        if {True: "yes", False: "no"}.get(answer, answer) not in question.told:
            raise NotUnderstood(question.name, _("Choose one of these answers."))
    size = ways.get("circle_size", begins["circle_size"])
    if not isinstance(size, int) or not LEAST_SEATS <= size <= MOST_SEATS:
        raise NotUnderstood("circle_size", _("A circle has between 3 and 30 seats."))
    known = {question.name for question in QUESTIONS} | {"circle_size"}
    return {name: answer for name, answer in ways.items() if name in known and answer != begins[name]}
