"""The proof: what no roster can be below."""

from wfm.errors import InfeasibleError
from wfm.rostering.search.rounding import bound_with_whole
from wfm.rostering.search.workbench import Workbench
from wfm.solver import Interrupted, Limits, Outcome, Status, Values

# Steps of the simplex method for a better bound before the whole program is searched.
_BOUND_STEPS = 15_000


def linear_solution(bench: Workbench) -> Values | None:
    """Solve the linear program, which is the first bound; None where the time is out.

    Raises
    ------
    InfeasibleError
        If it has no solution.
    """
    outcome = bench.relax(bench.lower(), bench.upper())
    _refuse(outcome)
    if outcome.values is not None:
        bench.best.raise_bound(outcome.bound)
    return outcome.values


def bound_by_agents(bench: Workbench) -> None:
    """Raise the bound: the number of agents is whole, all else may be fractional."""
    bound = bound_with_whole(
        bench.relax_again, bench.lower(), bench.upper(), bench.agents, most=_BOUND_STEPS
    )
    bench.best.raise_bound(bound)


def search_whole(bench: Workbench, *, nodes: int | None = None) -> Outcome:
    """Search the whole program, which raises the bound and may find a better roster.

    Raises
    ------
    InfeasibleError
        If it is proved that there is none.
    """
    best = bench.best
    try:
        outcome = bench.search(
            bench.lower(),
            bench.upper(),
            Limits(nodes=nodes, gap=best.gap, absolute=best.near),
            start=best.values,
            improved=best.follow,
        )
    except Interrupted as interrupt:
        bench.keep(interrupt.outcome)
        raise
    _refuse(outcome)
    best.raise_bound(min(outcome.bound, outcome.objective))
    bench.keep(outcome)
    return outcome


def _refuse(outcome: Outcome) -> None:
    if outcome.status == Status.INFEASIBLE:
        raise InfeasibleError("no roster satisfies the rules and covers the requirement")
