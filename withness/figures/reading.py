"""Reading what was read off, as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from withness.figures.charting import Chart, chart_of, draw
from withness.figures.models import Reading
from withness.figures.noise import HOUSE_NOISE
from withness.figures.signs import SIGNS, Sign
from withness.figures.whole_house import NUMBERS, Number
from withness.groups.models import Member
from withness.people.models import Person

TEN = 10
SHOWN = 12  # months


@dataclass(frozen=True, slots=True)
class Vital:
    """A sign and its months, as a chart and as a picture; both nothing while no month had five answers."""

    sign: Sign
    chart: Chart | None
    picture: Markup


def vital_signs_of(me: Member) -> list[Vital]:
    """All signs of the group, for any of its members. One question to the database."""
    rows = Reading.objects.visible_to(me.person).filter(group_id=me.group_id).order_by("began_on")
    months: dict[str, list[tuple[date, int, int]]] = {}
    for row in rows:
        months.setdefault(row.sign, []).append((row.began_on, row.of, row.yes))
    found = []
    for sign in SIGNS:
        chart = chart_of(months.get(sign.name, [])[-SHOWN:])
        title = f"{sign.label}. {sign.means}"
        found.append(Vital(sign, chart, draw(chart, title=title) if chart else Markup("")))
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """One number of the house in one quarter, as it may be told: no count below ten, and a share only of counts told."""

    number: Number
    of: int | None
    yes: int | None

    @property
    def percent(self) -> int | None:
        """The share in hundredths, kept within nought and a hundred."""
        return None if not self.of or self.yes is None else min(100, round(100 * self.yes / self.of))


def house_in(person: Person, quarter: date | None = None) -> tuple[date | None, list[Told]]:
    """The numbers of a quarter (the newest, if none is named) for a steward; nobody else is told any."""
    seen = Reading.objects.visible_to(person).filter(group=None)
    quarter = quarter or seen.order_by("-began_on").values_list("began_on", flat=True).first()
    rows = {row.sign: row for row in seen.filter(began_on=quarter)} if quarter else {}
    return quarter, [_told(number, rows.get(number.name)) for number in NUMBERS]


def quarters(person: Person) -> list[date]:
    """All quarters this steward may read, the oldest first."""
    seen = Reading.objects.visible_to(person).filter(group=None)
    return list(seen.order_by("began_on").values_list("began_on", flat=True).distinct())


def house_share(is_demo: bool) -> dict[int, int | None]:  # noqa: FBT001
    """Promise → hundredths in the newest quarter, for who holds a group: the share and no counts."""
    seen = Reading.objects.filter(group=None, is_demo=is_demo)
    quarter = seen.order_by("-began_on").values_list("began_on", flat=True).first()
    rows = {row.sign: row for row in seen.filter(began_on=quarter)} if quarter else {}
    return {number.promise: _told(number, rows.get(number.name)).percent for number in NUMBERS if number.promise}


def give_or_take() -> int:
    """How far a number of the house may be from the truth in 95 of 100 quarters."""
    return round(1.96 * HOUSE_NOISE)


def _told(number: Number, row: Reading | None) -> Told:
    if row is None or row.of < TEN:
        return Told(number, None, None)
    return Told(number, row.of, row.yes if row.yes >= TEN else None)
