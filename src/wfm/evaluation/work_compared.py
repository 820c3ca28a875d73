"""What people work in a plan and in another: pay, how evenly it is shared, what changes."""

import datetime as dt

import numpy as np
import pandas as pd

from wfm import rostering
from wfm.evaluation.expected import Calls
from wfm.evaluation.worked import Worked, WorkedDuty
from wfm.work.plan import Plan

_WEEK_DAYS = 7


def paid(worked: Worked, calls: Calls) -> tuple[float, float]:
    """Sum up what is paid on the days of a forecast: hours and cost."""
    first, last = _common_days(worked, calls)
    duties = _between(worked, first, last)
    idle = [pay for pay in worked.unworked if first <= pay.date <= last]
    hours = sum(duty.paid for duty in duties) / 60 + sum(pay.hours for pay in idle)
    return hours, sum(duty.cost for duty in duties) + sum(pay.cost for pay in idle)


def apart(worked: Worked, table: pd.DataFrame, plan: Plan, calls: Calls) -> tuple[float, float]:
    """How far apart agents are in nights and worked weekends a week: most less fewest.

    In a rotation everybody of a team works the same over its weeks: teams are compared.
    """
    if worked.by_wall_clock:
        fairness = rostering.check(table, plan=plan).fairness
        return float(np.ptp(fairness["nights"])), float(np.ptp(fairness["weekends"]))
    first, last = _common_days(worked, calls)
    duties = _between(worked, first, last)
    people = {duty.agent for duty in duties}
    nights = dict.fromkeys(people, 0)
    weekends: dict[str, set[tuple[int, int]]] = {agent: set() for agent in people}
    for duty in duties:
        nights[duty.agent] += duty.night is not None
        if duty.weekend:
            weekends[duty.agent].add(duty.date.isocalendar()[:2])
    weeks = ((last - first).days + 1) / _WEEK_DAYS
    worked_weekends = [len(own) for own in weekends.values()]
    return np.ptp(list(nights.values())) / weeks, np.ptp(worked_weekends) / weeks


def changed(one: Worked, other: Worked) -> int:
    """Count the days of agents on which two plans differ, of the first week that both have."""
    first = max(one.first_day, other.first_day)
    mine, theirs = (_first_week(worked, first) for worked in (one, other))
    return sum(mine.get(day) != theirs.get(day) for day in {*mine, *theirs})


def _first_week(worked: Worked, first: dt.date) -> dict[tuple[str, dt.date], tuple[object, ...]]:
    """Return the duties of each agent in a week."""
    duties = _between(worked, first, first + dt.timedelta(days=_WEEK_DAYS - 1))
    return {(duty.agent, duty.date): (duty.first, duty.last, duty.away) for duty in duties}


def _between(worked: Worked, first: dt.date, last: dt.date) -> list[WorkedDuty]:
    return [duty for duty in worked.duties if first <= duty.date <= last]


def _common_days(worked: Worked, calls: Calls) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that a plan and a forecast share."""
    starts = calls.frame["interval_start"]
    first = max(worked.first_day, starts.iloc[0].date())
    return first, min(worked.last_day, starts.iloc[-1].date())
