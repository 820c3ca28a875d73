"""The problem in numbers: what duties there are, who may work them, and what each costs.

A day of a person is a *kind* of duty or a day off. Kinds that are alike for every rule are one
*band*; they differ in what they cover: another start, other meals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from wfm.scheduling.search.network import Network

Values = NDArray[np.float64]
OFF = -1
# A day on which a person is held to nothing.
OPEN = -2


@dataclass(frozen=True)
class Cover:
    """What is to be covered: posts of a shift and a day, or intervals.

    Parameters
    ----------
    required
        Agents of each row.
    under, over
        Cost of an agent missing in a row, and of one too many.
    effects
        What each duty, numbered day x kinds + kind, adds to each row.
    """

    required: Values
    under: Values
    over: Values
    effects: csr_array

    def cost(self, there: Values) -> float:
        """Return the cost of so many agents in each row."""
        short = np.maximum(0.0, self.required - there)
        more = np.maximum(0.0, there - self.required)
        return float(self.under @ short + self.over @ more)


@dataclass(frozen=True)
class Limit:
    """The most duties of some bands that a person may have.

    Parameters
    ----------
    bands
        The bands, in order.
    most
        How many.
    """

    bands: tuple[int, ...]
    most: int


@dataclass(frozen=True)
class Person:
    """What a person may work, and at which cost.

    Parameters
    ----------
    network
        Number of the network of the rules that bind the person.
    starts
        Nodes of that network in which the person may be before the first day.
    costs
        Cost of each kind by day; infinite where the person may not have it.
    off_costs
        Cost of a day off, by day.
    least, most
        Paid time of the horizon [min].
    weekends
        Most worked weekends; None: as many as there are.
    limits
        Most duties of some bands.
    points
        Cost of each number of points, from 0 on; empty where they are not counted.
    """

    network: int
    starts: tuple[int, ...]
    costs: Values
    off_costs: Values
    least: int
    most: int
    weekends: int | None = None
    limits: tuple[Limit, ...] = ()
    points: tuple[float, ...] = ()

    @cached_property
    def ever(self) -> NDArray[np.bool_]:
        """Whether the person may have each kind on some day."""
        finite: NDArray[np.bool_] = np.isfinite(self.costs)
        may: NDArray[np.bool_] = np.any(finite, axis=0)
        return may


@dataclass(frozen=True)
class Problem:
    """Everything a schedule is made of.

    Parameters
    ----------
    first_weekday
        Weekday of the first day; 0 = Monday.
    networks
        What may follow what, of each set of rules.
    bands_of
        The bands of each network, in the order of its options, from 1 on.
    band_of
        Band of each kind; kinds of a band are neighbours.
    minutes
        Paid time of each band [min].
    points
        Points of a duty, by day and band.
    people
        The people.
    cover
        What is to be covered.
    constant
        What every schedule costs.
    """

    first_weekday: int
    networks: tuple[Network, ...]
    bands_of: tuple[tuple[int, ...], ...]
    band_of: NDArray[np.int64]
    minutes: NDArray[np.int64]
    points: NDArray[np.int64]
    people: tuple[Person, ...]
    cover: Cover
    constant: float = 0.0

    @property
    def days(self) -> int:
        """Days of the horizon."""
        return len(self.points)

    @property
    def kinds(self) -> int:
        """Number of kinds."""
        return len(self.band_of)

    def weekday(self, day: int) -> int:
        """Weekday of a day."""
        return (self.first_weekday + day) % 7

    @cached_property
    def grain(self) -> float:
        """What every cost is a multiple of; 0 where there is no such amount."""
        finite = [p.costs[np.isfinite(p.costs)] for p in self.people]
        off = [p.off_costs[np.isfinite(p.off_costs)] for p in self.people]
        points = np.array([cost for p in self.people for cost in p.points])
        whole = [self.cover.required, self.cover.effects.data]
        costs = [self.cover.under, self.cover.over, *finite, *off, points]
        costs += [np.array([self.constant])]
        if not all(np.array_equal(each, np.round(each)) for each in (*whole, *costs)):
            return 0.0
        found = np.unique(np.concatenate(costs)).astype(np.int64)
        return float(np.gcd.reduce(found)) if found.any() else 1.0


@dataclass(frozen=True)
class Line:
    """The days of a person.

    Parameters
    ----------
    kinds
        Kind of each day; -1: off.
    cost
        What it costs by itself.
    rows, amounts
        What it adds to the rows of the cover.
    """

    kinds: NDArray[np.int16]
    cost: float
    rows: NDArray[np.int32]
    amounts: Values


def line_of(problem: Problem, person: Person, kinds: NDArray[np.int16]) -> Line:
    """Work out what a person's days cost and cover."""
    on = np.flatnonzero(kinds >= 0)
    worked = kinds[on].astype(np.int64)
    cost = float(person.costs[on, worked].sum() + person.off_costs[kinds < 0].sum())
    if person.points:
        points = int(problem.points[on, problem.band_of[worked]].sum())
        cost += person.points[min(points, len(person.points) - 1)]
    effects, duties = problem.cover.effects, on * problem.kinds + worked
    first, last = effects.indptr[duties], effects.indptr[duties + 1]
    number = last - first
    every = np.repeat(first - np.cumsum(number) + number, number) + np.arange(number.sum())
    rows, place = np.unique(effects.indices[every], return_inverse=True)
    amounts = np.bincount(place, effects.data[every], len(rows)).astype(np.float64)
    return Line(kinds, cost, rows.astype(np.int32), amounts)


def there(problem: Problem, lines: Sequence[Line]) -> Values:
    """Add up what some lines cover."""
    total = np.zeros(len(problem.cover.required))
    for line in lines:
        total[line.rows] += line.amounts
    return total


def own_costs(problem: Problem) -> float:
    """Return what no schedule can cost less than, without the constant, whatever it covers."""
    days = [
        np.minimum(person.costs.min(axis=1, initial=np.inf), person.off_costs)
        for person in problem.people
    ]
    return float(sum(each.sum() for each in days))


def total_cost(problem: Problem, lines: Sequence[Line]) -> float:
    """Return what a schedule costs."""
    own = sum(line.cost for line in lines)
    return problem.constant + own + problem.cover.cost(there(problem, lines))
