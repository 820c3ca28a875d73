"""Fold a requirement into one cyclic week, Monday 00:00 to Sunday 24:00, by the wall clock."""

from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import tables
from wfm.errors import InputError, OptionError
from wfm.weekdays import DAY, WEEK
from wfm.work.plan import MOST_ROSTERED
from wfm.work.week import Week

Fold = Literal["max", "mean"]


def fold(requirement: pd.DataFrame, week: str = "max") -> Week:
    """Return the week that is to be covered.

    Parameters
    ----------
    requirement
        Table of at least one whole week with `agents_scheduled`.
    week
        ``"max"``: the hardest of the weeks in each interval; ``"mean"``: their mean, rounded up.

    Raises
    ------
    InputError
        If the table holds several queues or less than a week.
    """
    if week not in get_args(Fold):
        raise OptionError("week", f"'{week}' is not one of {', '.join(get_args(Fold))}")
    table = tables.check(requirement, tables.REQUIREMENT)
    queues = list(table["queue"].unique()) if "queue" in table else []
    if len(queues) > 1:
        names = ", ".join(queues[:3])
        raise InputError(
            f"the requirement holds several queues ({names}): name one with --queue, or size "
            "them as one with `wfm staff --pool all`"
        )
    step = tables.step_minutes(table)
    wall = table["interval_start"].dt.tz_localize(None)
    minutes = ((wall - wall.iloc[0].normalize()) // pd.Timedelta(minutes=1)).to_numpy()
    minutes = minutes + wall.iloc[0].weekday() * DAY
    span = int(minutes[-1] - minutes[0]) + step
    if span < WEEK:
        raise InputError(
            f"the requirement spans {span / DAY:.3g} days: a roster needs at least one whole "
            "week: forecast with --horizon 1w or more"
        )
    needed = _folded(minutes, table["agents_scheduled"].to_numpy(dtype=float), step, week)
    if needed.max() > MOST_ROSTERED:
        raise InputError(
            f"the requirement needs {needed.max():,d} agents at a time: a roster can have at most "
            f"{MOST_ROSTERED:,d}: roster the site in parts"
        )
    return Week(needed, step)


def _folded(
    minutes: NDArray[np.int64], agents: NDArray[np.float64], step: int, week: str
) -> NDArray[np.int64]:
    cells = (minutes % WEEK) // step
    intervals = WEEK // step
    count = np.bincount(cells, minlength=intervals)
    if week == "max":
        value = np.full(intervals, -np.inf)
        np.maximum.at(value, cells, agents)
    else:
        value = np.bincount(cells, weights=agents, minlength=intervals) / np.maximum(count, 1)
    value[count == 0] = -np.inf
    # The hour that a clock change skips is as hard as the harder of its neighbours.
    for cell in np.flatnonzero(count == 0):
        around = np.flatnonzero(count)
        before = value[around[np.searchsorted(around, cell) - 1]]
        after = value[around[np.searchsorted(around, cell) % len(around)]]
        value[cell] = max(before, after)
    # A fraction of an agent is a whole one; a rounding error is not.
    return np.ceil(value - 1e-6).astype(np.int64)
