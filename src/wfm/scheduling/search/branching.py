"""A better bound: whole numbers of agents are missing, or too many, in any rows together.

Lines in fractions may leave 3.67 agents missing where schedules leave 3 or 4. So two programs are
bounded, one with at most 3 and one with at least 4 of them, and no schedule costs less than the
lower of the two bounds; and so on with whichever is the lowest. Limits on totals leave the pricing
of lines as it is. More than the most is not forbidden but fined, so that lines known before are a
start; the bound holds with any fine.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from wfm.scheduling.search.dive import best_of
from wfm.scheduling.search.generation import Generation, Pace, generate
from wfm.scheduling.search.pool import Master, Pool, Total
from wfm.scheduling.search.pricing import Pricing
from wfm.scheduling.search.problem import Problem
from wfm.solver.growing import Relaxed

# How far from whole a total is that is worth a look.
_FRACTION = 0.05
# The fine of an agent beyond the most, as a multiple of what the bound is short of.
_FINE = 20.0
_LINES, _CALM = 4, 0.3

Index = NDArray[np.int64]


@dataclass(frozen=True)
class _Leaf:
    """A program with some limits.

    Parameters
    ----------
    totals
        The limits.
    state
        Its bound and prices.
    parts
        Limits below and above a total that is not whole; empty where all are.
    """

    totals: tuple[Total, ...]
    state: Generation
    parts: tuple[Total, ...]


class Branching:
    """Bounds of programs with limits on totals, of which every schedule keeps one's limits.

    Parameters
    ----------
    pool, pricing
        Lines that are known, and how others are found.
    known
        The bound without limits, its prices and its linear program.
    target
        Cost of a schedule, without the constant.
    """

    def __init__(self, pool: Pool, pricing: Pricing, known: Generation, target: float) -> None:
        self._pool, self._pricing = pool, pricing
        self._groups = groups_of(pool.problem)
        self._fine = _FINE * max(0.0, target - known.bound)
        self._leaves: list[tuple[float, int, _Leaf]] = []
        self._number = 0
        self._add((), known)

    @property
    def bound(self) -> float:
        """What no schedule costs less than, without the constant."""
        return self._leaves[0][0]

    def go_on(self, target: float, parted: int, stop: Callable[[], bool]) -> None:
        """Part the program of the lowest bound, so often, or until the bound reaches a target."""
        pace = Pace(10**6, _LINES, _CALM, 0.3 * self._pool.problem.grain, proved=target)
        for _ in range(parted):
            leaf = self._leaves[0][2]
            if not leaf.parts or self.bound >= target or stop():
                return
            heappop(self._leaves)
            for part in leaf.parts:
                totals = (*leaf.totals, part)
                self._add(totals, self._bounded(totals, leaf.state, pace, stop))

    def _add(self, totals: tuple[Total, ...], state: Generation) -> None:
        parts = () if state.relaxed is None else self._parted(state.relaxed)
        leaf = _Leaf(totals, replace(state, relaxed=None, done=False), parts)
        heappush(self._leaves, (state.bound, self._number, leaf))
        self._number += 1

    def _bounded(
        self,
        totals: tuple[Total, ...],
        before: Generation,
        pace: Pace,
        stop: Callable[[], bool],
    ) -> Generation:
        """Bound the schedules within limits, from the bound with one limit less."""
        people = list(range(len(self._pool.problem.people)))
        master = Master(self._pool, people, self._pool.problem.cover.required, stop, totals)
        master.push(best_of(self._pool, people, before.prices))
        return generate(master, self._pricing, people, pace, stop, replace(before))

    def _parted(self, relaxed: Relaxed) -> tuple[Total, ...]:
        """Return limits below and above the total of most rows that is far from whole."""
        for alike in self._groups:
            totals = np.array([relaxed.values[columns].sum() for columns in alike])
            away = np.abs(totals - np.round(totals))
            best = int(away.argmax())
            if away[best] > _FRACTION:
                columns, least = tuple(alike[best].tolist()), float(np.floor(totals[best]))
                return (
                    Total(columns, least, is_least=False, fine=self._fine),
                    Total(columns, least + 1, is_least=True),
                )
        return ()


def is_whole(problem: Problem) -> bool:
    """Whether every schedule leaves whole numbers missing and too much."""
    cover = problem.cover
    return all(
        np.array_equal(each, np.round(each)) for each in (cover.required, cover.effects.data)
    )


def groups_of(problem: Problem) -> list[list[Index]]:
    """List columns of what is missing, or too much, that are looked at together: many rows first.

    All rows; those of a band, a week, a day; each row.
    """
    effects = problem.cover.effects.tocoo()
    rows = len(problem.cover.required)
    day, kind = np.divmod(effects.row, problem.kinds)
    days, bands = np.full(rows, problem.days), np.full(rows, -1)
    np.minimum.at(days, effects.col, day)
    np.maximum.at(bands, effects.col, problem.band_of[kind])
    weeks = (days + problem.first_weekday) // 7
    found = []
    for labels in (np.zeros(rows, dtype=int), bands, weeks, days, np.arange(rows)):
        alike = [np.flatnonzero(labels == label) for label in np.unique(labels)]
        found += [alike, [columns + rows for columns in alike]]
    return found
