"""The one place that runs a solver: PuLP models the program, HiGHS solves it in process.

PuLP 3 and PuLP 4 differ in how expressions are made and in which columns they hand over; that
difference ends here. HiGHS runs on one thread with a fixed seed. PuLP hands the program over
once: the search then only moves the bounds of columns.
"""

from collections.abc import Callable
from typing import Any

import highspy
import numpy as np
import pulp
from numpy.typing import NDArray

from wfm import deadline, silence
from wfm.solver import listening
from wfm.solver.model import Model, Terms, Values
from wfm.solver.outcome import Interrupted, Limits, Outcome, Status

_PULP_4 = hasattr(pulp.LpAffineExpression, "from_list")
_SEED = 1
# Linear programs of more columns begin with the interior-point method, which takes half the time.
_LARGE = 5_000


class Solver:
    """A model handed to HiGHS through PuLP.

    Parameters
    ----------
    model
        The complete model.
    restarts
        Whether a search may begin anew with what it has learnt. That takes some seconds, and costs
        more than it saves where a solution is sought rather than a bound.
    """

    @silence.silenced()
    def __init__(self, model: Model, *, restarts: bool = True) -> None:
        self.model = model
        self._problem, self._variables = _problem(model)
        engine = pulp.HiGHS(msg=False, threads=1, random_seed=_SEED)
        deadline.check()
        engine.createAndConfigureSolver(self._problem)
        engine.buildSolverModel(self._problem)
        self._highs = self._problem.solverModel
        self._highs.setOptionValue("output_flag", False)
        # 8 by default. The linear programs of rosters are slow: trying the branches of a column so
        # often costs more than it finds.
        self._highs.setOptionValue("mip_pscost_minreliable", 2)
        self._highs.setOptionValue("mip_allow_restart", restarts)
        used = getattr(self._problem, "exported_variables", self._problem.variables)()
        place = {variable.name: number for number, variable in enumerate(used)}
        # Where each column of the model stands in HiGHS; -1: no row and no cost mentions it.
        self._place = np.array([place.get(v.name, -1) for v in self._variables], dtype=np.int32)
        self._integer = np.array(model.integer)
        # Which of those are whole at present; None: not said yet.
        self._whole: NDArray[np.bool_] | None = None

    @silence.silenced()
    def relax(
        self,
        *,
        lower: Values | None = None,
        upper: Values | None = None,
        costs: Values | None = None,
        again: bool = False,
        basis: Any = None,
        seconds: float = np.inf,
    ) -> Outcome:
        """Solve the linear program: the model with fractions allowed everywhere.

        Parameters
        ----------
        lower, upper, costs
            Bounds and costs to use in place of the model's.
        again
            Whether to go on from where the solve before this one ended.
        basis
            Where to go on from instead: the basis of an outcome.
        seconds
            Stop after so much time, and no later than the deadline [s].

        Raises
        ------
        Interrupted
            If an interrupt came meanwhile.
        """
        if not again:
            self._highs.clearSolver()
        if basis is not None:
            self._highs.setBasis(basis)
        low, cost = self._change(lower, upper, costs, np.zeros(len(self._integer), dtype=bool))
        self._limit(Limits(seconds=seconds), linear=True)
        inner = not again and np.count_nonzero(self._place >= 0) > _LARGE
        self._highs.setOptionValue("solver", "ipm" if inner else "choose")
        return self._solved(low, cost, None)

    def add_row(self, terms: Terms, *, lower: float) -> None:
        """Add lower <= sum of coefficient x column to the model and to what is solved.

        Parameters
        ----------
        terms
            Columns, each once, and their coefficients; the model had a row or a cost for each when
            the solver was made.
        lower
            The least.
        """
        self.model.row(terms, lower=lower)
        columns, coefficients, low, high = self.model.rows[-1]
        place = self._place[columns]
        self._highs.addRow(low, high, len(place), place, np.array(coefficients))

    @silence.silenced()
    def search(
        self,
        limits: Limits,
        *,
        lower: Values | None = None,
        upper: Values | None = None,
        costs: Values | None = None,
        integer: NDArray[np.bool_] | None = None,
        start: Values | None = None,
        improved: Callable[[float, float], bool] | None = None,
    ) -> Outcome:
        """Search for the best solution in whole columns.

        Parameters
        ----------
        limits
            When to stop.
        lower, upper, costs
            Bounds and costs to use in place of the model's.
        integer
            Which of the whole columns are to be whole; None: all.
        start
            A solution to begin with; it may leave out the last columns, which are then sought
            first.
        improved
            Called now and then with the cost of the best solution and the bound; true stops.

        Raises
        ------
        Interrupted
            If an interrupt came meanwhile.
        """
        whole = self._integer if integer is None else self._integer & integer
        if not whole[self._place >= 0].any():
            return self.relax(lower=lower, upper=upper, costs=costs, seconds=limits.seconds)
        if start is not None and len(start) < len(self._integer):
            start = self._completed(start, limits, lower, upper, whole)
        self._highs.clearSolver()
        low, cost = self._change(lower, upper, costs, whole)
        self._limit(limits, linear=False)
        self._highs.setOptionValue("solver", "choose")
        if start is not None:
            known = self._place >= 0
            place = self._place[known]
            self._highs.setSolution(len(place), place, start[known])
        return self._solved(low, cost, improved)

    def _completed(
        self,
        start: Values,
        limits: Limits,
        lower: Values | None,
        upper: Values | None,
        whole: NDArray[np.bool_],
    ) -> Values | None:
        """Complete a solution by its last columns; None where that cannot be.

        HiGHS would do so by itself, and report the bound of that as one of the whole search.
        """
        low = np.array(self.model.lower if lower is None else lower)
        high = np.array(self.model.upper if upper is None else upper)
        fixed = np.flatnonzero(whole[: len(start)])
        low[fixed] = high[fixed] = np.round(start[fixed])
        return self.search(limits, lower=low, upper=high, integer=whole).values

    def _change(
        self,
        lower: Values | None,
        upper: Values | None,
        costs: Values | None,
        whole: NDArray[np.bool_],
    ) -> tuple[Values, Values]:
        """Move bounds, costs and whole columns; return the lower bounds and the costs."""
        model, highs = self.model, self._highs
        low = np.array(model.lower) if lower is None else lower
        high = np.array(model.upper) if upper is None else upper
        cost = np.array(model.costs) if costs is None else costs
        here = self._place >= 0
        place, whole = self._place[here], whole[here]
        highs.changeColsBounds(len(place), place, low[here], high[here])
        highs.changeColsCost(len(place), place, cost[here])
        if self._whole is None or (whole != self._whole).any():
            self._whole = whole
            kinds = [highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger]
            highs.changeColsIntegrality(
                len(place), place, np.array(kinds, dtype=object)[whole.astype(int)]
            )
        return low, cost

    def _limit(self, limits: Limits, *, linear: bool) -> None:
        highs = self._highs
        # The clock of HiGHS runs on from one linear program to the next, not for others.
        used = highs.getRunTime() if linear else 0.0
        seconds = max(0.0, min(limits.seconds, deadline.left()))
        nodes = highspy.kHighsIInf if limits.nodes is None else limits.nodes
        highs.setOptionValue("time_limit", float(used + seconds))
        highs.setOptionValue("mip_max_nodes", nodes)
        highs.setOptionValue("mip_rel_gap", float(limits.gap))
        highs.setOptionValue("mip_abs_gap", float(limits.absolute))

    def _solved(
        self, low: Values, cost: Values, improved: Callable[[float, float], bool] | None
    ) -> Outcome:
        """Solve what is stated."""

        def stops(kind: int, out: Any) -> bool:
            if improved is None or kind != listening.IN_SEARCH:
                return False
            with silence.lifted():
                return improved(out.mip_primal_bound, out.mip_dual_bound)

        interrupted = listening.run(self._highs, stops)
        assert self._whole is not None
        outcome = self._outcome(low, cost, integer=bool(self._whole.any()))
        if interrupted:
            raise Interrupted(outcome)
        return outcome

    def _outcome(self, low: Values, cost: Values, *, integer: bool) -> Outcome:
        highs = self._highs
        status = highs.getModelStatus()
        info = highs.getInfo()
        ended = highspy.HighsModelStatus
        late, steps = status == ended.kTimeLimit, info.simplex_iteration_count
        if status in (ended.kInfeasible, ended.kUnboundedOrInfeasible):
            return Outcome(Status.INFEASIBLE, None, np.inf, np.inf, steps=steps)
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        bound = info.mip_dual_bound if integer else -np.inf
        if not found or (not integer and status != ended.kOptimal):
            return Outcome(Status.UNDECIDED, None, np.inf, bound, late)
        solution = highs.getSolution()
        values, slopes = low.copy(), np.zeros(len(low))
        here = self._place >= 0
        values[here] = np.array(solution.col_value)[self._place[here]]
        objective = float(cost @ values)
        done = Status.OPTIMAL if status == ended.kOptimal else Status.FEASIBLE
        if integer:
            return Outcome(done, values, objective, bound, late)
        slopes[here] = np.array(solution.col_dual)[self._place[here]]
        return Outcome(done, values, objective, objective, late, highs.getBasis(), steps, slopes)


def _problem(model: Model) -> tuple[Any, list[Any]]:
    """State the model in PuLP."""
    problem = pulp.LpProblem("roster", pulp.LpMinimize)
    variables = [
        problem.add_variable(
            name,
            low,
            None if np.isinf(high) else high,
            cat=pulp.LpInteger if whole else pulp.LpContinuous,
        )
        for name, low, high, whole in zip(
            model.names, model.lower, model.upper, model.integer, strict=True
        )
    ]
    problem.setObjective(
        _expression([(v, c) for v, c in zip(variables, model.costs, strict=True) if c])
    )
    for columns, coefficients, lower, upper in model.rows:
        deadline.check()
        terms = [(variables[c], a) for c, a in zip(columns, coefficients, strict=True)]
        if lower == upper:
            problem.addConstraint(_expression(terms) == lower)
            continue
        if np.isfinite(lower):
            problem.addConstraint(_expression(terms) >= lower)
        if np.isfinite(upper):
            problem.addConstraint(_expression(terms) <= upper)
    return problem, variables


def _expression(terms: list[tuple[Any, float]]) -> Any:
    if _PULP_4:
        return pulp.LpAffineExpression.from_list(terms)
    return pulp.LpAffineExpression(terms)
