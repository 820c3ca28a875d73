"""Which rest of a day is looked at, and what may be asked of people in it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from wfm import timestamps, units
from wfm.errors import InputError, OptionError
from wfm.options.readers import day as read_day
from wfm.options.today import TodayOptions
from wfm.scheduling.changes.moment import clock_of, read_moment
from wfm.scheduling.presence import Needed
from wfm.tables.schedule_rows import ScheduledDay


@dataclass(frozen=True)
class Rest:
    """Which rest of a day, and what may be asked of people.

    Parameters
    ----------
    since
        From when on things may change.
    clock
        The clock of the site.
    most_overtime, least_time_off
        Longest overtime that is asked for, and shortest time off that is offered.
    seconds
        Longest time to take [s].
    """

    since: dt.datetime
    clock: dt.tzinfo
    most_overtime: dt.timedelta
    least_time_off: dt.timedelta
    seconds: float


def rest_of(options: TodayOptions, needed: Needed, days: Sequence[ScheduledDay]) -> Rest:
    """Check which rest of a day is meant.

    Raises
    ------
    OptionError
        If nothing says which, or an option has a value that it cannot take.
    """
    zone = timestamps.zone(options.timezone) or needed.starts.dt.tz
    clock = zone if zone is not None else clock_of(None, days)
    if options.from_ is None:
        raise OptionError("from", "say from when on things may change, such as 13:00")
    since = _dated(options, clock) if "-" in options.from_ else _on_the_day(options, needed, clock)
    return Rest(
        since,
        clock,
        _length(options.most_overtime, "most_overtime"),
        _length(options.least_time_off, "least_time_off"),
        units.seconds(options.time_limit, "time_limit"),
    )


def _dated(options: TodayOptions, clock: dt.tzinfo) -> dt.datetime:
    """Read a moment that names its day."""
    since = read_moment(str(options.from_), clock).astimezone(clock)
    if options.date is not None and read_day(options.date, "date") != since.date():
        raise OptionError("from", f"is on {since.date()}, and --date is {options.date}")
    return since


def _on_the_day(options: TodayOptions, needed: Needed, clock: dt.tzinfo) -> dt.datetime:
    """Read a time of the day that is named, or the only one of the requirement."""
    if options.date is not None:
        date = read_day(options.date, "date")
    else:
        dates = sorted({moment.astimezone(clock).date() for moment in needed.starts})
        if len(dates) > 1:
            raise OptionError(
                "date", f"the requirement has {len(dates)} days: name one, such as {dates[0]}"
            )
        date = dates[0]
    try:
        minute = units.clock(str(options.from_))
    except InputError as error:
        raise OptionError("from", str(error).removeprefix("time: ")) from None
    return dt.datetime.combine(date, dt.time(), clock) + dt.timedelta(minutes=minute)


def _length(value: units.Quantity, name: str) -> dt.timedelta:
    return dt.timedelta(seconds=units.seconds(value, name))
