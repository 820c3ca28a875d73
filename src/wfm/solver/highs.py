"""The one place that runs a solver: PuLP models the program, HiGHS solves it in process.

PuLP 3 and PuLP 4 differ in how expressions are made and in which columns they hand over; that
difference ends here. HiGHS runs on one thread with a fixed seed. PuLP hands the program over
once: the search then only moves the bounds of columns.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import highspy
import numpy as np
import pulp
from numpy.typing import NDArray

from wfm import deadline, interrupts, silence

_PULP_4 = hasattr(pulp.LpAffineExpression, "from_list")
SEED = 1
# Linear programs of more columns begin with the interior-point method, which takes half the time.
_LARGE = 5_000
_CALLBACKS = highspy.cb.HighsCallbackType
_INTERRUPTS = (
    _CALLBACKS.kCallbackSimplexInterrupt,
    _CALLBACKS.kCallbackIpmInterrupt,
    _CALLBACKS.kCallbackMipInterrupt,
)
_IN_SEARCH = int(_CALLBACKS.kCallbackMipInterrupt)

Values = NDArray[np.float64]
# Columns and their coefficients.
Terms = list[tuple[int, float]]


class Status(StrEnum):
    """How a solve ended."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    FEASIBLE = "feasible"
    UNDECIDED = "undecided"


@dataclass
class Model:
    """A mixed-integer program under construction: columns, rows and costs to minimise."""

    names: list[str] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    integer: list[bool] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    rows: list[tuple[list[int], list[float], float, float]] = field(default_factory=list)

    def of(self, columns: Sequence[int]) -> "Model":
        """Return a model of some of the columns, numbered anew, with their costs and no rows."""
        return Model(
            names=[self.names[c] for c in columns],
            lower=[self.lower[c] for c in columns],
            upper=[self.upper[c] for c in columns],
            integer=[self.integer[c] for c in columns],
            costs=[self.costs[c] for c in columns],
        )

    def column(
        self,
        name: str,
        *,
        upper: float = np.inf,
        lower: float = 0.0,
        integer: bool = False,
        cost: float = 0.0,
    ) -> int:
        """Add a column and return its number."""
        self.names.append(name)
        self.lower.append(lower)
        self.upper.append(upper)
        self.integer.append(integer)
        self.costs.append(cost)
        return len(self.names) - 1

    def row(
        self,
        terms: Sequence[tuple[int, float]],
        *,
        lower: float = -np.inf,
        upper: float = np.inf,
    ) -> None:
        """Add lower <= sum of coefficient x column <= upper; a column may come up repeatedly."""
        deadline.check()
        total: dict[int, float] = {}
        for column, coefficient in terms:
            total[column] = total.get(column, 0.0) + coefficient
        kept = {c: a for c, a in total.items() if a}
        self.rows.append((list(kept), list(kept.values()), lower, upper))


@dataclass(frozen=True)
class Outcome:
    """What a solve gives.

    Parameters
    ----------
    status
        How it ended.
    values
        Value of each column of the best solution; None without one.
    objective
        Its cost; infinite without one.
    bound
        Proved lower bound of the cost.
    out_of_time
        Whether the clock ended it: another run may end elsewhere.
    basis
        Where a linear program ended, to begin another one from; None for others.
    steps
        Steps of the simplex method that it took.
    """

    status: Status
    values: Values | None
    objective: float
    bound: float
    out_of_time: bool = False
    basis: Any = None
    steps: int = 0


