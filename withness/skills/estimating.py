"""How often a strategy helped, told with how little we know: partial pooling over contexts, exact on a grid.

A strategy helps a share m of people, drawn from Beta(mu*k, (1-mu)*k) over all strategies. In one context, such as “at
night”, it helps a share drawn around m with its own closeness. Every integral over m is a sum over a grid, so nothing is
sampled and the same reports always give the same answer. (Beta-binomial hierarchy: Gelman et al., Bayesian Data
Analysis, 3rd ed., 2013, section 5.3.)

Who reports is not everybody who tried: the page that shows an estimate says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

GRID = 199  # points for m
INSIDE = 0.90  # how likely the truth lies in the interval shown
CLOSENESS = 12.0  # how near contexts of one strategy are to each other, in reports; learnt where there are enough
WORSE_TOO_OFTEN = 0.10
SURE_ENOUGH = 0.15  # a review is a kind look by a person: cheap, where being made worse is not


@dataclass(frozen=True, slots=True)
class Commons:
    """What all strategies have in common: the usual share of people helped (0 to 1), and how alike they are (in reports)."""

    mean: float = 0.5
    alike: float = 4.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """Shares from 0 to 1: the interval in which the truth lies with probability `INSIDE`, its middle, and the reports."""

    low: float
    middle: float
    high: float
    helped: int
    tried: int


def estimate(
    reports: Mapping[str, tuple[int, int]], *, context: str | None = None, commons: Commons | None = None
) -> Estimate:
    """How often it helps, in all or in one context. `reports` gives (helped, tried) for each context.

    A context nobody has reported from yet borrows from the others, and its interval is as wide as it should be.
    Raises `ValueError` for counts that cannot be.
    """
    import numpy as np
    from scipy.special import betainc

    _must_be_counts(reports)
    commons = commons or Commons()
    grid, weights = _shares(list(reports.values()), commons)
    if context is None:
        edges = np.concatenate([[0.0], (grid[1:] + grid[:-1]) / 2, [1.0]])
        reached = np.concatenate([[0.0], np.cumsum(weights)])
        low, middle, high = (float(np.interp(at, reached, edges)) for at in _cuts())
    else:
        helped, tried = reports.get(context, (0, 0))
        a, b = grid * CLOSENESS + helped, (1 - grid) * CLOSENESS + tried - helped
        low, middle, high = (_inverse(lambda x: float(weights @ betainc(a, b, x)), at) for at in _cuts())
    told = reports.values() if context is None else [reports.get(context, (0, 0))]
    return Estimate(low, middle, high, sum(one[0] for one in told), sum(one[1] for one in told))


def learn(strategies: Sequence[tuple[int, int]]) -> Commons:
    """What all strategies have in common, by maximum marginal likelihood over their (helped, tried)."""
    import numpy as np

    told = [one for one in strategies if one[1] > 0]
    if len(told) < 10:
        return Commons()
    counts = np.array(sorted(told), dtype=float)
    pairs, times = np.unique(counts, axis=0, return_counts=True)
    best, found = -np.inf, Commons()
    for alike in np.geomspace(0.5, 200, 40):
        for mean in np.linspace(0.02, 0.98, 49):
            likely = float(times @ _log_chance(pairs[:, 0], pairs[:, 1], mean * alike, (1 - mean) * alike))
            if likely > best:
                best, found = likely, Commons(float(mean), float(alike))
    return found


def makes_it_worse(*, worse: int, tried: int) -> bool:
    """Whether a person should look at it again: there is a fair chance that it makes things worse for more than one in ten.

    The share made worse has a Beta(0.5, 9.5) prior, which expects one in twenty.
    """
    from scipy.special import betainc

    if not 0 <= worse <= tried:
        raise ValueError("There cannot be more who were worse than who tried.")
    return worse >= 2 and float(1 - betainc(0.5 + worse, 9.5 + tried - worse, WORSE_TOO_OFTEN)) > SURE_ENOUGH


def ranked(estimates: Mapping[str, Estimate]) -> list[str]:
    """Names, the best first, by what each can be trusted to reach: few reports never beat many good ones by luck."""
    return sorted(estimates, key=lambda name: (-_trusted(estimates[name]), name))


def _trusted(one: Estimate) -> float:
    return (one.low + one.middle) / 2


def _shares(reports: list[tuple[int, int]], commons: Commons) -> tuple[Floats, Floats]:
    """A grid for m, and how likely each point is after the reports. Both of shape (GRID,); the weights add up to 1."""
    import numpy as np
    from scipy.stats import beta

    alone = len(reports) == 1
    first, second = commons.mean * commons.alike, (1 - commons.mean) * commons.alike
    if alone:  # one context: what is asked for is the share itself
        helped, tried = reports[0]
        first, second, reports = first + helped, second + tried - helped, []
    edges = beta.ppf(np.linspace(0, 1, GRID + 1), first, second)
    grid = np.clip((edges[1:] + edges[:-1]) / 2, 1e-6, 1 - 1e-6)
    fits = np.zeros(GRID)
    for helped, tried in reports:
        fits += _log_chance(np.full(GRID, helped), np.full(GRID, tried), grid * CLOSENESS, (1 - grid) * CLOSENESS)
    weights = np.exp(fits - fits.max())
    return grid, weights / weights.sum()


def _log_chance(helped: Floats, tried: Floats, a: Floats | float, b: Floats | float) -> Floats:
    """The logarithm of the beta-binomial probability, without the part that does not depend on a and b."""
    from scipy.special import betaln

    found: Floats = betaln(helped + a, tried - helped + b) - betaln(a, b)
    return found


def _cuts() -> tuple[float, float, float]:
    return (1 - INSIDE) / 2, 0.5, (1 + INSIDE) / 2


def _inverse(below: object, at: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        if below(middle) < at:  # type: ignore[operator]
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _must_be_counts(reports: Mapping[str, tuple[int, int]]) -> None:
    if any(not 0 <= helped <= tried for helped, tried in reports.values()):
        raise ValueError("Fewer people were helped than tried, and never fewer than none.")
