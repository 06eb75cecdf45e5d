"""The people of a simulated community: what they are like, and when they look in."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from withness.matching.deciding.choosing import Pool, an_empty_pool
from withness.matching.deciding.limits import CAPS, DAY, HOUR
from withness.matching.simulating import parameters as of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(slots=True)
class People:
    """One column each: activity (mean 1), readiness to answer when asked, minutes ahead of UTC, and the pool as the
    house sees it.
    """

    activity: Floats
    ready: Floats
    offset: Ints
    pool: Pool


def people_of(members: int, chance: np.random.Generator) -> People:
    """Everybody in a community of that size."""
    activity = _activities(members)
    offset, owls = _zones(members, chance)
    ready = chance.beta(of.READY_MEAN * of.READY_SPREAD, (1 - of.READY_MEAN) * of.READY_SPREAD, members)
    ready *= (activity / np.median(activity)) ** of.ACTIVE_READIER
    pool = _pool(members, offset, owls, chance)
    ready *= of.READY_MEAN / ready[pool.willing].mean() if pool.willing.any() else 1.0
    return People(activity, np.clip(ready, 0, 0.9), offset + np.where(owls, -8 * 60, 0), pool)


def _activities(members: int) -> Floats:
    """The quantiles of the log-normal themselves, the most active first: so that the communities of two seeds are
    different people, and not, by the luck of one very active helper, different kinds of community.
    """
    normal = NormalDist()
    found = np.exp([of.ACTIVITY_SPREAD * normal.inv_cdf((members - n - 0.5) / members) for n in range(members)])
    return np.asarray(found / found.mean())


def _zones(members: int, chance: np.random.Generator) -> tuple[Ints, NDArray[np.bool_]]:
    """Zones and night owls, spread evenly over more and less active people along the golden ratio."""
    shifts, parts = zip(*of.ZONES, strict=True)
    places = (chance.random() + np.arange(members) * 0.6180339887498949) % 1.0
    owls = (chance.random() + np.arange(members) * 0.7548776662466927) % 1.0 < of.NIGHT_OWLS
    edges = np.cumsum(parts)
    return np.array(shifts)[np.minimum(np.searchsorted(edges, places), len(shifts) - 1)], owls


def _pool(members: int, offset: Ints, owls: NDArray[np.bool_], chance: np.random.Generator) -> Pool:
    pool = an_empty_pool(members)
    pool.willing = chance.random(members) < of.WILLING
    pool.offset = (offset + np.where(owls, -8 * 60, 0)).astype(np.int16)
    pool.quiet_from[:], pool.quiet_until[:] = 22 * 60, 7 * 60
    names, parts = zip(*of.OFTEN, strict=True)
    often = chance.choice(len(names), members, p=np.array(parts))
    caps = np.array([CAPS[str(name)] for name in names], np.uint8)
    pool.cap_day, pool.cap_week = caps[often, 0].copy(), caps[often, 1].copy()
    return pool


def shares_over(days: int, a_day: float, chance: np.random.Generator) -> Floats:
    """When shares are written, in minutes from a Monday 00:00 in the group's zone: a Poisson process with the rhythm."""
    return _arrivals(days, a_day, np.array([_share_weight(hour) for hour in range(168)]), chance)


def _share_weight(hour: int) -> float:
    return of.SHARE_HOURS[hour % 24] * (of.MONDAY_NIGHT if 2 <= hour < 5 else 1.0)


def visits_over(days: int, a_day: float, people: People, chance: np.random.Generator) -> tuple[Floats, Ints]:
    """Who looks in and when, in order."""
    who = chance.choice(len(people.activity), chance.poisson(a_day * days), p=people.activity / people.activity.sum())
    hours = np.array(of.VISIT_HOURS)
    local = chance.choice(24, len(who), p=hours / hours.sum()) * HOUR + chance.random(len(who)) * HOUR
    at = chance.integers(0, days, len(who)) * DAY + (local - people.offset[who]) % DAY
    order = np.argsort(at)
    return at[order], who[order]


def _arrivals(days: int, a_day: float, weight: Floats, chance: np.random.Generator) -> Floats:
    many = chance.poisson(a_day * days)
    week = weight / weight.sum()
    hours = np.tile(week, -(-days // 7))[: days * 24]
    at = chance.choice(days * 24, many, p=hours / hours.sum()) * HOUR + chance.random(many) * HOUR
    return np.sort(at)
