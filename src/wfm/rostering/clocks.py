"""The clock on which a week is planned: that of the site, or the one that all groups share.

A roster has no dates, and one week. Where every group is as far from the site at all times of the
requirement, the requirement is read on their clock, on which starts, nights and weekends are; the
coverage is told on the site's. Groups on different clocks meet on dates alone.
"""

import logging

import numpy as np
import pandas as pd

from wfm import tables
from wfm.errors import InputError
from wfm.quoting import quoted
from wfm.rostering.folding import fold
from wfm.units import duration
from wfm.work.plan import Group, Plan
from wfm.work.week import Week

log = logging.getLogger(__name__)
_MINUTE = pd.Timedelta(minutes=1)


def folded(requirement: pd.DataFrame, week: str, plan: Plan) -> Week:
    """Return the week to cover, on the clock of the groups.

    Parameters
    ----------
    requirement, week
        As `fold` has them.
    plan
        Its groups may have zones.

    Raises
    ------
    InputError
        If the requirement cannot be used, or groups are on different clocks.
    """
    ahead = minutes_ahead(requirement, plan)
    if not ahead:
        return fold(requirement, week)
    table = tables.check(requirement, tables.REQUIREMENT)
    zone = plan.groups[0].zone
    return fold(table.assign(interval_start=table["interval_start"].dt.tz_convert(zone)), week)


def minutes_ahead(requirement: pd.DataFrame, plan: Plan) -> int:
    """Return by how much the clock of all groups is ahead of the site's [min].

    Raises
    ------
    InputError
        If that differs between groups or weeks, or is no whole number of intervals.
    """
    if all(group.zone is None for group in plan.groups):
        return 0
    table = tables.check(requirement, tables.REQUIREMENT)
    starts = table["interval_start"]
    first, *others = plan.groups
    ahead = _ahead(first, starts)
    for group in others:
        if not np.array_equal(_ahead(group, starts), ahead):
            raise InputError(
                f"the groups {quoted(first.name)} and {quoted(group.name)} are on different "
                "clocks, and a week without dates has one: make a roster of each, for its share of "
                "the requirement, and put people on them with `wfm schedule`; or schedule people "
                "directly: `wfm schedule REQUIREMENT --agents FILE`"
            )
    if len(set(ahead.tolist())) > 1:
        raise InputError(
            f"the clock of group {quoted(first.name)} changes against the site's within the "
            "requirement: give the weeks before or after it"
        )
    found = int(ahead[0])
    if found % tables.step_minutes(table):
        raise InputError(
            f"the clock of group {quoted(first.name)} is {duration(abs(found))} from the site's, "
            "no whole number of intervals: give the requirement in half or quarter hours"
        )
    return found


def say_clock(ahead: int, plan: Plan) -> None:
    """Say on which clock a week is planned, where it is not the site's."""
    if ahead:
        zone, side = plan.groups[0].zone, "ahead of" if ahead > 0 else "behind"
        log.info(
            "the week is planned on the clock of %s, %s %s the site's: starts, nights and weekends "
            "are on it, the coverage on that of the site",
            zone, duration(abs(ahead)), side,
        )  # fmt: skip


def on_site_clock(coverage: pd.DataFrame, ahead: int, step: int) -> pd.DataFrame:
    """Return the coverage of a week that was planned on another clock on that of the site.

    Parameters
    ----------
    coverage
        `wfm.tables.COVERAGE`.
    ahead
        By how much that clock is ahead of the site's [min].
    step
        Length of an interval [min].
    """
    moved = coverage.copy()
    for name in ("required", "scheduled", "difference"):
        moved[name] = np.roll(coverage[name].to_numpy(), -ahead // step)
    return moved


def _ahead(group: Group, starts: pd.Series) -> np.ndarray:
    """Return by how much the clock of a group is ahead of the site's at each moment [min]."""
    if group.zone is None:
        return np.zeros(len(starts), dtype=np.int64)
    there = starts.dt.tz_convert(group.zone).dt.tz_localize(None)
    found: np.ndarray = ((there - starts.dt.tz_localize(None)) // _MINUTE).to_numpy()
    return found
