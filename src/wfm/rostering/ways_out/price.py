"""Price changes of a plan: by the linear program to rank them, by the search to be sure."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wfm import deadline
from wfm.errors import InfeasibleError, UndecidedError
from wfm.rostering.program.program import Program, program
from wfm.rostering.program.whole_duties import with_usable_contracts
from wfm.rostering.search.search import search
from wfm.rostering.ways_out.changes import Variant
from wfm.solver import Solver, clock
from wfm.work.plan import Plan, unless_needed
from wfm.work.slots import Slots
from wfm.work.week import Week

# Share of the cost at which the search of a way is near enough to its bound.
_NEAR = 0.02
# Agent-hours a week below this are none [h].
TINY = 0.01


@dataclass(frozen=True)
class Way:
    """A changed plan and its price.

    Parameters
    ----------
    variant
        What is changed.
    plan
        The changed plan.
    short_hours, over_hours
        Agent-hours a week that stay uncovered, and those above what is allowed [h].
    cost
        What a roster costs [cost units a week].
    agents
        Agents of each group.
    starts
        How many duties begin at each group's shifts and times of day.
    short
        Missing agents of each slot.
    slots
        The slots.
    solved
        Whether it is a roster; otherwise figures are what a roster has at least.
    """

    variant: Variant
    plan: Plan
    short_hours: float
    over_hours: float
    cost: float
    agents: tuple[float, ...]
    starts: dict[tuple[str, str, int], float] = field(repr=False)
    short: NDArray[np.float64] = field(repr=False)
    slots: Slots = field(repr=False)
    solved: bool

    @property
    def wrong_hours(self) -> float:
        """Agent-hours a week short and over [h]."""
        return self.short_hours + self.over_hours

    @property
    def rank(self) -> tuple[float, float]:
        """Least short and over first, then cheapest."""
        return (round(self.wrong_hours, 2), self.cost)


def stated(week: Week, plan: Plan) -> Program:
    """State the program of a plan, in which nobody is kept from closed hours unless needed."""
    return program(unless_needed(plan), week)


def price(variant: Variant, plan: Plan, week: Week, *, elastic: bool = True) -> Way | None:
    """Price a change by the linear program; agents may be missing at a high price, if `elastic`.

    None where that cannot be, where a statute refuses a shift, or where the time is out.
    """
    changed = variant.change(plan)
    if not changed.lawful:
        return None
    built = stated(week, changed)
    upper = built.elastic_upper if elastic else None
    values = Solver(built.model).relax(upper=upper).values
    return None if values is None else _way(variant, changed, built, values, solved=False)


def solve(way: Way, week: Week, *, seconds: float, elastic: bool = False) -> Way:
    """Look for a roster of a way; as it was where none is found in time [s].

    A roster that misses nobody is looked for first, where the linear program has one; `elastic`
    leaves that out.
    """
    until = clock() + seconds
    plans = tuple(dict.fromkeys((with_usable_contracts(way.plan), way.plan)))
    whole = [] if elastic or way.wrong_hours > TINY else [(plan, False) for plan in plans]
    tries = [*whole, *((plan, True) for plan in plans)]
    for number, (plan, missing) in enumerate(tries):
        left = until - clock()
        if left <= 0:
            break
        share = left if number == len(tries) - 1 else 0.6 * left
        try:
            with deadline.within(left):
                built = stated(week, plan)
                found = search(built, seconds=share, gap=_NEAR, elastic=missing, even=False)
        except (InfeasibleError, UndecidedError):
            continue
        values = found.columns.astype(float)
        return _way(way.variant, way.plan, built, values, solved=True)
    return way


def _way(
    variant: Variant, plan: Plan, built: Program, values: NDArray[np.float64], *, solved: bool
) -> Way:
    paid = np.array(built.model.costs[: len(values)])
    paid[built.priced] = 0.0
    hours, over = built.slots.lengths / 60, values[list(built.over)]
    # Those of the slots come first: agents are missing in crews only where none may be.
    short = values[list(built.short[: len(hours)])]
    starts: dict[tuple[str, str, int], float] = {}
    for group in built.groups:
        for (_, band, start), column in group.duties.items():
            key = (group.group.name, group.bands[band].shift.name, start)
            starts[key] = starts.get(key, 0.0) + float(values[column])
    return Way(
        variant,
        plan,
        short_hours=float(short @ hours),
        over_hours=float(over @ hours) if len(over) else 0.0,
        cost=float(paid @ values),
        agents=tuple(float(values[group.agents]) for group in built.groups),
        starts=starts,
        short=short,
        slots=built.slots,
        solved=solved,
    )
