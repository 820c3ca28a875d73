"""A schedule as it is asked for: by a roster, or people directly."""

import pandas as pd

from wfm.options.schedule import ScheduleOptions
from wfm.scheduling.direct import aims_of, people
from wfm.scheduling.options import Tables, start_of
from wfm.scheduling.results import Schedule
from wfm.scheduling.stage import schedule
from wfm.work.plan import Plan


def made_of(
    roster: pd.DataFrame | None, given: Tables, options: ScheduleOptions, plan: Plan
) -> Schedule:
    """Make a schedule of a roster; of None: of people directly."""
    start = start_of(options, given)
    if roster is None:
        return people(given, start, plan, aims_of(options), show_off=options.show_off)
    return schedule(roster, given, start, plan, show_off=options.show_off)
