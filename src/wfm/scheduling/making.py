"""A schedule as it is asked for: by a roster, or people directly."""

import datetime as dt
from dataclasses import replace

import pandas as pd

from wfm.options.schedule import ScheduleOptions
from wfm.scheduling.direct import aims_of, people
from wfm.scheduling.options import Tables, start_of
from wfm.scheduling.results import Schedule
from wfm.scheduling.stage import schedule
from wfm.work.plan import Plan


def made_of(
    roster: pd.DataFrame | None,
    given: Tables,
    options: ScheduleOptions,
    plan: Plan,
    last: dt.date | None = None,
) -> Schedule:
    """Make a schedule of a roster; of None: of people directly.

    Parameters
    ----------
    roster, given, options, plan
        What is asked for.
    last
        After this day nobody is scheduled, unless all of it lies after; None: all weeks are.
    """
    start = start_of(options, given)
    if last is not None and start.period.first <= last < start.period.last:
        days = (last - start.period.first).days + 1
        start = replace(start, period=replace(start.period, days=days))
    if roster is None:
        return people(given, start, plan, aims_of(options), show_off=options.show_off)
    return schedule(roster, given, start, plan, show_off=options.show_off)
