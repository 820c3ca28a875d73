"""Other plans worth a look: ways out of an impossible plan, and what would save most.

Each variant of a plan is priced by the linear program of its roster: a fraction of a second, and
within a few percent of the roster itself.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wfm.rostering.plan import DAY, Group, Plan, Shift
from wfm.rostering.program import program
from wfm.rostering.rules import (
    ContractHours,
    DaysOff,
    DaysOn,
    FreeWeekends,
    HoursPerWeek,
    NightsOn,
    Rule,
    ShiftRun,
    WeekendsOn,
)
from wfm.rostering.solver import Solver, clock
from wfm.units import hhmm

_SHORT = 300
_TEN_HOURS = 600


@dataclass(frozen=True)
class Way:
    """A variant of a plan and its price.

    Parameters
    ----------
    words
        What is changed.
    plan
        The variant.
    short_hours
        Agent-hours a week that stay uncovered at best [h].
    cost
        What a roster costs at least [cost units a week].
    agents
        Agents it needs at least, fractions counted up.
    short, slot
        Missing agents of each slot, fractions possible, and its length [min].
    """

    words: str
    plan: Plan
    short_hours: float
    cost: float
    agents: int
    short: NDArray[np.float64] = field(repr=False)
    slot: int

    def __str__(self) -> str:
        """Write the way as a planner reads it."""
        return f"{self.words}: {self.short_hours:.4g} h short, cost {self.cost:,.6g}"


def price(
    words: str, plan: Plan, required: NDArray[np.int64], step: int, *, seconds: float = np.inf
) -> Way | None:
    """Price a plan by its linear program; agents may be missing at a high price.

    None where that cannot be, or the time [s] is out.
    """
    built = program(plan, required, step)
    upper = np.array(built.model.upper)
    missing = [*built.short, *built.over]
    upper[missing] = np.inf
    values = Solver(built.model).solve(integer=False, upper=upper, seconds=seconds).values
    if values is None:
        return None
    paid = np.array(built.model.costs)
    paid[missing] = 0.0
    return Way(
        words,
        plan,
        short_hours=float(values[missing].sum()) * built.slot / 60,
        short=values[list(built.short)],
        slot=built.slot,
        cost=float(paid @ values),
        agents=int(np.ceil(sum(values[group.agents] for group in built.groups) - 1e-6)),
    )


def ways_out(here: Way, required: NDArray[np.int64], step: int, *, seconds: float) -> list[Way]:
    """Return the ways out of an impossible plan, the least short first, then the cheapest.

    Parameters
    ----------
    here
        The plan that no roster satisfies, as it is.
    required
        Agents per interval of a week [agents].
    step
        Length of an interval [min].
    seconds
        Longest time to look [s]; what would take longer, as the slowest before it, is left out.
    """
    plan, until, slowest = here.plan, clock() + seconds, 0.0
    found = []
    for words, variant in (*_more_agents(plan), *_looser(plan), *_more_shifts(plan, step)):
        began = clock()
        if began + slowest >= until:
            break
        way = price(words, variant, required, step, seconds=until - began)
        slowest = max(slowest, clock() - began)
        if way is not None and way.short_hours < here.short_hours - 0.01:
            found.append(_named(way, plan))
    return sorted(found, key=lambda way: (round(way.short_hours, 2), way.cost))


def _named(way: Way, plan: Plan) -> Way:
    """Say how many agents are meant where their number was set free."""
    most = sum(group.agents[1] or 0 for group in plan.groups)
    if way.words != "more agents" or not most:
        return way
    more = way.agents - most
    return replace(way, words=f"{more} more agent{'s' if more > 1 else ''}")


def savings(plan: Plan, required: NDArray[np.int64], step: int) -> tuple[Way | None, list[Way]]:
    """Price a plan and variants of its catalogue; those that save come first.

    Returns
    -------
    tuple
        The plan as it is, and the variants that cost less, cheapest first.
    """
    here = price("as it is", plan, required, step)
    if here is None:
        return None, []
    found = []
    for words, variant in (*_more_shifts(plan, step), *_more_contracts(plan)):
        way = price(words, variant, required, step)
        if way is not None and way.short_hours <= here.short_hours and way.cost < here.cost - 0.01:
            found.append(way)
    return here, sorted(found, key=lambda way: way.cost)


# --- variants -------------------------------------------------------------------------------

Variants = Iterator[tuple[str, Plan]]

_LOOSER: Mapping[type, Callable[[Any], tuple[str, Rule]]] = {
    DaysOn: lambda r: (f"allow {r.most + 1} days on in a row", replace(r, most=r.most + 1)),
    DaysOff: lambda r: (f"allow {r.most + 1} days off in a row", replace(r, most=r.most + 1)),
    NightsOn: lambda r: (f"allow {r.most + 1} nights in a row", replace(r, most=r.most + 1)),
    WeekendsOn: lambda r: (f"allow {r.most + 1} weekends in a row", replace(r, most=r.most + 1)),
    FreeWeekends: lambda r: (
        f"ask for {r.least - 1} free weekends in {r.weekends}",
        replace(r, least=r.least - 1),
    ),
    HoursPerWeek: lambda r: (
        f"allow {(r.minutes + 480) / 60:g} hours a week",
        replace(r, minutes=r.minutes + 480),
    ),
    ShiftRun: lambda r: (
        f"allow {r.most + 1} days of '{r.shift}' in a row",
        replace(r, most=r.most + 1),
    ),
}


def _looser(plan: Plan) -> Variants:
    """Loosen each rule by one step; what a statute asks for is left alone."""
    rules = {rule for group in plan.groups for rule in group.rules if not rule.citation}
    for rule in sorted(rules, key=str):
        if type(rule) in _LOOSER:
            words, looser = _LOOSER[type(rule)](rule)
            groups = tuple(
                replace(group, rules=tuple(looser if r == rule else r for r in group.rules))
                for group in plan.groups
            )
            yield words, replace(plan, groups=groups)
    if plan.max_over is not None:
        more = plan.max_over + 2
        yield f"allow {more} agents above the requirement", replace(plan, max_over=more)
    if plan.coverage == "exact":
        yield "cover at least the requirement, not exactly", replace(plan, coverage="at_least")


def _more_agents(plan: Plan) -> Variants:
    if any(group.agents[1] is not None for group in plan.groups):
        groups = tuple(replace(group, agents=(group.agents[0], None)) for group in plan.groups)
        yield "more agents", replace(plan, groups=groups)


def _more_shifts(plan: Plan, step: int) -> Variants:
    """Add one short shift at a time of day, or other starts, to the first group."""
    group = plan.groups[0]
    for start in range(6 * 60, 20 * 60, max(step, 180)):
        if group.shifts[0].presence > _SHORT:
            short = Shift("short", ((start, start),), _SHORT, _SHORT, ())
            words = f"a 5-hour shift at {hhmm(start)}-{hhmm(start + _SHORT)} in '{group.name}'"
            yield words, _with_group(plan, replace(group, shifts=(*group.shifts, short)))
    for shift in group.shifts:
        first, last = shift.windows[0][0], shift.windows[-1][1]
        wider = max(0, first - 120), min(DAY - step, last + 120)
        windows = (*shift.windows, (wider[0], wider[1] - (wider[1] - wider[0]) % step))
        shifts = tuple(
            replace(other, windows=windows) if other == shift else other for other in group.shifts
        )
        words = f"starts of '{shift.name}' from {hhmm(wider[0])} to {hhmm(wider[1])}"
        yield words, _with_group(plan, replace(group, shifts=shifts))


def _more_contracts(plan: Plan) -> Variants:
    """Add a contract beside the others, under the rules of the first group."""
    group = plan.groups[0]
    common = tuple(rule for rule in group.rules if not isinstance(rule, ShiftRun | ContractHours))
    offers = (
        ("part-time contract of 25 h in 5-hour shifts", 1500, _SHORT, 0),
        ("part-time contract of 20 h in 4-hour shifts", 1200, 240, 0),
        ("contract of four ten-hour days", 2400, _TEN_HOURS, 30),
    )
    for words, weekly, paid, meal in offers:
        pauses = group.shifts[0].pauses[:1] if meal else ()
        shift = Shift("other", ((6 * 60, 18 * 60),), paid + meal, paid, pauses)
        other = Group(
            name="other",
            shifts=(shift,),
            rules=(*common, ContractHours(weekly)),
            weekly_minutes=weekly,
            cost_per_hour=group.cost_per_hour,
            night_premium=group.night_premium,
            sunday_premium=group.sunday_premium,
        )
        yield f"a {words}", replace(plan, groups=(*plan.groups, other))


def _with_group(plan: Plan, group: Group) -> Plan:
    return replace(plan, groups=(group, *plan.groups[1:]))
