"""A forecast beside what came: one queue, one clock, and where on it the running day stands."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wfm import tables, timestamps
from wfm.errors import InputError, OptionError
from wfm.forecasting.history import calendar
from wfm.forecasting.history.days import FloatArray, IntArray
from wfm.forecasting.history.layout import AHT, prefix
from wfm.quoting import quoted


@dataclass(frozen=True)
class Actuals:
    """What came, with instants.

    Parameters
    ----------
    rows
        Rows of `wfm.tables.HISTORY` of one queue, ``interval_start`` with a zone.
    step
        Length of an interval [min].
    """

    rows: pd.DataFrame
    step: int

    @property
    def starts(self) -> pd.DatetimeIndex:
        """The instants of the rows."""
        return pd.DatetimeIndex(self.rows["interval_start"])

    @property
    def first_day(self) -> int:
        """The day of the first row, since 1970-01-01."""
        return int(calendar.wall_clock(self.starts[:1], self.step)[0][0])

    def days_known(self, before: pd.Timestamp) -> int:
        """Count the days from the first number of calls to the last one before a moment."""
        known = self.rows["calls"].notna().to_numpy() & (self.starts < before)
        number, _ = calendar.wall_clock(self.starts[known], self.step)
        return int(number[-1] - number[0]) + 1 if len(number) else 0

    def end(self) -> pd.Timestamp | None:
        """Return the end of the last interval with a number of calls."""
        known = self.starts[self.rows["calls"].notna().to_numpy()]
        return None if known.empty else known[-1] + pd.Timedelta(minutes=self.step)


@dataclass(frozen=True)
class Running:
    """One queue on the day that is running.

    Parameters
    ----------
    name
        Of the queue; None where there are no queues.
    forecast
        Rows of the forecast from the first one of the running day on.
    starts
        Their instants, on the clock of the actuals.
    slot
        Which interval of its day each of them is.
    came, aht
        Calls and handling times [s] of the intervals that have come, NaN where not recorded.
    midnights
        How many rows are before the next midnight, and before the one after it.
    today
        The day, since 1970-01-01.
    lead
        Days from the first day of the forecast to it.
    step
        Length of an interval [min].
    """

    name: str | None
    forecast: pd.DataFrame
    starts: pd.DatetimeIndex
    slot: IntArray
    came: FloatArray
    aht: FloatArray
    midnights: tuple[int, int]
    today: int
    lead: int
    step: int

    @property
    def now(self) -> int:
        """Number of rows that have come."""
        return len(self.came)

    @property
    def intervals(self) -> int:
        """Number of intervals of a day."""
        return 1440 // self.step

    @property
    def calls(self) -> FloatArray:
        """The calls forecast, of all rows."""
        return self.forecast["calls"].to_numpy(dtype=np.float64)

    @property
    def times(self) -> FloatArray:
        """The handling times forecast [s], of all rows; NaN where there are none."""
        if AHT not in self.forecast:
            return np.full(len(self.forecast), np.nan)
        return self.forecast[AHT].to_numpy(dtype=np.float64)

    @property
    def prefix(self) -> str:
        """What to say before a message about this queue."""
        return prefix(self.name)


def placed(rows: pd.DataFrame, timezone: str | None) -> Actuals:
    """Give the rows of a queue their instants, in a zone."""
    index, kept = timestamps.localise(rows["interval_start"], rows["calls"], timezone)
    rows = rows[kept].assign(interval_start=index)
    tables.check_order(rows, gaps=True)
    return Actuals(rows, tables.step_minutes(rows))


def until(text: str | None, last: pd.Timestamp, step: int) -> pd.Timestamp:
    """Read until when calls have come.

    Parameters
    ----------
    text
        A time of the last day with calls, or a moment; None for the end of the last row.
    last
        The end of the last interval with calls.
    step
        Length of an interval [min]: one that is not over has not come.

    Raises
    ------
    OptionError
        If it is no time.
    """
    if text is None:
        return last
    day, length = (last - pd.Timedelta(minutes=step)).date(), f"{step}min"
    try:
        if "-" in text:
            moment = pd.Timestamp(dt.datetime.fromisoformat(text.strip()))
        else:
            moment = pd.Timestamp(dt.datetime.combine(day, dt.time.fromisoformat(text.strip())))
        if moment.tz is None:
            return _local(moment.floor(length), last)
    except ValueError:
        raise OptionError(
            "as_of", f"{quoted(text)} is not a time: write 12:30 or {day}T12:30"
        ) from None
    moment = moment.tz_convert(last.tz)
    wall = moment.tz_localize(None)
    return moment - (wall - wall.floor(length))  # the hour that autumn repeats has no floor


def _local(moment: pd.Timestamp, last: pd.Timestamp) -> pd.Timestamp:
    """Give a time its zone; of the two in the hour that autumn repeats, the last that has come."""
    second = moment.tz_localize(last.tz, ambiguous=False)
    return second if second <= last else moment.tz_localize(last.tz, ambiguous=True)


def match(
    name: str | None,
    forecast: pd.DataFrame,
    actuals: Actuals,
    now: pd.Timestamp,
    timezone: str | None,
) -> Running:
    """Lay the forecast of a queue beside what came until now.

    Raises
    ------
    InputError
        If the two are of other days, steps or clocks.
    """
    starts = _starts(name, forecast, actuals, timezone)
    _check_days(name, starts, actuals, now)
    number, slot = calendar.wall_clock(starts, actuals.step)
    last = now - pd.Timedelta(minutes=actuals.step)
    today = int(calendar.wall_clock(pd.DatetimeIndex([last]), actuals.step)[0][0])
    first = int(np.searchsorted(number, today))
    starts, slot, day = starts[first:], slot[first:], number[first:]
    have = int(starts.searchsorted(now))
    came = actuals.rows.set_index(actuals.starts)
    came = came[~came.index.duplicated()].reindex(starts[:have])
    running = Running(
        name,
        forecast.iloc[first:],
        starts,
        slot,
        came["calls"].to_numpy(dtype=np.float64),
        came[AHT].to_numpy(dtype=np.float64) if AHT in came else np.full(have, np.nan),
        (int((day == today).sum()), int((day <= today + 1).sum())),
        today,
        today - int(number[0]),
        actuals.step,
    )
    _check_morning(running, actuals)
    return running


def _starts(
    name: str | None, forecast: pd.DataFrame, actuals: Actuals, timezone: str | None
) -> pd.DatetimeIndex:
    """Return the instants of a forecast on the clock of the actuals."""
    index, _ = timestamps.localise(forecast["interval_start"], forecast["calls"], timezone)
    step = tables.step_minutes(forecast.assign(interval_start=index), actuals.step)
    if step != actuals.step:
        raise InputError(
            f"{prefix(name)}the forecast has intervals of {step} minutes and the actuals of "
            f"{actuals.step}: make both alike, as by --interval {max(step, actuals.step)}m"
        )
    starts = index.tz_convert(actuals.starts.tz)
    other = np.flatnonzero(index.tz_localize(None) != starts.tz_localize(None))
    if len(other):
        at = int(other[0])
        raise InputError(
            f"{prefix(name)}the forecast is on another clock than the actuals: what is "
            f"{index[at].isoformat(timespec='minutes')} there is "
            f"{starts[at].isoformat(timespec='minutes')} here: name the zone of the site with "
            "--timezone"
        )
    return starts


def _check_days(
    name: str | None, starts: pd.DatetimeIndex, actuals: Actuals, now: pd.Timestamp
) -> None:
    """Refuse a forecast of other days than the one that is running."""
    begin, end = starts[0], starts[-1] + pd.Timedelta(minutes=actuals.step)
    if now <= begin:
        raise InputError(
            f"{prefix(name)}nothing has come yet of the days forecast: the actuals end at "
            f"{_words(now)}, and the forecast begins at {_words(begin)}"
        )
    if now >= end:
        raise InputError(
            f"{prefix(name)}nothing is left of the forecast: the actuals end at {_words(now)}, "
            f"and the forecast at {_words(end)}: give one that goes on"
        )


def _check_morning(running: Running, actuals: Actuals) -> None:
    """Refuse a forecast that begins after the first calls of the day."""
    midnight = calendar.midnight(running.today, actuals.starts.tz)
    earlier = (actuals.starts >= midnight) & (actuals.starts < running.starts[0])
    if (actuals.rows["calls"].to_numpy()[earlier] > 0).any():
        raise InputError(
            f"{running.prefix}the forecast begins at {_words(running.starts[0])}, after the first "
            "calls of that day: give the one that was made before the day began, not one that was "
            "brought up to date"
        )


def _words(moment: pd.Timestamp) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
