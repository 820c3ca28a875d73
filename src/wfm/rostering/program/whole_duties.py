"""What a team can use of its contract: it works whole duties.

Of 38.5 hours a week and duties of 8 hours, 8 lines use 38 duties, or 38 hours a week each. A
program that fills 38.5 hours for every agent leaves nothing to spare, and only teams of 16 lines,
or very long ones, can work it.
"""

from dataclasses import replace
from functools import partial

from wfm.work.plan import Group, Plan

# A rounding error of 1.1 nights times 10 weeks is none of a night.
_TINY = 1e-9


def usable_minutes(contract: float, duty: int, weeks: int) -> float:
    """Return the most that a team of about the wanted size can work on average.

    Parameters
    ----------
    contract
        Average week by contract [min].
    duty
        What the lengths of all duties are multiples of [min].
    weeks
        Wanted number of lines; up to half as many more are looked at.

    Returns
    -------
    float
        Largest average of whole duties within the contract [min a week].
    """
    if not duty:
        return contract
    sizes = range(weeks, 3 * weeks // 2 + 1)
    return max((contract * lines + _TINY) // duty * duty / lines for lines in sizes)


def with_usable_contracts(plan: Plan) -> Plan:
    """Return a plan whose groups fill their contracts only as far as their teams can.

    What agents are paid for, and what a team may work, stays as it is. No roster of the plan whose
    teams have the wanted number of lines to half as many more is lost; others may be, so where the
    result has no roster, the plan itself may have one. A single rotation has as many lines as
    there are agents: its plan comes back unchanged.
    """
    if plan.rotation == "single":
        return plan
    groups = tuple(_with_usable_contract(group, plan.rotation_weeks) for group in plan.groups)
    return replace(plan, groups=groups)


def _with_usable_contract(group: Group, weeks: int) -> Group:
    if group.patterns:  # what it works is fixed
        return group
    most = partial(usable_minutes, weeks=weeks)
    return replace(group, rules=tuple(rule.usable(group.shifts, most) for rule in group.rules))
