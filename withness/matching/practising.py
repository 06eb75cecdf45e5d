"""The practice before the first time: four shares, and replies to choose from. No score is kept, and nobody sees it.

All of it was written for this page. Each reply says what it does to who reads it; none is called right or wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as later

from withness.foundation.refusing import NotUnderstood

FEELING, ADVICE, JUDGING, MINIMISING, PROMISING = "feeling", "advice", "judging", "minimising", "promising"


@dataclass(frozen=True, slots=True)
class Choice:
    """A reply one could send, what it starts from, and what that does."""

    words: str | Promise
    kind: str
    because: str | Promise


@dataclass(frozen=True, slots=True)
class Situation:
    """Somebody shares; `need` is what they asked for."""

    alias: str
    stone: str
    need: str
    words: str | Promise
    choices: tuple[Choice, ...]
    turn: int = 0  # by how many places the choices are turned, so that none of them always comes first

    @property
    def shown(self) -> tuple[Choice, ...]:
        """The choices as the page shows them."""
        return self.choices[self.turn :] + self.choices[: self.turn]


SITUATIONS: tuple[Situation, ...] = (
    Situation(
        "Linnet",
        "practice-linnet",
        "just_listen",
        later(
            "He does not know who I am any more. Today he thanked me for my help and asked "
            "when his wife would be home. I am his wife."
        ),
        (
            Choice(
                later(
                    "He thanked you, and did not know it was you. I read that twice. What a lonely kind of thank-you."
                ),
                FEELING,
                later("It starts from what was felt, says it back in its own words, and wants nothing."),
            ),
            Choice(
                later("You could put photographs with names on the wall. It helped my neighbour."),
                ADVICE,
                later(
                    "It may be good advice. But Linnet asked us just to listen, and advice says: this "
                    "is for you to solve."
                ),
            ),
            Choice(
                later("At least he is still with you. Many would give a lot for that."),
                MINIMISING,
                later("“At least” makes the pain smaller than it is. Who hears it often says no more."),
            ),
        ),
    ),
    Situation(
        "Sedge",
        "practice-sedge",
        "been_there",
        later(
            "Day one again. I had eleven weeks. I told nobody, not even my sister, and she is the one who always knows."
        ),
        (
            Choice(
                later(
                    "Eleven weeks, and then the evening when it did not hold. I was there in March. I "
                    "hid it from my brother for nine days."
                ),
                FEELING,
                later(
                    "Sedge asked who has been there. This says so, and tells a piece of one’s own "
                    "road without a lesson."
                ),
            ),
            Choice(
                later("You knew this would happen if you kept going to that bar."),
                JUDGING,
                later("It blames. Shame is already there; this adds to it, and shame is what drives people back."),
            ),
            Choice(
                later("You will make it this time, I promise."),
                PROMISING,
                later("It is kindly meant, but nobody can promise it. If it goes wrong, Sedge has let you down too."),
            ),
        ),
    ),
    Situation(
        "Moorhen",
        "practice-moorhen",
        "advice_welcome",
        later(
            "The new tablets make me so tired that I fell asleep on the bus and woke at the "
            "depot. I see the doctor on Friday. I never know how to say these things."
        ),
        (
            Choice(
                later(
                    "Waking at the depot sounds frightening. I write three lines on paper before I "
                    "go, and hand the paper over. Then I need not say it."
                ),
                FEELING,
                later("Advice was welcome here. It first says what the fright was like, and then what helped oneself."),
            ),
            Choice(
                later("Stop taking them until Friday, that is what I would do."),
                ADVICE,
                later("Leave what to take to Moorhen and their doctor. We share what helped us; we do not prescribe."),
            ),
            Choice(
                later("Everybody is tired. You should go to bed earlier."),
                MINIMISING,
                later("“Everybody” takes away what is Moorhen’s own, and “should” makes it their fault."),
            ),
        ),
    ),
    Situation(
        "Dipper",
        "practice-dipper",
        "just_listen",
        later(
            "It is three in the morning and I am sitting in the kitchen because the bedroom "
            "is too quiet. I do not need anything. I only wanted to say it somewhere."
        ),
        (
            Choice(
                later(
                    "I am awake too. I have read it, and I am glad you said it here. The kitchen "
                    "light is on at my place as well."
                ),
                FEELING,
                later("Being there is enough. It answers the loneliness, and asks nothing of Dipper."),
            ),
            Choice(
                later("Have you tried warm milk, or a podcast? Sleep is so important."),
                ADVICE,
                later("Dipper said they need nothing. A tip now says that we did not hear it."),
            ),
            Choice(
                later("Why do you do this to yourself?"),
                JUDGING,
                later("It sounds like a question and works like blame. A softer one: “What is the quiet like?”"),
            ),
        ),
    ),
)


TURNS = (2, 0, 1, 2)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the practice. `chosen`: the reply that was picked, if any; `written`: one's own words, kept nowhere."""

    number: int
    situation: Situation
    chosen: Choice | None = None
    written: str = ""

    @property
    def last(self) -> bool:
        """Whether it is the last of them."""
        return self.number == len(SITUATIONS)


def practice_page(number: str, *, chosen: str = "", written: str = "") -> Page:
    """Page `number` (“1” to “4”) with what was picked or written. Raises `NotUnderstood` where there is no such thing."""
    if number not in {str(n + 1) for n in range(len(SITUATIONS))}:
        raise NotUnderstood("number", gettext("There are four of these. Begin with the first."))
    situation = replace(SITUATIONS[int(number) - 1], turn=TURNS[int(number) - 1])
    known = {str(n): choice for n, choice in enumerate(situation.shown)}
    return Page(int(number), situation, known.get(chosen), written.replace("\0", "")[:2000])
