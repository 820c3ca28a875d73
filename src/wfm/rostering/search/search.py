"""Find a good roster quickly and prove how good it is.

The linear program gives the first bound. A dive rounds the duties of its solution a few at a
time, looking both ways before a step that costs. What the rotation needs is then nearly whole by
itself: so duties and agents are searched with walks left fractional, in the neighbourhood of the
linear and of the best solution, and the walks of each better one are made whole for its duties.
Every stop but the clock's is a count of nodes, so that a search that ends by its gap ends the same
way again.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wfm.deadline import OutOfTimeError
from wfm.rostering.bounds import bound_of_cost, cost_step
from wfm.rostering.program.program import Program
from wfm.rostering.proofs import Proof
from wfm.rostering.search.best import Best, Progress
from wfm.rostering.search.by_counts import search_by_counts
from wfm.rostering.search.completion import Completion
from wfm.rostering.search.even_crews import even_crews
from wfm.rostering.search.first_roster import begin_with, complete_duties, dive
from wfm.rostering.search.given import NOTHING, Given
from wfm.rostering.search.neighbourhoods import Neighbourhoods
from wfm.rostering.search.nobody_missing import with_nobody_missing
from wfm.rostering.search.proof import bound_by_agents, linear_solution, search_whole
from wfm.rostering.search.tidying import finished
from wfm.rostering.search.workbench import Workbench
from wfm.solver import Solver, Status, Values

# After so many rounds without a better solution the whole program is searched.
_IDLE = 3
# So few steps of the cost from the bound, so many nodes of the whole program do more than rounds:
# what is missing there is mostly the bound, as of a small need round the clock.
_STEPS = 4
_NODES = 500


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
    proof
        What is proved of the program, where that was asked for.
    """

    columns: NDArray[np.int64]
    cost: float
    bound: float
    ended: str
    repeats: bool = True
    proof: Proof | None = None


def search(
    program: Program,
    *,
    seconds: float,
    gap: float,
    elastic: bool = False,
    even: bool = True,
    given: Given = NOTHING,
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
    given
        What it begins with, and how far it goes.
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
    best = Best(
        seconds,
        gap,
        0.0 if elastic or program.wished else cost_step(program),
        lambda values: round(float(values[program.agents].sum())),
        progress,
    )
    # Before rows are added, and only where all agents are there, which a proof is of.
    known = None if given.proof is None or elastic else given.proof.of(program.model)
    if known is not None:
        best.raise_bound(known.bound)
    bench = Workbench(program, best, elastic=elastic)
    ended = _looked(bench, given)
    try:
        columns = finished(bench, even=even and ended != "interrupted")
    except KeyboardInterrupt:
        ended, columns = "interrupted", finished(bench, even=False)
    if known is not None:
        known = replace(known, bound=best.bound)
    return replace(_without_prices(bench, columns, ended), proof=known)


def possible(program: Program, *, seconds: float) -> bool:
    """Whether the linear program of a roster has a solution."""
    outcome = Solver(program.model).relax(seconds=seconds)
    return outcome.status == Status.OPTIMAL


def impossible(program: Program, *, seconds: float) -> bool:
    """Whether the linear program of a roster is proved to have no solution."""
    outcome = Solver(program.model).relax(seconds=seconds)
    return outcome.status == Status.INFEASIBLE


def _looked(bench: Workbench, given: Given) -> str:
    """Look for rosters, and return how that ended."""
    best, ended = bench.best, ""
    try:
        _look(bench, given)
    except KeyboardInterrupt:
        if best.values is None:
            raise
        ended = "interrupted"
    except OutOfTimeError:
        best.late = True
    if best.values is None:
        raise OutOfTimeError
    if best.cost - best.bound < best.near:
        best.bound = best.cost
        return ended or "optimal"
    return ended or ("within gap" if best.closed else "time limit")


def _look(bench: Workbench, given: Given) -> None:
    """Search until the gap is closed or the time is over."""
    # Where every shift has one start there is nothing to round: the whole program is all there is.
    best, completion, whole = bench.best, Completion(bench), given.whole or not bench.loose
    linear = linear_solution(bench)
    if linear is None:
        return
    if given.teams:
        begin_with(bench, completion, given.teams)
    if bench.loose and bench.program.crews.agents and not best.closed:
        even_crews(bench, completion)
    if bench.loose and not best.closed:
        if given.duties is not None:
            complete_duties(bench, completion, given.duties)
        elif given.missing:
            with_nobody_missing(bench, completion)
        else:
            dive(bench, completion)
        near = search_by_counts(bench, completion, linear) if whole else None
        idle = _IDLE if whole or best.values is None else 1
        _look_around(bench, completion, linear if near is None else near, idle)
    while whole and not best.closed and best.left > 0:
        rows = len(bench.program.model.rows)
        outcome = search_whole(bench)
        if outcome.status == Status.OPTIMAL and rows == len(bench.program.model.rows):
            return


def _look_around(bench: Workbench, completion: Completion, linear: Values, idle: int) -> None:
    """Search near a solution of fractions and the best one, until so many rounds do not help."""
    best, near = bench.best, Neighbourhoods(bench, completion, linear)
    turn = vain = 0
    while vain < idle and not best.closed:
        if best.early <= 0:
            best.late = True
            return
        before = best.cost
        near.search(turn)
        if not turn and not best.closed:
            bound_by_agents(bench)
            if not best.closed and best.cost - best.bound < _STEPS * best.step:
                search_whole(bench, nodes=_NODES)
        turn, vain = turn + 1, 0 if best.cost < before else vain + 1


def _without_prices(bench: Workbench, columns: NDArray[np.int64], ended: str) -> Found:
    """Return what was found; prices that only say what to avoid are neither cost nor bound."""
    program, best = bench.program, bench.best
    costs, priced = np.array(program.model.costs[: len(columns)]), program.priced
    price = float(costs[priced] @ columns[priced])
    costs[priced] = 0.0
    cost = float(costs @ columns)
    bound = min(best.bound - price, cost)
    if price and bound < cost and not program.wished:
        bound = max(bound, bound_of_cost(program, columns, seconds=best.left))
    repeats = not best.late and ended not in ("time limit", "interrupted")
    return Found(columns, cost, bound, ended, repeats)
