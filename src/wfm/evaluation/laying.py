"""Plans laid over the days of a forecast."""

import datetime as dt

import pandas as pd

from wfm import timestamps
from wfm.errors import InputError
from wfm.evaluation.expected import Calls
from wfm.evaluation.rosters import of_roster
from wfm.evaluation.schedules import of_schedule
from wfm.evaluation.worked import Worked
from wfm.work.plan import Plan


def laid_over(table: pd.DataFrame, plan: Plan, calls: Calls) -> tuple[Worked, Calls, list[str]]:
    """Lay a roster over the days of a forecast, or take the days that a schedule has.

    Returns
    -------
    tuple
        What is worked, the calls of its days, and what is to be said about days left out.
    """
    wall = timestamps.wall_clock(calls.frame["interval_start"])
    dates = wall.astype("datetime64[D]").astype(object)
    if not is_schedule(table):
        clock = calls.frame["interval_start"].dt.tz
        return of_roster(table, plan, dates[0], dates[-1], clock), calls, []
    worked = of_schedule(table, plan)
    kept = (dates >= worked.first_day) & (dates <= worked.last_day)
    if not kept.any():
        raise InputError(
            f"the schedule is of {_days(worked.first_day, worked.last_day)}, and the forecast of "
            f"{_days(dates[0], dates[-1])}: give the forecast of the days that are scheduled"
        )
    words = []
    if not kept.all():
        left = len(set(dates[~kept]))
        words.append(
            f"{left} day{'s' * (left != 1)} of the forecast left out: the schedule is of "
            f"{_days(worked.first_day, worked.last_day)}"
        )
    if (worked.first_day > dates[0]) or not any(d.date < dates[kept][0] for d in worked.duties):
        words.append(
            f"duties that run in from the night before {worked.first_day} are not in the schedule"
        )
    return worked, calls.of(kept), words


def is_schedule(table: pd.DataFrame) -> bool:
    """Whether a table is a schedule: agents on dates."""
    return {"agent", "date"} <= {str(name).strip().lower() for name in table.columns}


def is_requirement(table: pd.DataFrame) -> bool:
    """Whether a table is a requirement: agents per interval."""
    names = {str(name).strip().lower() for name in table.columns}
    return "agents_scheduled" in names and not is_schedule(table)


def _days(first: dt.date, last: dt.date) -> str:
    return f"{first}" if first == last else f"{first} to {last}"
