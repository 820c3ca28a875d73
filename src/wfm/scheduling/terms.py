"""On which terms a schedule may be changed: when, at what notice, at what price."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from wfm import tables, timestamps, units
from wfm.errors import OptionError
from wfm.options.reschedule import RescheduleOptions
from wfm.scheduling.changes.moment import clock_of, read_moment
from wfm.tables.schedule_rows import read_schedule
from wfm.units import Quantity


@dataclass(frozen=True)
class Terms:
    """What may change, and what a change costs.

    Parameters
    ----------
    since
        When the change is made; None: early enough for everybody to be told in time.
    notice
        Duties that begin so soon after that stay as they are.
    change
        Price of a duty that changes.
    missing_hour
        Price of an agent-hour that nobody works.
    seconds
        Longest time to take [s].
    """

    since: dt.datetime | None = None
    notice: dt.timedelta = dt.timedelta(hours=48)
    change: float = 1.0
    missing_hour: float = 10.0
    seconds: float = 10.0


def terms_of(options: RescheduleOptions, schedule: pd.DataFrame) -> Terms:
    """Check the options of a change.

    Parameters
    ----------
    options
        The options.
    schedule
        `wfm.tables.SCHEDULE`, on whose clock a moment without an offset is.

    Raises
    ------
    OptionError
        If one has a value that it cannot take.
    """
    since = None
    zone = timestamps.zone(options.timezone)
    if options.from_ is not None:
        days = read_schedule(tables.check(schedule, tables.SCHEDULE))
        since = read_moment(options.from_, clock_of(zone, days))
    return Terms(
        since,
        dt.timedelta(seconds=units.seconds(options.frozen, "frozen")),
        _price(options.changes_cost, "changes_cost"),
        _price(options.missing_cost, "missing_cost"),
        units.seconds(options.time_limit, "time_limit"),
    )


def _price(value: Quantity, name: str) -> float:
    price = units.number(value, name)
    if price < 0:
        raise OptionError(name, f"{value} is negative: a price is 0 or more")
    return price
