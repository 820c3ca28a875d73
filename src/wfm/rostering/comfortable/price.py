"""What it would cost to have nothing at all of what is kept as seldom as the cost allows."""

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from wfm import deadline
from wfm.deadline import OutOfTimeError
from wfm.rostering.bounds import cost_step
from wfm.rostering.program.program import Program, program
from wfm.solver import Solver, clock
from wfm.work.plan import Plan
from wfm.work.rules.catalogue import DaysOffTogether, NoLoneDaysOff, Rule, WholeWeekends

# What is kept as seldom as may be, by the name of its weight: the rule that shuts it out, in words.
NEVER: Mapping[str, tuple[str, Rule]] = {
    "lone_days": ("no lone day off at all", NoLoneDaysOff()),
    "weekends": ("no split weekend at all", WholeWeekends()),
    "two_days_off": ("two days off in a row in every week", DaysOffTogether(2)),
}


def prices_of_none(
    built: Program, weights: Mapping[str, float], *, until: float
) -> list[tuple[str, float]]:
    """Return what rosters without something cost at least, in words and cost units a week.

    Parameters
    ----------
    built
        The program of the plan.
    weights
        Weight of each aim; what has none is not priced.
    until
        When to end, by `clock` [s]; what is not known by then is left out.
    """
    found, patterns = [], built.plan.has_patterns
    for name, (words, rule) in NEVER.items():
        if not weights.get(name, 1.0):
            continue
        try:
            with deadline.within(until - clock()):
                cost = _least(with_rule(built.plan, rule), built)
        except OutOfTimeError:
            break
        if cost < np.inf:
            found.append((f"{words} beside fixed patterns" if patterns else words, cost))
    return found


def with_rule(plan: Plan, rule: Rule) -> Plan:
    """Return a plan that keeps one more rule in every group whose days are free."""
    return replace(
        plan,
        groups=tuple(
            group
            if group.patterns
            else replace(group, rules=(*group.rules, rule.with_weekend(group.weekend)))
            for group in plan.groups
        ),
    )


def _least(plan: Plan, built: Program) -> float:
    """Return what no roster of a plan is below, up to the next step of the cost."""
    stated = program(plan, built.week)
    costs = np.array(stated.model.costs)
    costs[stated.priced] = 0.0
    outcome = Solver(stated.model).relax(costs=costs, seconds=deadline.left())
    if outcome.out_of_time:
        raise OutOfTimeError
    if outcome.values is None:
        return np.inf
    step = cost_step(stated, but=stated.priced)
    return math.ceil(outcome.objective / step - 1e-6) * step if step else outcome.objective
