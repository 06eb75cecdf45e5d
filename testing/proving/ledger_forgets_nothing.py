"""Many thousand lives through the ledger of days: nothing earned is ever erased, whatever order things come in."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from testing.proofs import Figures, proof
from withness.accountability import ledger as book
from withness.accountability.ledger import Began, CameBack, Corrected, Entry, Kept, Lapsed, fold, progress

DAY = date(2026, 3, 1)
FRAMES = (book.ABSTINENCE, book.HABIT, book.REDUCTION, book.ILLNESS)


@proof("ledger", "total days, longest run and milestones never fall by a lapse, an import, a flight or a late word")
def ledger_forgets_nothing(seed: int, full: bool) -> Figures:
    """Draw lives, fold them step by step; a ledger that lets a lapse take days away is noticed first."""
    chance, lives = Random(seed), 20_000 if full else 400
    assert shrinks(
        [Began(DAY, DAY), Kept(_on(40), _on(40)), Lapsed(_on(41), _on(41))], book.ABSTINENCE, forgetful=True
    ), "the fault was not seen"
    steps = worse = 0
    for _ in range(lives):
        entries = a_life(chance)
        steps += len(entries)
        worse += shrinks(entries, chance.choice(FRAMES))
    assert worse == 0, f"{worse} lives lost something"
    return {"lives": lives, "entries": steps, "lost": worse}


def a_life(chance: Random) -> list[Entry]:
    """Up to fourteen entries in the order they were written; the wall's date may jump back a day with a flight."""
    today, entries = 0, list[Entry]()
    for _ in range(chance.randrange(15)):
        today += chance.randint(-1, 40)
        wall, about = _on(today), _on(today - chance.randint(-3, 50))
        kind = chance.choice((Began, Kept, Lapsed, CameBack, Corrected))
        entries.append(Corrected(wall, about, lapse=True) if kind is Corrected else kind(wall, about))
    return entries


def shrinks(entries: list[Entry], frame: str, *, forgetful: bool = False) -> bool:
    """Whether any figure that was earned is smaller after an entry than before. `forgetful` seeds a counter that resets."""
    seen = None
    for n in range(len(entries) + 1):
        today = max((entry.written_on for entry in entries[:n]), default=DAY)
        some = entries[:n]
        if forgetful and any(isinstance(entry, Lapsed) for entry in some):
            some = []
        now = progress(fold(some, frame=frame, today=today), today=today)
        if now.longest > now.total or now.in_window > book.WINDOW:
            return True
        if seen and (
            now.total < seen.total or now.longest < seen.longest or not set(now.milestones) >= set(seen.milestones)
        ):
            return True
        seen = now
    return False


def _on(n: int) -> date:
    return DAY + timedelta(days=n)