class Interrupted(KeyboardInterrupt):
    """An interrupt during a solve.

    Parameters
    ----------
    outcome
        What the solve had until then.
    """

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class Solver:
    """A model handed to HiGHS through PuLP.

    Parameters
    ----------
    model
        The complete model.
    """

    @silence.silenced()
    def __init__(self, model: Model) -> None:
        self.model = model
        self._problem, self._variables = _problem(model)
        engine = pulp.HiGHS(msg=False, threads=1, random_seed=SEED)
        deadline.check()
        engine.createAndConfigureSolver(self._problem)
        engine.buildSolverModel(self._problem)
        self._highs = self._problem.solverModel
        self._highs.setOptionValue("output_flag", False)
        # 8 by default. The linear programs of rosters are slow: trying the branches of a column so
        # often costs more than it finds.
        self._highs.setOptionValue("mip_pscost_minreliable", 2)
        used = getattr(self._problem, "exported_variables", self._problem.variables)()
        place = {variable.name: number for number, variable in enumerate(used)}
        # Where each column of the model stands in HiGHS; -1: no row and no cost mentions it.
        self._place = np.array([place.get(v.name, -1) for v in self._variables], dtype=np.int32)
        self._integer = np.array(model.integer)
        self._kinds: NDArray[np.bool_] | None = None

    @silence.silenced()
    def solve(
        self,
        *,
        lower: Values | None = None,
        upper: Values | None = None,
        costs: Values | None = None,
        integer: bool | NDArray[np.bool_] = True,
        again: bool = False,
        basis: Any = None,
        seconds: float = np.inf,
        nodes: int | None = None,
        stall: int | None = None,
        gap: float = 0.0,
        absolute: float = 1e-6,
        start: Values | None = None,
        improved: Callable[[float, float], bool] | None = None,
    ) -> Outcome:
        """Solve the model.

        Parameters
        ----------
        lower, upper, costs
            Bounds and costs to use in place of the model's.
        integer
            Which columns are whole; False: the linear relaxation.
        again
            Whether to go on from where the solve before this one ended.
        basis
            Where to go on from instead: the basis of an outcome.
        seconds, nodes, stall
            Stop after so much time and no later than the deadline, after so many nodes, or after so
            many without a better solution.
        gap, absolute
            Stop at this distance of cost and bound, relative or absolute.
        start
            A solution to begin with; it may leave out the last columns.
        improved
            Called now and then with the cost of the best solution and the bound; true stops.

        Raises
        ------
        Interrupted
            If an interrupt came meanwhile.
        """
        model, highs = self.model, self._highs
        if not again:
            highs.clearSolver()
        if basis is not None:
            highs.setBasis(basis)
        low = np.array(model.lower) if lower is None else lower
        high = np.array(model.upper) if upper is None else upper
        cost = np.array(model.costs) if costs is None else costs
        here = self._place >= 0
        place = self._place[here]
        highs.changeColsBounds(len(place), place, low[here], high[here])
        highs.changeColsCost(len(place), place, cost[here])
        whole = self._integer[here] & (integer if isinstance(integer, bool) else integer[here])
        if self._kinds is None or (whole != self._kinds).any():
            self._kinds = whole
            kinds = [highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger]
            highs.changeColsIntegrality(
                len(place), place, np.array(kinds, dtype=object)[whole.astype(int)]
            )
        # The clock of HiGHS runs on from one linear program to the next, not for others.
        used = 0.0 if whole.any() else highs.getRunTime()
        seconds = max(0.0, min(seconds, deadline.left()))
        self._options(used + seconds, nodes, stall, gap, absolute)
        inner = not again and not whole.any() and len(place) > _LARGE
        highs.setOptionValue("solver", "ipm" if inner else "choose")
        if start is not None:
            known = self._place[: len(start)] >= 0
            highs.setSolution(int(known.sum()), self._place[: len(start)][known], start[known])
        interrupted = self._run(improved)
        outcome = self._outcome(low, cost, integer=bool(whole.any()))
        if interrupted:
            raise Interrupted(outcome)
        return outcome

    def _options(
        self, seconds: float, nodes: int | None, stall: int | None, gap: float, absolute: float
    ) -> None:
        highs = self._highs
        highs.setOptionValue("time_limit", float(seconds))
        highs.setOptionValue("mip_max_nodes", highspy.kHighsIInf if nodes is None else nodes)
        highs.setOptionValue("mip_max_stall_nodes", highspy.kHighsIInf if stall is None else stall)
        highs.setOptionValue("mip_rel_gap", float(gap))
        highs.setOptionValue("mip_abs_gap", float(absolute))

    def _run(self, improved: Callable[[float, float], bool] | None) -> bool:
        """Run HiGHS, and return whether an interrupt came.

        HiGHS calls back now and then: only then does Python notice one.
        """
        interrupted = False

        def heard(kind: int, _message: str, out: Any, control: Any, _data: Any) -> None:
            nonlocal interrupted
            try:
                if improved is not None and kind == _IN_SEARCH:
                    with silence.lifted():
                        control.user_interrupt = improved(out.mip_primal_bound, out.mip_dual_bound)
            except KeyboardInterrupt:
                interrupted = True
            if interrupted or interrupts.pressed():
                control.user_interrupt = True

        self._highs.setCallback(heard, None)
        for kind in _INTERRUPTS:
            self._highs.startCallback(kind)
        with interrupts.held():
            self._highs.run()
            self._highs.setCallback(None, None)
            return interrupts.taken() or interrupted

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
        values = low.copy()
        here = self._place >= 0
        values[here] = np.array(highs.getSolution().col_value)[self._place[here]]
        objective = float(cost @ values)
        done = Status.OPTIMAL if status == ended.kOptimal else Status.FEASIBLE
        if integer:
            return Outcome(done, values, objective, bound, late)
        return Outcome(done, values, objective, objective, late, highs.getBasis(), steps)


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


def clock() -> float:
    """Seconds of a clock that only runs forward."""
    return time.monotonic()
