"""Look for a roster that people live better with, at the cost of the cheapest or little more.

Cost and bound are known by then. The plan is stated again with the rules that comfort asks for,
with the agents that the cheapest roster takes, and with prices on what its days are better
without. Rules that would cost too much are left out, the least important first.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wfm import deadline
from wfm.deadline import OutOfTimeError
from wfm.errors import InfeasibleError, UndecidedError
from wfm.rostering.comfortable.aims import AIMS, WISHES, Aim, aimed, rules_added
from wfm.rostering.plan import Plan
from wfm.rostering.program.program import Program, program
from wfm.rostering.search.best import Progress
from wfm.rostering.search.search import Found, search
from wfm.solver import Solver, Status, clock

# Price of a wish that is not met, as a share of what the dearest agent costs. All of them together
# never weigh more than what comfort may cost: so many for an agent in a week at most.
_PRICE_SHARE = 0.02
_WISHES_PER_AGENT = 2.0
# Share of the cost and the prices at which they are near enough to their bound.
_GAP = 0.002
_TINY = 1e-6


@dataclass(frozen=True)
class Comfortable:
    """What the search for comfort gives.

    Parameters
    ----------
    built, found
        The program and its roster; those of the cheapest where nothing more comfortable was found.
    left_out
        What was asked for in vain.
    late
        Whether the time was too short.
    """

    built: Program
    found: Found
    left_out: tuple[Aim, ...] = ()
    late: bool = False


def more_comfortable(
    built: Program,
    found: Found,
    *,
    share: float,
    weights: Mapping[str, float],
    until: float,
    progress: Callable[[Progress], object] | None,
) -> Comfortable:
    """Look for a roster that is more comfortable than one that was found.

    Parameters
    ----------
    built, found
        The program of the plan, and its cheapest roster.
    share
        Share of the cost that comfort may add.
    weights
        Weight of each aim; 0: it is not asked for.
    until
        When to end, by `clock` [s].
    progress
        Called now and then; a true answer ends the search.
    """
    aims = [aim for aim in AIMS if weights.get(aim.name, 1.0) and rules_added(built.plan, [aim])]
    wished = any(weights.get(name, 1.0) for name in WISHES)
    if missing(built, found) or not (aims or wished):
        return Comfortable(built, found)
    prices = _prices(built, found, share, weights)
    plan = with_agents_of(built, found, share)

    def stated(aims: Sequence[Aim]) -> Program:
        """State the program with these aims."""
        with deadline.within(until - clock()):
            return program(aimed(plan, aims, prices), built.week)

    try:
        kept = _free(aims, stated, until)
        while True:
            tried = stated(kept)
            better = _better(tried, built, found, until, progress)
            if better is not None and better.cost <= found.cost * (1 + share) + _TINY:
                return Comfortable(tried, _proved(better, found), _without(aims, kept))
            if not kept:
                return Comfortable(built, found, _without(aims, kept))
            kept.pop()
    except (OutOfTimeError, UndecidedError):
        return Comfortable(built, found, late=True)


def _without(aims: Sequence[Aim], kept: Sequence[Aim]) -> tuple[Aim, ...]:
    """Return the aims that are not kept."""
    return tuple(aim for aim in aims if aim not in kept)


def _free(
    aims: Sequence[Aim], stated: Callable[[Sequence[Aim]], Program], until: float
) -> list[Aim]:
    """Return the aims that the agents there are can keep together, the important ones first."""
    if _possible(stated(aims), until):
        return list(aims)
    kept: list[Aim] = []
    for aim in aims:
        if _possible(stated([*kept, aim]), until):
            kept.append(aim)
    return kept


def _possible(stated: Program, until: float) -> bool:
    """Whether the linear program of a roster has a solution."""
    outcome = Solver(stated.model).relax(seconds=until - clock())
    if outcome.status == Status.UNDECIDED:
        raise OutOfTimeError
    return outcome.status == Status.OPTIMAL


def _better(
    stated: Program,
    built: Program,
    found: Found,
    until: float,
    progress: Callable[[Progress], object] | None,
) -> Found | None:
    """Look for a roster; None where there is none."""

    def going(told: Progress) -> object:
        agents = sum(int(found.columns[group.agents]) for group in built.groups)
        now = Progress(agents, found.cost, found.bound, told.seconds)
        return progress is not None and progress(now)

    try:
        return search(stated, seconds=until - clock(), gap=_GAP, whole=False, progress=going)
    except InfeasibleError:
        return None


def with_agents_of(built: Program, found: Found, share: float) -> Plan:
    """Return a plan with the agents of a roster, and as many more as a share of its cost pays."""
    groups = []
    for columns in built.groups:
        group, agents = columns.group, int(found.columns[columns.agents])
        pay = group.weekly_minutes / 60 * group.cost_per_hour
        more = int(share * found.cost / pay + _TINY) if pay else 0
        most = agents + more if group.agents[1] is None else min(agents + more, group.agents[1])
        groups.append(replace(group, agents=(agents, most)))
    return replace(built.plan, groups=tuple(groups))


def _prices(
    built: Program, found: Found, share: float, weights: Mapping[str, float]
) -> dict[str, float]:
    """Return the price of each wish."""
    agents = sum(int(found.columns[group.agents]) for group in built.groups)
    agent = max(float(built.model.costs[group.agents]) for group in built.groups)
    price = _PRICE_SHARE * agent
    if share and agents:
        price = min(price, share * found.cost / agents / _WISHES_PER_AGENT)
    most = max([weights.get(name, 1.0) for name in WISHES], default=0.0)
    return {name: price * weights.get(name, 1.0) / most for name in WISHES} if most else {}


def _proved(better: Found, found: Found) -> Found:
    """Return a roster with what is proved of the cheapest: no roster of the plan is below that."""
    bound = min(found.bound, better.cost)
    near = better.cost <= found.cost + _TINY
    ended = found.ended
    if not near and ended == "optimal":
        ended = "within gap"
    if better.cost - bound <= _TINY and ended != "interrupted":
        ended = "optimal"
    return replace(better, bound=bound, ended=ended, repeats=better.repeats and found.repeats)


def missing(built: Program, found: Found) -> bool:
    """Whether agents are missing in a roster."""
    return bool(np.any(found.columns[built.missing] > 0))
