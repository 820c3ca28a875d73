"""Find a good roster quickly and prove how good it is.

The linear program gives the first bound. A dive rounds the duties of its solution a few at a
time, looking both ways before a step that costs. What the rotation needs is then nearly whole by
itself: so duties and agents are searched with walks left fractional, in the neighbourhood of the
linear and of the best solution, and the walks of each better one are made whole for its duties.
Every stop but the clock's is a count of nodes, so that a search that ends by its gap ends the same
way again.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from wfm import deadline
from wfm.deadline import OutOfTimeError
from wfm.errors import InfeasibleError
from wfm.rostering.bounds import bound_of_cost, cost_step
from wfm.rostering.program.program import Program
from wfm.rostering.search.connected_rows import broken, join
from wfm.rostering.search.few_starts import fewer_starts
from wfm.rostering.search.given import WorkedTeam, columns_of
from wfm.rostering.search.rounding import WHOLE, bound_with_whole, rounded
from wfm.rostering.search.spread_breaks import evened
from wfm.rostering.search.whole_walks import GroupWalks
from wfm.solver import Interrupted, Outcome, Solver, Status, Values, clock

# Share of the time that is kept for making the last solution whole.
_WHOLE_SHARE = 0.06
# Shares of the time for using fewer starts and for spreading meals and breaks after the search,
# and so much at least [s].
_STARTS_SHARE = 0.03
_EVEN_SHARE = 0.04
_TIDY_SECONDS, _LONGEST_TIDY = 0.15, 20.0
# After so many rounds without a better solution the whole program is searched.
_IDLE = 3
# Steps of the simplex method for a better bound before the whole program is searched.
_BOUND_STEPS = 15_000
# So few steps of the cost from the bound, so many nodes of the whole program do more than rounds:
# what is missing there is mostly the bound, as of a small need round the clock.
_STEPS = 4
_NODES = 500

T = TypeVar("T")


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
        Its cost, and what no roster can be below that misses no more agents.
    ended
        ``"optimal"``, ``"within gap"``, ``"time limit"`` or ``"interrupted"``.
    repeats
        Whether the same input gives the same roster again: no clock ended any part of the search.
    """

    columns: NDArray[np.int64]
    cost: float
    bound: float
    ended: str
    repeats: bool = True


def search(
    program: Program,
    *,
    seconds: float,
    gap: float,
    elastic: bool = False,
    even: bool = True,
    start: Sequence[WorkedTeam] = (),
    progress: Callable[[Progress], object] | None = None,
) -> Found:
    """Search for the cheapest roster.

    Parameters
    ----------
    program
        The program.
    seconds
        Longest time to search [s].
    gap
        Share of the cost at which cost and bound are near enough.
    elastic
        Whether agents may be missing, at a high price.
    even
        Whether to spread meals and breaks at the end; a price alone needs no such care.
    start
        A roster to begin with: as it is, where the program can state it, else near its duties.
    progress
        Called with every better roster and bound, and now and then; a true answer ends the
        search.

    Raises
    ------
    InfeasibleError
        If it is proved that there is none.
    UndecidedError
        If time ran out before one was found.
    """
    return _Search(program, seconds, gap, elastic, start, progress).run(even=even)


def possible(program: Program, *, seconds: float) -> bool:
    """Whether the linear program of a roster has a solution."""
    outcome = Solver(program.model).solve(integer=False, seconds=seconds)
    return outcome.status == Status.OPTIMAL


def impossible(program: Program, *, seconds: float) -> bool:
    """Whether the linear program of a roster is proved to have no solution."""
    outcome = Solver(program.model).solve(integer=False, seconds=seconds)
    return outcome.status == Status.INFEASIBLE


