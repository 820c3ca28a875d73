"""Find a good roster quickly and prove how good it is.

The linear program gives the first bound. Whole solutions are looked for in its neighbourhood,
then in that of the best one found, and in the whole program while time is left. Every stop but
the clock's is a count of nodes, so that a search that ends by its gap ends the same way again.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from wfm.errors import InfeasibleError, UndecidedError
from wfm.rostering.lines import over_contract, parts
from wfm.rostering.program import GroupColumns, Program, join
from wfm.rostering.solver import Outcome, Solver, Status, Values, clock

_WHOLE = 1e-6


@dataclass(frozen=True)
class Progress:
    """How far a search is.

    Parameters
    ----------
    agents
        Agents of the best roster so far; None before the first.
    cost, bound
        Its cost, and what no roster can be below.
    seconds
        Time since the beginning.
    """

    agents: int | None
    cost: float
    bound: float
    seconds: float

    @property
    def gap(self) -> float:
        """Distance of cost and bound as a share of the cost."""
        if not math.isfinite(self.cost):
            return math.inf
        return max(0.0, (self.cost - self.bound) / self.cost) if self.cost else 0.0


@dataclass(frozen=True)
class Found:
    """What a search gives.

    Parameters
    ----------
    columns
        Whole value of each column.
    cost, bound
        Its cost, and what no roster can be below.
    by_clock
        Whether the clock ended the search.
    """

    columns: NDArray[np.int64]
    cost: float
    bound: float
    by_clock: bool


def search(
    program: Program,
    *,
    seconds: float,
    gap: float,
    progress: Callable[[Progress], None] | None = None,
) -> Found:
    """Search for the cheapest roster.

    Raises
    ------
    InfeasibleError
        If it is proved that there is none.
    UndecidedError
        If time ran out before one was found.
    """
    return _Search(program, seconds, gap, progress).run()


def possible(program: Program, *, seconds: float) -> bool:
    """Whether the linear program of a roster has a solution."""
    outcome = Solver(program.model).solve(integer=False, seconds=seconds)
    return outcome.status == Status.OPTIMAL


class _Search:
    def __init__(
        self,
        program: Program,
        seconds: float,
        gap: float,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self.program = program
        self.solver = Solver(program.model)
        self.began = clock()
        self.seconds = seconds
        self.gap = gap
        self.progress = progress
        self.step = cost_step(program)
        self.bound = -math.inf
        self.cost = math.inf
        self.values: Values | None = None

    def run(self) -> Found:
        """Search until the gap is closed or the time is over."""
        linear = self.solver.solve(integer=False, seconds=self.left)
        if linear.status == Status.INFEASIBLE:
            raise InfeasibleError("no roster satisfies the rules and covers the requirement")
        if linear.values is None:
            raise UndecidedError("the time limit ended before the first bound: raise --time-limit")
        self._raise_bound(linear.bound)
        for radius in (1, 2):
            if self.values is None:
                lower, upper = self._around(linear.values, radius)
                self._try(lower, upper, nodes=200, stall=100)
        while not self.closed and self.left > 0:
            rows = len(self.program.model.rows)
            outcome = self._try(None, None, nodes=None, stall=None)
            if outcome.status == Status.OPTIMAL and rows == len(self.program.model.rows):
                break
        if self.values is None:
            raise UndecidedError("the time limit ended before a roster was found")
        closed = self.closed
        return Found(self._finished(), self.cost, self.bound, not closed)

    @property
    def left(self) -> float:
        """Time left [s]."""
        return self.seconds - (clock() - self.began)

    @property
    def closed(self) -> bool:
        """Whether cost and bound are near enough."""
        return self.cost - self.bound <= max(self.gap * self.cost, 1e-6)

    def _raise_bound(self, bound: float) -> None:
        if self.step and math.isfinite(bound):
            bound = math.ceil(bound / self.step - 1e-6) * self.step
        self.bound = max(self.bound, bound)
        self._say()

    def _say(self) -> None:
        if self.progress is None:
            return
        agents = None
        if self.values is not None:
            agents = round(sum(self.values[group.agents] for group in self.program.groups))
        self.progress(Progress(agents, self.cost, self.bound, clock() - self.began))

    def _around(self, center: Values, radius: int) -> tuple[Values, Values]:
        """Bounds near a solution: whole columns move by so much, unused ones stay unused."""
        model = self.program.model
        lower, upper = np.array(model.lower), np.array(model.upper)
        whole = np.array(model.integer)
        near_low = np.maximum(lower, np.floor(center + _WHOLE) - radius)
        near_high = np.minimum(upper, np.ceil(center - _WHOLE) + radius)
        lower[whole], upper[whole] = near_low[whole], near_high[whole]
        return lower, upper

    def _try(
        self, lower: Values | None, upper: Values | None, nodes: int | None, stall: int | None
    ) -> Outcome:
        outcome = self.solver.solve(
            lower=lower,
            upper=upper,
            seconds=self.left,
            nodes=nodes,
            stall=stall,
            gap=self.gap,
            start=self.values,
        )
        if outcome.status == Status.INFEASIBLE and lower is None:
            raise InfeasibleError("no roster satisfies the rules and covers the requirement")
        if lower is None:
            self._raise_bound(min(outcome.bound, outcome.objective))
        if outcome.values is not None and outcome.objective < self.cost - 1e-9:
            self._accept(outcome.values, outcome.objective)
        return outcome

    def _accept(self, values: Values, cost: float) -> bool:
        """Keep a solution whose flow can be cut into teams, if need be after changing its walks."""
        model = self.program.model
        while broken := self._broken(values):
            for columns, nodes in broken:
                price = model.costs[columns.agents]
                most = cost / price if price else 10.0 * float(values[columns.agents]) + 100
                join(self.program, columns, nodes, math.ceil(most))
            self.solver = Solver(model)
            lower, upper = np.array(model.lower), np.array(model.upper)
            for columns in self.program.groups:
                fixed = [columns.agents, *columns.duties.values()]
                lower[fixed] = upper[fixed] = np.round(values[fixed])
            outcome = self.solver.solve(lower=lower, upper=upper, seconds=self.left, nodes=50)
            if outcome.values is None:
                return False
            values, cost = outcome.values, outcome.objective
        self.values, self.cost = values, cost
        self._say()
        return True

    def _broken(self, values: Values) -> list[tuple[GroupColumns, set[int]]]:
        """Find the parts of the flow that cannot be rotations by themselves."""
        found = []
        for columns in self.program.groups:
            flow = [round(values[c]) for c in columns.walks]
            separate = parts(columns.network, flow)
            if self.program.plan.rotation == "single" and len(separate) > 1:
                found += [(columns, nodes) for nodes in sorted(separate, key=len)[:-1]]
                continue
            found += [(columns, n) for n in separate if over_contract(columns, flow, n)]
        return found

    def _finished(self) -> NDArray[np.int64]:
        """Fix the duties and make meals and breaks whole."""
        assert self.values is not None
        model = self.program.model
        first = len(self.values)
        whole = np.flatnonzero(model.integer[:first])
        lower, upper = np.array(model.lower), np.array(model.upper)
        lower[whole] = upper[whole] = np.round(self.values[whole])
        outcome = self.solver.solve(lower=lower, upper=upper, integer=False)
        assert outcome.values is not None
        values = outcome.values[:first]
        assert np.abs(values - np.round(values)).max() < 1e-4
        return np.round(values).astype(np.int64)


def cost_step(program: Program) -> float:
    """Return the step that costs can take: every cost is a multiple of it; 0: no such step."""
    model = program.model
    costs = [
        Fraction(cost).limit_denominator(10_000)
        for cost, whole in zip(model.costs, model.integer, strict=True)
        if cost and whole
    ]
    if program.short or not costs:
        return 0.0
    common = math.lcm(*(cost.denominator for cost in costs))
    return math.gcd(*(int(cost * common) for cost in costs)) / common
