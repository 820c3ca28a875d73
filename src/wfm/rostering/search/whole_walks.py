"""Make the walks of a solution whole, one contract group at a time.

Once its duties are given, a group has nothing to do with the others, nor with meals and breaks: its
walks are a small program of their own. Its linear program is solved in a moment, and mostly rounds
to whole walks for no more agents than the fractional ones need.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from wfm import deadline
from wfm.rostering.program.program import GroupColumns, Program
from wfm.rostering.search.rounding import rounded
from wfm.solver import Limits, Outcome, Solver, Values, clock

_NODES = 200  # of the search where rounding is not enough


class GroupWalks:
    """The part of a program that finds a group's walks for given duties.

    Parameters
    ----------
    program
        The program, with all its rows.
    group
        The group.
    """

    def __init__(self, program: Program, group: GroupColumns) -> None:
        base = program.model
        own = {*group.walks, group.agents}
        rows = [row for row in base.rows if not own.isdisjoint(row[0])]
        self.columns = np.array(sorted(own.union(*(row[0] for row in rows))), dtype=int)
        place = {int(column): number for number, column in enumerate(self.columns)}
        self._duties = np.array([place[c] for c in group.duties.values() if c in place], dtype=int)
        self._walks = np.array([place[c] for c in (*group.walks, group.agents)], dtype=int)
        self._model = base.of(self.columns.tolist())
        self._model.rows = [([place[c] for c in row[0]], *row[1:]) for row in rows]
        self._solver = Solver(self._model)
        self._agent = base.costs[group.agents]
        # Where there may be more agents than required, there may be more duties than given.
        self._room = not program.plan.is_limited

    def whole(
        self,
        values: Values,
        *,
        best: bool,
        seconds: float,
        improved: Callable[[float, float], bool],
        near: float | None = None,
    ) -> tuple[Values | None, bool]:
        """Return whole walks for the duties of a solution, and whether the clock ended the search.

        Parameters
        ----------
        values
            The solution; its duties are whole.
        best
            Whether to look on where rounding needs more agents than the linear program.
        seconds
            Longest time to search [s].
        improved
            Called now and then.
        near
            How far above the linear program is near enough; None: less than an agent.
        """
        near = 0.999 * self._agent if near is None else near
        lower, upper = np.array(self._model.lower), np.array(self._model.upper)
        duties = np.round(values[self.columns[self._duties]])
        lower[self._duties] = upper[self._duties] = duties
        loose = upper.copy()
        if self._room:
            loose[self._duties] = np.array(self._model.upper)[self._duties]
        found, cost, least = None, np.inf, np.inf
        until, late = clock() + seconds, False
        for most, share in ((upper, 0.25), (loose, 0.25), (upper, 0.1), (loose, 0.1)):
            with deadline.within(until - clock()):
                tried, bound = self._rounded(lower, most, share)
                late |= deadline.over()
            least = min(least, bound)
            if tried is not None and (price := self._price(tried)) < cost:
                found, cost = tried, price
            if cost < least + near or (found is not None and not best):
                return found, late
        outcome = self._solver.search(
            Limits(until - clock(), _NODES, absolute=max(1e-6, near)),
            lower=lower,
            upper=loose,
            start=found,
            improved=improved,
        )
        return outcome.values, late or outcome.out_of_time

    def _price(self, values: Values) -> float:
        return float(np.array(self._model.costs) @ values)

    def _rounded(self, lower: Values, upper: Values, share: float) -> tuple[Values | None, float]:
        """Round walks, and duties that may be more, and say what fractional ones cost."""
        least = np.inf

        def linear(lower: Values, upper: Values, basis: Any) -> Outcome | None:
            nonlocal least
            outcome = self._solver.relax(lower=lower, upper=upper, again=True, basis=basis)
            least = min(least, outcome.objective)
            return outcome

        columns = np.concatenate([self._walks, self._duties])
        notable = 0.2 * self._agent
        found = rounded(linear, lower, upper, columns, notable=notable, share=share, one_sided=True)
        return found, least