class _Search:
    def __init__(
        self,
        program: Program,
        seconds: float,
        gap: float,
        elastic: bool,
        start: Sequence[WorkedTeam],
        progress: Callable[[Progress], object] | None,
    ) -> None:
        self.began = clock()
        self.program = program
        self.start = start
        self.solver = Solver(program.model)
        self.seconds = seconds
        self.gap = gap
        self.progress = progress
        self.step = 0.0 if elastic else cost_step(program)
        # No roster is cheaper than one that is so near the bound.
        self.near = max(1e-6, 0.999 * self.step)
        self.bound = -math.inf
        self.cost = math.inf
        self.values: Values | None = None
        self.elastic = elastic
        # Whether the clock has ended a part of the search.
        self.late = False
        self.said = 0.0
        self.walkers: list[GroupWalks] = []
        # Walks of the groups that have needed more agents for whole walks than for fractional ones.
        self.hard = np.array([], dtype=int)
        self.random = np.random.default_rng(1)
        self.duties = np.array([c for g in program.groups for c in g.duties.values()], dtype=int)
        self.walks = np.array([c for g in program.groups for c in g.walks], dtype=int)
        self.agents = np.array([g.agents for g in program.groups], dtype=int)
        self.missing = program.missing
        taken = [c for kind in program.kinds for one in kind.taken for c in one.values()]
        # Meals and breaks that are not whole by themselves.
        self.pauses = np.array([c for c in taken if program.model.integer[c]], dtype=int)
        # Whether any duty has a choice of starts; without, the walks are all there is to find.
        shifts = sum(len({band.shift for band in group.bands}) for group in program.groups)
        self.loose = len(self.duties) > 7 * shifts

    def run(self, *, even: bool = True) -> Found:
        """Search until the gap is closed or the time is over."""
        ended = ""
        try:
            self._look()
        except KeyboardInterrupt:
            if self.values is None:
                raise
            ended = "interrupted"
        except OutOfTimeError:
            self.late = True
        if self.values is None:
            raise OutOfTimeError
        if self.cost - self.bound < self.near:
            ended, self.bound = ended or "optimal", self.cost
        elif not ended:
            ended = "within gap" if self.closed else "time limit"
        try:
            columns = self._finished(even and ended != "interrupted")
        except KeyboardInterrupt:
            ended, columns = "interrupted", self._finished(even=False)
        costs = np.array(self.program.model.costs[: len(columns)])
        cost = float(costs @ columns)
        priced = self.program.priced
        price = float(costs[priced] @ columns[priced])
        bound = min(self.bound, cost) - price
        if price and bound < cost - price:
            bound = max(bound, bound_of_cost(self.program, columns, seconds=self.left))
        repeats = not self.late and ended not in ("time limit", "interrupted")
        return Found(columns, cost - price, bound, ended, repeats)

    def _look(self) -> None:
        linear = self._solve(integer=False, lower=self._lower(), upper=self._upper())
        if linear.status == Status.INFEASIBLE:
            raise InfeasibleError("no roster satisfies the rules and covers the requirement")
        if linear.values is None:
            return
        self._raise_bound(linear.bound)
        if self.start:
            self._begin()
        if self.loose and not self.closed:
            self._dive()
            self._look_around(linear.values)
        while not self.closed and self.left > 0:
            rows = len(self.program.model.rows)
            outcome = self._whole()
            if outcome.status == Status.OPTIMAL and rows == len(self.program.model.rows):
                return

    def _look_around(self, linear: Values) -> None:
        """Search near the linear and the best solution as long as that helps."""
        turn = idle = 0
        while idle < _IDLE and not self.closed:
            if self.early <= 0:
                self.late = True
                return
            before = self.cost
            self._neighbourhood(linear, turn)
            if not turn and not self.closed:
                self._bound_by_agents()
                if not self.closed and self.cost - self.bound < _STEPS * self.step:
                    self._whole(nodes=_NODES)
            turn, idle = turn + 1, 0 if self.cost < before else idle + 1

    @property
    def left(self) -> float:
        """Time left [s]."""
        return self.seconds - (clock() - self.began)

    @property
    def early(self) -> float:
        """Time left to look for something better, and still to make it whole [s]."""
        return self.left - _WHOLE_SHARE * self.seconds

    @property
    def closed(self) -> bool:
        """Whether cost and bound are near enough."""
        if not math.isfinite(self.cost):
            return False
        return self.cost - self.bound <= max(self.gap * self.cost, self.near)

    def _lower(self) -> Values:
        return np.array(self.program.model.lower)

    def _upper(self, *, elastic: bool | None = None) -> Values:
        if self.elastic if elastic is None else elastic:
            return self.program.elastic_upper
        return np.array(self.program.model.upper)

    def _raise_bound(self, bound: float) -> None:
        if self.step and not self.elastic and math.isfinite(bound):
            bound = math.ceil(bound / self.step - 1e-6) * self.step
        if bound > self.bound:
            self.bound = bound
            self._say()

    def _say(self) -> None:
        if self.progress is None:
            return
        agents = None if self.values is None else round(float(self.values[self.agents].sum()))
        bound = min(self.bound, self.cost)
        now = clock() - self.began
        self.said = now
        if self.progress(Progress(agents, self.cost, bound, now)):
            raise KeyboardInterrupt

    def _integers(self, *columns: NDArray[np.int64]) -> NDArray[np.bool_]:
        whole = np.zeros(len(self.program.model.names), dtype=bool)
        for some in columns:
            whole[some] = True
        # Columns that were added to join walks are whole where walks are.
        if any(some is self.walks for some in columns):
            whole |= np.array(self.program.model.integer)
        return whole

    def _ask(self, _cost: float, _bound: float) -> bool:
        """Let an interrupt through, and say now and then that the search goes on."""
        if clock() - self.began > self.said + 0.5:
            self._say()
        return False

    def _follow(self, cost: float, bound: float) -> bool:
        """Take over the bound of the whole program while it is searched."""
        if math.isfinite(bound):
            self._raise_bound(min(bound, cost))
        return self._ask(cost, bound)

    def _bound_by_agents(self) -> None:
        """Raise the bound: the number of agents is whole, all else may be fractional."""
        bound = bound_with_whole(
            self._linear, self._lower(), self._upper(), self.agents, most=_BOUND_STEPS
        )
        self._raise_bound(bound)

    def _solve(self, **options: Any) -> Outcome:
        """Solve in the time that is left, and note where that ended it."""
        outcome = self.solver.solve(**{"seconds": self.left, "improved": self._ask, **options})
        self.late |= outcome.out_of_time
        return outcome

    def _linear(self, lower: Values, upper: Values, basis: Any) -> Outcome:
        outcome = self._solve(lower=lower, upper=upper, integer=False, again=True, basis=basis)
        if outcome.status == Status.UNDECIDED and self.left > 0:
            # A warm start now and then ends in trouble that a cold one has not.
            outcome = self._solve(lower=lower, upper=upper, integer=False)
        return outcome

    # --- first solution ---------------------------------------------------------------------

    def _begin(self) -> None:
        """Begin with the roster given: as it is, or with its duties and what more it takes."""
        values, whole = columns_of(self.program, self.start)
        lower, upper = self._lower(), self._upper()
        fixed = np.concatenate([self.agents, self.walks, self.duties])
        if whole and ((lower <= values) & (values <= upper))[fixed].all():
            lower[fixed] = upper[fixed] = values[fixed]
            self._keep(self._with_pauses(lower, upper))
        if self.values is None:
            lower, upper = self._lower(), self._upper()
            lower[self.duties] = np.minimum(values[self.duties], upper[self.duties])
            near = self._whole_duties(lower, upper, one_sided=True)
            if near is not None:
                self._make_whole(near)

    def _dive(self) -> None:
        """Round the duties of the linear solution and make the rest whole."""
        lower, upper = self._lower(), self._upper(elastic=True)
        values = self._whole_duties(lower, upper)
        if (
            values is not None
            and not self.elastic
            and values[self.missing].max(initial=0.0) > WHOLE
        ):
            # Agents are missing: more duties than these, which may be rounded up where need be.
            lower[self.duties] = np.round(values[self.duties])
            values = self._whole_duties(lower, self._upper(), one_sided=True)
        if values is not None:
            self._make_whole(values, best=False)
            if not self.closed:
                self._make_whole(values)

    def _whole_duties(
        self, lower: Values, upper: Values, *, one_sided: bool = False
    ) -> Values | None:
        agent = max(float(self.program.model.costs[c]) for c in self.agents)
        return rounded(
            self._linear, lower, upper, self.duties, notable=0.2 * agent, one_sided=one_sided
        )

    def _make_whole(self, values: Values, *, best: bool = True) -> None:
        """Make walks, meals and breaks of a solution whole; its duties stay as they are."""
        found = np.zeros(len(self.program.model.names))
        found[: len(values)] = values
        self.walkers = self.walkers or [GroupWalks(self.program, g) for g in self.program.groups]
        for group, walks in zip(self.program.groups, self.walkers, strict=True):
            whole, late = walks.whole(values, best=best, seconds=self.left, improved=self._ask)
            self.late |= late
            if whole is None:
                return
            found[walks.columns] = whole
            if best and found[group.agents] > values[group.agents] + 1 - WHOLE:
                self.hard = np.union1d(self.hard, group.walks)
        if self._objective(found) >= self.cost - WHOLE:
            return
        lower, upper = self._lower(), self._upper(elastic=True)
        missing = found[self.missing]
        upper[self.missing] = np.where(missing > WHOLE, missing + WHOLE, 0.0)
        fixed = np.concatenate([self.agents, self.walks, self.duties])
        lower[fixed] = upper[fixed] = np.round(found[fixed])
        self._keep(self._with_pauses(lower, upper))

    def _with_pauses(self, lower: Values, upper: Values) -> Outcome:
        """Find whole meals and breaks where all else is fixed."""
        outcome = self._solve(lower=lower, upper=upper, integer=False)
        if outcome.values is not None and self._fractional(outcome.values, self.pauses):
            outcome = self._solve(
                lower=lower, upper=upper, integer=self._integers(self.pauses), nodes=100
            )
        return outcome

    @staticmethod
    def _fractional(values: Values, columns: NDArray[np.int64]) -> bool:
        distance = np.abs(values[columns] - np.round(values[columns]))
        return bool(distance.max(initial=0.0) > WHOLE)

    def _objective(self, values: Values) -> float:
        return float(np.array(self.program.model.costs) @ values)

    # --- better solutions -------------------------------------------------------------------

    def _neighbourhood(self, linear: Values, turn: int) -> None:
        """Search near the linear and the best solution, with walks fractional where that does."""
        duties = self.duties
        base = linear if self.values is None else self.values
        lower, upper = self._lower(), self._upper(elastic=self.elastic or self.values is None)
        radius = 1 + (turn % 3 == 2)
        least = np.minimum(np.floor(linear[duties] + WHOLE), np.round(base[duties]))
        most = np.maximum(np.ceil(linear[duties] - WHOLE), np.round(base[duties]))
        unused = most == 0
        if turn:
            unused &= self.random.random(len(duties)) > 0.15 * (1 + turn % 3)
        near = np.where(unused, 0, most + radius)
        lower[duties] = np.maximum(lower[duties], least - radius)
        upper[duties] = np.minimum(upper[duties], near)
        idle = np.maximum(linear[self.hard], base[self.hard]) < WHOLE
        idle &= self.random.random(len(idle)) > 0.15 * (1 + turn % 3)
        upper[self.hard[idle]] = 0.0
        outcome = self._solve(
            lower=lower,
            upper=upper,
            integer=self._integers(self.duties, self.agents, self.hard),
            seconds=self.early,
            nodes=100 * (1 + turn),
            gap=self.gap / 2,
            absolute=self.near,
            start=self.values,
        )
        if outcome.values is not None and outcome.objective < self.cost - WHOLE:
            self._make_whole(outcome.values)

    def _whole(self, *, nodes: int | None = None) -> Outcome:
        """Search the whole program."""
        try:
            outcome = self._solve(
                lower=self._lower(),
                upper=self._upper(),
                nodes=nodes,
                gap=self.gap,
                absolute=self.near,
                start=self.values,
                improved=self._follow,
            )
        except Interrupted as interrupt:
            self._keep(interrupt.outcome)
            raise
        if outcome.status == Status.INFEASIBLE:
            raise InfeasibleError("no roster satisfies the rules and covers the requirement")
        self._raise_bound(min(outcome.bound, outcome.objective))
        self._keep(outcome)
        return outcome

    def _keep(self, outcome: Outcome) -> None:
        """Keep a better solution whose flow can be cut into teams."""
        if outcome.values is None or outcome.objective >= self.cost - WHOLE:
            return
        if not self.elastic and outcome.values[self.missing].max(initial=0.0) > WHOLE:
            return
        values, cost = outcome.values, outcome.objective
        while apart := broken(self.program, values):
            # What fell apart is no roster: the cheapest one may cost more than it does.
            join(self.program, self.solver, apart, values, self._upper(), self.cost)
            self.solver, self.walkers = Solver(self.program.model), []
            if not self.loose:
                return
            lower, upper = self._lower(), self._upper()
            fixed = np.concatenate([self.agents, self.duties, self.pauses])
            lower[fixed] = upper[fixed] = np.round(values[fixed])
            repaired = self._solve(lower=lower, upper=upper, nodes=50)
            if repaired.values is None:
                return
            values, cost = repaired.values, repaired.objective
        self.values, self.cost = values, cost
        self._say()

    def _finished(self, even: bool) -> NDArray[np.int64]:
        """Use few starts and spread meals and breaks, which are whole however the search ended."""
        assert self.values is not None
        if even:
            if self.loose:
                fewer = self._tidied(fewer_starts, _STARTS_SHARE)
                self.values, late = (self.values, True) if fewer is None else fewer
                self.late |= late
            columns = self._tidied(evened, _EVEN_SHARE)
            if columns is not None:
                return columns
            self.late = True
        first = len(self.values)
        lower, upper = self._lower(), self._upper()
        whole = np.flatnonzero(self.program.model.integer[:first])
        lower[whole] = upper[whole] = np.round(self.values[whole])
        with deadline.regardless():
            values = self.solver.solve(lower=lower, upper=upper, integer=False).values
        assert values is not None
        return np.round(values[:first]).astype(np.int64)

    def _tidied(self, tidy: Callable[..., T], share: float) -> T | None:
        """Tidy the best solution up in the time that the search left, and a share of its own."""
        seconds = max(0.0, self.left) + max(_TIDY_SECONDS, share * self.seconds)
        seconds = min(_LONGEST_TIDY, seconds, deadline.left())
        try:
            with deadline.within(seconds):
                return tidy(self.program, self.values, seconds=seconds)
        except OutOfTimeError:
            return None
