"""How far the clocks of groups are from the site's in the week that is planned.

A roster has no dates, and one week, in which each clock is so far from the site's. Starts, nights
and weekends of a group are on its own clock, the coverage is on that of the site. On dates, where
clocks change, its starts stay on its clock.
"""

import logging
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import tables
from wfm.quoting import quoted
from wfm.units import duration
from wfm.weekdays import DAY
from wfm.work.plan import Group, Plan
from wfm.work.wording import counted

log = logging.getLogger(__name__)
_MINUTE = pd.Timedelta(minutes=1)


def on_clocks(requirement: pd.DataFrame, plan: Plan) -> Plan:
    """Return a plan that knows how far the clock of each group is from the site's.

    Where that changes within the requirement, it is what it is most of the time.

    Parameters
    ----------
    requirement
        Its times are on the site's clock.
    plan
        Its groups may have zones.
    """
    if not on_own_clocks(plan):
        return plan
    starts = _starts(requirement)
    groups = tuple(_with(group, _mostly(_ahead(group, starts))) for group in plan.groups)
    return replace(plan, groups=groups)


def on_own_clocks(plan: Plan) -> bool:
    """Whether any group has a clock of its own."""
    return any(group.zone is not None for group in plan.groups)


def say_clocks(requirement: pd.DataFrame, plan: Plan) -> None:
    """Say how far the clocks of groups are from the site's, and where that changes.

    Parameters
    ----------
    requirement
        Its times are on the site's clock.
    plan
        A plan that knows how far they are.
    """
    if not on_own_clocks(plan):
        return
    starts = _starts(requirement)
    step = tables.step_minutes(starts.to_frame())
    for group in plan.groups:
        planned = group.ahead_of_site
        if planned:
            log.info(
                "group %s is %s: its starts, nights and weekends are on its clock, the coverage is "
                "on the site's",
                quoted(group.name), _far(planned),
            )  # fmt: skip
        ahead = _ahead(group, starts)
        others = ahead[ahead != planned]
        if len(others):
            days = len(others) * step / DAY
            log.warning(
                "the clock of group %s changes against the site's within the requirement: for %s "
                "it is %s; the roster is planned for the rest, and `wfm schedule` with the "
                "requirement lists what it leaves uncovered",
                quoted(group.name), counted(max(1, round(days)), "day"), _far(_mostly(others)),
            )  # fmt: skip


def _starts(requirement: pd.DataFrame) -> pd.Series:
    return tables.check(requirement, tables.REQUIREMENT)["interval_start"]


def _with(group: Group, ahead: int) -> Group:
    """Return a group whose clock is so far ahead of the site's [min]."""
    shifts = tuple(replace(shift, ahead_of_site=ahead) for shift in group.shifts)
    return replace(group, shifts=shifts)


def _far(ahead: int) -> str:
    if not ahead:
        return "on the site's clock"
    return f"{duration(abs(ahead))} {'ahead of' if ahead > 0 else 'behind'} the site"


def _mostly(ahead: NDArray[np.int64]) -> int:
    """Return the value that stands most often, of several the first."""
    found, first, number = np.unique(ahead, return_index=True, return_counts=True)
    return int(found[np.lexsort((first, -number))[0]])


def _ahead(group: Group, starts: pd.Series) -> NDArray[np.int64]:
    """Return by how much the clock of a group is ahead of the site's at each moment [min]."""
    if group.zone is None:
        return np.zeros(len(starts), dtype=np.int64)
    there = starts.dt.tz_convert(group.zone).dt.tz_localize(None)
    found: NDArray[np.int64] = ((there - starts.dt.tz_localize(None)) // _MINUTE).to_numpy()
    return found
