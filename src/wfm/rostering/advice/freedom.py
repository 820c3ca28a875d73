"""Whether one plan allows whatever another one does: then it costs no more, and bounds carry over.

Only what is certain counts: a change that is not known to give freedom is taken for one that does
not.
"""

from dataclasses import replace

import numpy as np

from wfm.work.plan import Group, Plan
from wfm.work.shifts import Shift


def frees(plan: Plan, other: Plan, step: int, *, same_need: bool) -> bool:
    """Whether every roster of a plan is one of another plan, and costs no more there.

    Parameters
    ----------
    plan, other
        The plans.
    step
        Length of an interval [min].
    same_need
        Whether both cover the same requirement; if not, the other one covers a smaller one.
    """
    if not same_need and other.is_limited:
        return False
    if other.coverage == "exact" and plan.coverage != "exact":
        return False
    over = np.inf if plan.max_over is None else plan.max_over
    if plan.coverage != "exact" and other.max_over is not None and over > other.max_over:
        return False
    alike = replace(other, groups=plan.groups, coverage=plan.coverage, max_over=plan.max_over)
    if alike != plan or any(group.name not in other.by_name for group in plan.groups):
        return False
    return all(
        _frees_group(plan.by_name[group.name], group, step)
        if group.name in plan.by_name
        else group.agents[0] == 0
        for group in other.groups
    )


def _frees_group(group: Group, other: Group, step: int) -> bool:
    """Whether agents of a group may work in another way too, for no higher pay."""
    least, most = group.agents
    if other.agents[0] > least:
        return False
    if other.agents[1] is not None and (most is None or most > other.agents[1]):
        return False
    pay = ("cost_per_hour", "night_premium", "sunday_premium", "weekend_premium")
    if any(getattr(other, name) > getattr(group, name) for name in pay):
        return False
    same = {name: getattr(group, name) for name in (*pay, "shifts", "rules", "agents")}
    if replace(other, **same) != group:
        return False
    return all(
        any(_frees_shift(shift, wider, step) for wider in other.shifts) for shift in group.shifts
    ) and all(any(rule.covers(looser) for rule in group.rules) for looser in other.rules)


def _frees_shift(shift: Shift, other: Shift, step: int) -> bool:
    if replace(other, windows=shift.windows) != shift:
        return False
    return set(shift.starts(step)) <= set(other.starts(step))
