"""How many agents each interval needs, and how well they will do."""

import logging
from dataclasses import dataclass

import pandas as pd

from wfm import tables
from wfm.errors import OptionError
from wfm.keywords import with_keywords
from wfm.options.common import Configured
from wfm.options.staff import StaffOptions
from wfm.staffing.calculator import calculate, one_interval
from wfm.staffing.groups import joined
from wfm.staffing.reading import read_forecast
from wfm.staffing.table import requirement_table

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class AskedRequirement(StaffOptions, Configured):
    """A requirement as Python asks for it.

    Parameters
    ----------
    forecast
        FORECAST table: ``interval_start``, ``calls``, ``aht_seconds`` [s], and what else it has.
        Its optional columns ``channel``, ``agents`` and ``shrinkage`` choose per row what the
        options of those names choose for all. None: one interval, of `calls`.
    """

    forecast: pd.DataFrame | None = None


@with_keywords(AskedRequirement)
def staff(asked: AskedRequirement) -> pd.DataFrame:
    """Size every interval of a forecast, or one without a table; or judge a given staff.

    Returns
    -------
    pandas.DataFrame
        REQUIREMENT table: the forecast with load, agents required (on the phones) and scheduled
        (with shrinkage), service level, speed of answer, occupancy, and what decided; abandonment,
        blocked and backlog where they can occur. Of `calls`, the same row without its time; with
        `around` a row for each number of agents, `wfm.tables.AROUND`.

    Raises
    ------
    OptionError
        An option has a value that it cannot take, does not go with another, or every target is
        switched off.
    InputError
        The forecast cannot be used as it is, such as calls without a handling time.

    Notes
    -----
    With no target but a speed of answer there are still more agents than load: otherwise the
    queue would grow for ever.
    """
    if asked.forecast is None:
        return calculate_with(asked)
    return staff_with(asked.forecast, asked)


def staff_with(forecast: pd.DataFrame, options: StaffOptions) -> pd.DataFrame:
    """Size the intervals of a table with these options; see `staff`."""
    if options.calls is not None:
        raise OptionError("calls", "stand for one interval without a table: give one or the other")
    if options.around is not None:
        raise OptionError("around", "goes with calls and aht of one interval, not with a table")
    frame, base, step, notes = joined(read_forecast(forecast, options), options)
    result = requirement_table(frame, base, base.channels or {}, step)
    for line in (*notes, *result.notes):
        log.info("%s", line)
    for line in result.warnings:
        log.warning("%s", line)
    return tables.conform(result.frame, tables.REQUIREMENT)


def calculate_with(options: StaffOptions) -> pd.DataFrame:
    """Size one interval without a table; see `staff`."""
    calls = options.calls
    if calls is None:
        raise OptionError("calls", "give a forecast, or calls and aht of one interval")
    of_tables = {
        "pool": options.pool,
        "skills": options.skills,
        "timezone": options.timezone,
        "aht_unit": options.aht_unit,
    }
    for name, value in of_tables.items():
        if value:
            raise OptionError(name, f"needs a table: leave it out, or calls {calls}")
    frame, step = one_interval(calls, options.aht, options.interval)
    return calculate(frame, step, options, options.around)
