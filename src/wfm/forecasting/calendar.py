"""Clocks and calendars: the only module that knows time zones and public holidays."""

import logging
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import holidays as public_holidays
import numpy as np
import pandas as pd

from wfm.errors import InputError, OptionError
from wfm.forecasting.days import BoolArray, Days, IntArray

log = logging.getLogger(__name__)

EPOCH = date(1970, 1, 1)


def zone(name: str | None) -> ZoneInfo | None:
    """Find a time zone by its name in the IANA database.

    Raises
    ------
    OptionError
        If there is no such zone.
    """
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise OptionError(
            "timezone", f"'{name}' is not a time zone: write one such as Europe/London"
        ) from None


def localise(
    starts: "pd.Series[pd.Timestamp]", calls: "pd.Series[float]", timezone: str | None
) -> tuple[pd.DatetimeIndex, BoolArray]:
    """Give every row its instant and its zone.

    Parameters
    ----------
    starts
        Interval starts: zone-aware, or wall clock without a zone in order of time.
    calls
        Calls of the rows, NaN where missing.
    timezone
        IANA name of the zone of the wall clock; aware times are converted to it.

    Returns
    -------
    index : pd.DatetimeIndex
        Zone-aware starts of the rows that exist.
    kept : NDArray[np.bool_]
        Which rows those are: times that the spring change skips do not exist.

    Raises
    ------
    InputError
        If there are calls at a time that the clock skipped.
    """
    target = zone(timezone)
    index = pd.DatetimeIndex(starts)
    if index.tz is not None:
        return (index if target is None else index.tz_convert(target)), np.ones(len(index), bool)
    if target is None:
        log.info("times without an offset: taken as UTC (--timezone names another zone)")
        target = ZoneInfo("UTC")
    # A wall clock shows one hour twice in autumn: first in summer time, then in winter time.
    first = ~index.duplicated()
    aware = index.tz_localize(target, ambiguous=first, nonexistent="NaT")
    kept = ~np.asarray(aware.isna())
    skipped = calls[~kept]
    if (skipped > 0).any():
        when = index[~kept][np.flatnonzero(skipped.to_numpy() > 0)[0]]
        raise InputError(
            f"interval_start {when:%Y-%m-%dT%H:%M}: calls at a time that the spring clock change "
            f"skips in {target.key}; name the right --timezone or write times with an offset"
        )
    if len(skipped):
        log.info("%d rows at times that the spring clock change skips: dropped", len(skipped))
    return aware[kept], kept


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


def day_number(text: str | date, option: str) -> int:
    """Read a calendar date as days since 1970-01-01.

    Raises
    ------
    OptionError
        If it is not a date.
    """
    try:
        day = datetime.fromisoformat(str(text)).date()
    except ValueError:
        raise OptionError(option, f"'{text}' is not a date: write 2026-01-31") from None
    return (day - EPOCH).days


def iso(number: int) -> str:
    """Write days since 1970-01-01 as a date."""
    return (EPOCH + timedelta(days=int(number))).isoformat()


def calendar(first: int, count: int, country: str | None, subdivision: str | None = None) -> Days:
    """Describe consecutive days: public holidays and the weekend of a country.

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

    Raises
    ------
    OptionError
        If the country or its subdivision is not known.
    """
    dates = np.arange(first, first + count, dtype=np.int64)
    rest = np.zeros(7, dtype=bool)
    rest[5:] = True
    if country is None:
        if subdivision is not None:
            raise OptionError("subdivision", "needs a country: give --country as well")
        return Days(dates, ("",) * count, rest)
    years = range((EPOCH + timedelta(days=first)).year, (EPOCH + timedelta(first + count)).year + 1)
    known = _known(country, subdivision, years)
    rest[:] = [weekday in known.weekend for weekday in range(7)]
    names = tuple(str(known.get(EPOCH + timedelta(days=int(day)), "")) for day in dates)
    return Days(dates, names, rest)


def _known(country: str, subdivision: str | None, years: range) -> public_holidays.HolidayBase:
    try:
        return public_holidays.country_holidays(country.upper(), subdiv=subdivision, years=years)
    except NotImplementedError:
        if subdivision is None:
            raise OptionError(
                "country", f"no holidays known for '{country}': write a code such as GB or DE"
            ) from None
        raise OptionError(
            "subdivision", f"'{subdivision}' is not known in {country.upper()}"
        ) from None
