"""Days on the wall clock, and what they are: public holidays, weekends, events."""

from datetime import timedelta, tzinfo

import numpy as np
import pandas as pd

from wfm.calendar import holidays_of
from wfm.errors import OptionError
from wfm.forecasting.history.days import Days, FloatArray, IntArray
from wfm.forecasting.history.effects import calendar_effects
from wfm.forecasting.history.events import EPOCH, Event, date_number

MARGIN_DAYS = 10


def wall_clock(index: pd.DatetimeIndex, step: int) -> tuple[IntArray, IntArray]:
    """Find the day (days since 1970-01-01) and the interval of the day on the wall clock."""
    local = index.tz_localize(None)
    number = np.asarray(local.normalize().to_numpy().astype("datetime64[D]").astype(np.int64))
    minute = np.asarray(local.hour * 60 + local.minute, dtype=np.int64)
    return number, minute // step


def midnight(number: int, clock: tzinfo | None) -> pd.Timestamp:
    """First instant of a local day (not 00:00 where the clock changes at midnight)."""
    naive = pd.Timestamp(EPOCH + timedelta(days=int(number)))
    return naive.tz_localize(clock, ambiguous=True, nonexistent="shift_forward")


def intervals(first: int, count: int, clock: tzinfo | None, step: int) -> pd.DatetimeIndex:
    """Return every interval start of ``count`` local days: a day of a clock change has 46 or 50.

    Parameters
    ----------
    first
        First day, as days since 1970-01-01.
    count
        Number of days.
    clock
        The time zone.
    step
        Length of an interval [min].
    """
    begin, end = midnight(first, clock), midnight(first + count, clock)
    instants = pd.date_range(
        begin.tz_convert("UTC"), end.tz_convert("UTC"), freq=f"{step}min", inclusive="left"
    )
    return instants.tz_convert(clock)


def day_number(text: object, option: str) -> int:
    """Read a calendar date as days since 1970-01-01.

    Raises
    ------
    OptionError
        If it is not a date.
    """
    number = date_number(text)
    if number is None:
        raise OptionError(option, f"'{text}' is not a date: write 2026-01-31")
    return number


def iso(number: int) -> str:
    """Write days since 1970-01-01 as a date."""
    return (EPOCH + timedelta(days=int(number))).isoformat()


def calendar(
    first: int,
    count: int,
    country: str | None = None,
    subdivision: str | None = None,
    events: tuple[Event, ...] = (),
) -> Days:
    """Describe consecutive days: public holidays, the weekend of a country, the planner's events.

    Parameters
    ----------
    first
        First day, as days since 1970-01-01.
    count
        Number of days.
    country
        Two-letter code as in the package ``holidays``; None for no holidays.
    subdivision
        State or region within the country.
    events
        The planner's events: see `wfm.forecasting.history.events`.

    Raises
    ------
    OptionError
        If the country or its subdivision is not known.
    """
    # Neighbours on both sides say what the first and the last days are next to.
    dates = np.arange(first - MARGIN_DAYS, first + count + MARGIN_DAYS, dtype=np.int64)
    rest = np.zeros(7, dtype=bool)
    rest[5:] = True
    names: tuple[str, ...] = ("",) * len(dates)
    worked = np.zeros(len(dates), dtype=bool)
    if country is not None:
        begin, end = EPOCH + timedelta(int(dates[0])), EPOCH + timedelta(int(dates[-1]))
        known = holidays_of(country, subdivision, range(begin.year, end.year + 1))
        rest[:] = [weekday in known.weekend for weekday in range(7)]
        names = tuple(str(known.get(EPOCH + timedelta(int(day)), "")) for day in dates)
        decreed = getattr(known, "weekend_workdays", ())
        worked[:] = [EPOCH + timedelta(int(day)) in decreed for day in dates]
    elif subdivision is not None:
        raise OptionError("subdivision", "needs a country: give --country as well")
    holiday = np.array([name != "" for name in names])
    effects = calendar_effects(dates, holiday, rest[(dates + 3) % 7] & ~worked)
    event, given = _events_on(dates, events)
    days = Days(dates, names, rest, worked, effects, event, given)
    return days.part(MARGIN_DAYS, MARGIN_DAYS + count)


def _events_on(dates: IntArray, events: tuple[Event, ...]) -> tuple[tuple[str, ...], FloatArray]:
    names = [""] * len(dates)
    given = np.full(len(dates), np.nan)
    for event in events:
        first = max(event.first - int(dates[0]), 0)
        last = min(event.last - int(dates[0]), len(dates) - 1)
        for at in range(first, last + 1):
            names[at], given[at] = event.name, event.effect
    return tuple(names), given
