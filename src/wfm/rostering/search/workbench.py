"""The program of a search, its solver, and what its columns are.

Every part of a search solves it here, between bounds of its own, and brings here what it finds: a
flow that cannot be cut into teams gives the program more rows, and is then mended or refused.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.program.program import Program
from wfm.rostering.search.best import Best
from wfm.rostering.search.connected_rows import broken, join, with_whole_sides
from wfm.rostering.search.rounding import WHOLE
from wfm.rostering.search.whole_walks import GroupWalks
from wfm.solver import Limits, Outcome, Solver, Status, Values

Columns = NDArray[np.int64]


class Workbench:
    """A program that is searched.

    Parameters
    ----------
    program
        The program.
    best
        Takes the best roster.
    elastic
        Whether agents may be missing, at a high price.
    """

    def __init__(self, program: Program, best: Best, *, elastic: bool) -> None:
        self.program = program
        self.best = best
        self.elastic = elastic
        self.solver = Solver(program.model)
        self._group_walks: list[GroupWalks] = []
        groups, crews = program.groups, program.crews
        duties = [c for g in groups for c in g.duties.values()]
        self.duties: Columns = np.array([*duties, *crews.agents, *crews.starts], dtype=int)
        self.walks: Columns = np.array([c for g in groups for c in g.walks], dtype=int)
        self.agents: Columns = np.array([*(g.agents for g in groups), *crews.agents], dtype=int)
        self.missing: Columns = program.missing
        taken = [c for kind in program.kinds for one in kind.taken for c in one.values()]
        taken += crews.pauses
        # Meals and breaks that are not whole by themselves.
        self.pauses: Columns = np.array([c for c in taken if program.model.integer[c]], dtype=int)
        # All but meals and breaks, and the queues that follow from them.
        self.fixed: Columns = np.concatenate([self.agents, self.walks, self.duties])
        # Whether any duty has a choice of starts; without, the walks are all there is to find.
        shifts = sum(len({band.shift for band in group.bands}) for group in groups)
        self.loose = len(duties) > 7 * shifts

    @property
    def group_walks(self) -> list[GroupWalks]:
        """The walks of each group, with the rows that the program has now."""
        self._group_walks = self._group_walks or [
            GroupWalks(self.program, group) for group in self.program.groups
        ]
        return self._group_walks

    def lower(self) -> Values:
        """Return lower bounds of all columns."""
        return np.array(self.program.model.lower)

    def upper(self, *, elastic: bool | None = None) -> Values:
        """Return upper bounds of all columns; agents may be missing as the search has it."""
        if self.elastic if elastic is None else elastic:
            return self.program.elastic_upper
        return np.array(self.program.model.upper)

    def whole(self, *columns: Columns) -> NDArray[np.bool_]:
        """Mark these columns as whole."""
        marked = np.zeros(len(self.program.model.names), dtype=bool)
        for some in columns:
            marked[some] = True
        return marked

    def cost_of(self, values: Values) -> float:
        """Return what a solution costs, prices included."""
        return float(np.array(self.program.model.costs) @ values)

    def relax(
        self, lower: Values, upper: Values, *, again: bool = False, basis: Any = None
    ) -> Outcome:
        """Solve the linear program in the time that is left, and note where that ended it."""
        outcome = self.solver.relax(
            lower=lower, upper=upper, again=again, basis=basis, seconds=self.best.left
        )
        self.best.late |= outcome.out_of_time
        return outcome

    def relax_again(self, lower: Values, upper: Values, basis: Any) -> Outcome:
        """Solve the linear program from a basis, or from where it stands (None)."""
        outcome = self.relax(lower, upper, again=True, basis=basis)
        if outcome.status == Status.UNDECIDED and self.best.left > 0:
            # A warm start now and then ends in trouble that a cold one has not.
            outcome = self.relax(lower, upper)
        return outcome

    def search(self, lower: Values, upper: Values, limits: Limits, **options: Any) -> Outcome:
        """Search between bounds in the time that is left, and note where that ended it.

        Parameters
        ----------
        lower, upper
            Bounds of all columns.
        limits
            When to stop; at the end of the search's time in any case.
        options
            As `Solver.search` has them.
        """
        limits = replace(limits, seconds=min(limits.seconds, self.best.left))
        options = {"improved": self.best.go_on, **options}
        outcome = self.solver.search(limits, lower=lower, upper=upper, **options)
        self.best.late |= outcome.out_of_time
        return outcome

    def with_pauses(self, lower: Values, upper: Values) -> Outcome:
        """Find whole meals and breaks where all else is fixed."""
        outcome = self.relax(lower, upper)
        if outcome.values is not None:
            pauses = outcome.values[self.pauses]
            if np.abs(pauses - np.round(pauses)).max(initial=0.0) > WHOLE:
                limits = Limits(nodes=100)
                outcome = self.search(lower, upper, limits, integer=self.whole(self.pauses))
        return outcome

    def keep(self, outcome: Outcome) -> None:
        """Keep a better solution whose flow can be cut into teams."""
        if outcome.values is None or outcome.objective >= self.best.cost - WHOLE:
            return
        if not self.elastic and outcome.values[self.missing].max(initial=0.0) > WHOLE:
            return
        values, cost = outcome.values, outcome.objective
        while apart := broken(self.program, values):
            # What fell apart is no roster: the cheapest one may cost more than it does.
            join(self.program, self.solver, apart, values, self.upper(), self.best.cost)
            self.solver, self._group_walks = Solver(self.program.model), []
            if not self.loose:
                return
            lower, upper = self.lower(), self.upper()
            fixed = np.concatenate([self.agents, self.duties, self.pauses])
            lower[fixed] = upper[fixed] = np.round(values[fixed])
            mended = self.search(lower, upper, Limits(nodes=50))
            if mended.values is None:
                return
            values, cost = mended.values, mended.objective
        self.best.take(with_whole_sides(self.program, values), cost)
