"""What some of the demo do for themselves: days, points on the way, letters, and how circles were for their groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Model

from withness.accountability.models import CheckIn, Commitment, Goal, Line, Remembered
from withness.circles.models import HowItWas
from withness.foundation.text import to_html
from withness.home.demo.cast import ANA, BEN, CHIDI
from withness.home.demo.chance import demo_id, draw
from withness.home.demo.places import Place
from withness.hope.models import Delivery, Letter, LetterWish, Milestone

MONTHS = 8
GOALS = (
    (ANA, "No wine while I am on my own with it", "abstinence", 93, "So that I hear him when he calls."),
    (ANA, "Ten minutes outside", "habit", 40, ""),
    (BEN, "Answer one message a day", "habit", 6, ""),
    (CHIDI, "Living with the shoulder", "illness_days", 120, ""),
)
NAMED = ((ANA, "Ask my sister for one evening a week"), (BEN, "Say good morning in the group once"))
LETTER = (
    "You are at the beginning, and I remember mine: I read everything and said nothing, for weeks. Nobody minded.\n\n"
    "What helped me was one small thing a day, and somebody who knew my hours. It is still hard. It is not like it was."
)


def own_days(places: list[Place], now: datetime) -> Iterator[Iterable[Model]]:
    """The rows, the same each time but for the days, which are counted back from now."""
    goals = [_goal(number, now) for number in range(len(GOALS))]
    yield goals
    yield [line for goal, told in zip(goals, GOALS, strict=True) for line in _lines(goal, told[3], now)]
    yield [tap for goal, told in zip(goals, GOALS, strict=True) for tap in _taps(goal, told[3], now)]
    yield _points(now)
    yield [Remembered(id=demo_id("date", ANA), person_id=_person(ANA), on=date(2019, 11, 2), words="Mum")]
    yield _commitments(places, now)
    yield from _letter(places, now)
    yield [row for place in places for row in _months(place, now)]


def _person(name: str) -> str:
    return demo_id("person", name)


def _goal(number: int, now: datetime) -> Goal:
    name, words, frame, days, why = GOALS[number]
    return Goal(
        id=demo_id("goal", number), person_id=_person(name), words=words, frame=frame, why=why,
        began_at=now - timedelta(days=days),
    )  # fmt: skip


def _lines(goal: Goal, days: int, now: datetime) -> Iterator[Line]:
    """Where days count by themselves, a beginning and, for Ana, a lapse and a way back; else the days that were kept."""
    first = now.date() - timedelta(days=days)
    yield Line(goal=goal, kind=Line.BEGAN, on=first, written_on=first)
    if goal.frame == "abstinence":
        for kind, after in ((Line.LAPSED, 51), (Line.BACK, 52)):
            on = first + timedelta(days=after)
            yield Line(goal=goal, kind=kind, on=on, written_on=on)
        return
    for n in range(days):
        on = first + timedelta(days=n)
        if draw("kept", goal.id, n) < 0.7:
            yield Line(goal=goal, kind=Line.KEPT, on=on, written_on=on)


def _taps(goal: Goal, days: int, now: datetime) -> Iterator[CheckIn]:
    for ago in range(1, min(days, 14)):
        went = CheckIn.AS_MEANT if draw("went", goal.id, ago) < 0.7 else CheckIn.PARTLY
        yield CheckIn(
            goal=goal, on=now.date() - timedelta(days=ago), went=went, difficulty=int(draw(goal.id, ago) * 10)
        )


def _points(now: datetime) -> list[Milestone]:
    told = (
        (ANA, Milestone.CAME_BACK, 41, ""),
        (ANA, Milestone.OWN, 12, "Slept through, once"),
        (BEN, Milestone.ASKED, 5, ""),
    )
    return [
        Milestone(
            id=demo_id("point", name, ago), person_id=_person(name), kind=kind, words=words,
            on=now.date() - timedelta(days=ago),
        )
        for name, kind, ago, words in told
    ]  # fmt: skip


def _commitments(places: list[Place], now: datetime) -> list[Commitment]:
    found = []
    for name, words in NAMED:
        face = next((face for place in places if (face := place.face_of(name)) is not None), None)
        if face is not None:
            at = max(now - timedelta(days=6), face.joined_at)
            found.append(Commitment(id=demo_id("named", name), member=face, words=words, named_at=at))
    return found


def _letter(places: list[Place], now: datetime) -> Iterator[Iterable[Model]]:
    """One letter, read by who holds the group, that reached Ben a few days ago."""
    yield [LetterWish(person_id=_person(BEN), since=now - timedelta(days=5))]
    place = next((one for one in places if one.face_of(BEN) is not None), None)
    if place is None:
        return
    author = next(one for one in place.members.values() if not place.is_cast(one) and not one.holds)
    holder = next(one for one in place.members.values() if one.holds)
    letter = Letter(
        id=demo_id("letter", 1), group=place.group, author=author, moment="first_week", language=place.group.language,
        words=LETTER, html=to_html(LETTER), written_at=now - timedelta(days=20), approved_at=now - timedelta(days=19),
        approved_by=holder,
    )  # fmt: skip
    yield [letter]
    yield [Delivery(letter=letter, person_id=_person(BEN), at=now - timedelta(days=3))]


def _months(place: Place, now: datetime) -> Iterator[HowItWas]:
    """Taps after circles, month by month: they get their noise as everywhere, when the lookout reads them."""
    number = now.year * 12 + now.month - 1
    for n in range(number - MONTHS, number):
        answers = 24 + int(draw("answers", place.story.slug, n) * 30)
        yes = [round(answers * (least + 0.15 * draw(sign, place.story.slug, n))) for sign, least in
               (("heard", 0.75), ("safe", 0.82), ("hopeful", 0.55))]  # fmt: skip
        yield HowItWas(
            group=place.group, month=date(n // 12, n % 12 + 1, 1), answers=answers, heard=yes[0], safe=yes[1],
            hopeful=yes[2],
        )  # fmt: skip
